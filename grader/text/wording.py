"""What the text grader says to people, in Chinese and English."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grader.model import Evidence, Flag, Verdict

WHY = {
    "zh": {
        "met": "这句话说到了这一点。",
        "partly": "这句话接近这一点，但没有说清楚或没有说全。",
        "missed": "没有找到说到这一点的话。",
        "opposed": "最接近的话更像是错误的说法。",
        "misconception": "这句话像是这个错误的看法。",
    },
    "en": {
        "met": "These words make the point.",
        "partly": "These words come near the point without quite making it.",
        "missed": "No words were found that make the point.",
        "opposed": "The nearest words are closer to a wrong statement of it.",
        "misconception": "These words read like this wrong claim.",
    },
}
FLAGS = {
    "zh": {
        "hidden_characters": "答案里有看不见的字符，是粘贴带来的还是有意的？",
        "look_alike_letters": "答案里有外形相同的异体字母，请看一下原文。",
        "instructions": "答案里有像是写给评分程序的指令，那些句子不计分。",
        "keyword_list": "答案几乎只有术语，没有成句的说明，请判断作者是否理解。",
        "question_copied": "答案基本是题目的原话，没有新的内容？",
        "very_long": "答案很长，请看一下重点是否突出。",
        "other_model": "用的不是默认的句向量模型，评分参数没有为它校准，分数只供参考。",
    },
    "en": {
        "hidden_characters": "The answer holds invisible characters: pasted in, or on purpose?",
        "look_alike_letters": "The answer holds look-alike letters of another script; see the original.",
        "instructions": "The answer seems to instruct the grader; those sentences earn nothing.",
        "keyword_list": "The answer is almost only terms without statements; does the author understand them?",
        "question_copied": "The answer hardly says more than the question does?",
        "very_long": "The answer is very long; does it come to the point?",
        "other_model": "Not the default encoder: the scorer was not fitted to it, take the points as a hint.",
    },
}
REVIEW = {
    "zh": {
        "unsure": "这类答案的分数与人工评分的吻合程度还没有达到要求，请看一下。",
        "wide": "可能的分数范围比允许的误差宽，请看一下。",
        "conflict": "答案既说对了要点，又说了错误的说法，请判断作者的意思。",
    },
    "en": {
        "unsure": "Grades of such answers do not yet agree with people's as well as asked; please look.",
        "wide": "The range of likely points is wider than the error you allow; please look.",
        "conflict": "The answer makes key points and a wrong claim as well; what does the author mean?",
    },
}
FEEDBACK = {
    "zh": {
        "blank": "没有作答。",
        "met": "说到了：{names}。",
        "partly": "说得不够清楚：{names}。",
        "missed": "没有说到：{names}。",
        "wrong": "有误解：{names}",
        "joint": "、",
    },
    "en": {
        "blank": "Nothing was answered.",
        "met": "Covered: {names}. ",
        "partly": "Not quite clear: {names}. ",
        "missed": "Missing: {names}. ",
        "wrong": "Misunderstood: {names}",
        "joint": ", ",
    },
}


def explain(evidence: Sequence[Evidence], lang: str) -> tuple[Evidence, ...]:
    """The evidence with its `why` in words."""
    return tuple(replace(item, why=WHY[lang][_reason(item)]) for item in evidence)


def _reason(item: Evidence) -> str:
    if item.kind == "misconception":
        return "misconception"
    against = item.signals.get("margin", 0.0) < -0.25 or item.signals.get("opposition", 0.0) > 0.02
    if item.verdict is Verdict.MISSED and against:
        return "opposed"
    return str(item.verdict)


def flag(name: str, lang: str) -> Flag:
    """A flag with its question to a person."""
    return Flag(name, FLAGS[lang][name])


def review(name: str, lang: str) -> Flag:
    """A reason for a person to look: one of the grader's own, or a flag of that name."""
    return Flag(name, REVIEW[lang].get(name) or FLAGS[lang][name])


def feedback(evidence: Sequence[Evidence], lang: str) -> str:
    """One to three sentences: what was covered, what was not, what is wrong."""
    texts = FEEDBACK[lang]
    parts = [
        texts[verdict].format(names=texts["joint"].join(names))
        for verdict in ("met", "partly", "missed")
        if (
            names := [
                e.criterion for e in evidence if e.kind == "key_point" and e.verdict == verdict
            ]
        )
    ]
    wrong = [e.criterion for e in evidence if e.kind == "misconception"]
    if wrong:
        parts.append(texts["wrong"].format(names=texts["joint"].join(wrong)))
    return "".join(parts).strip()


def blank_feedback(lang: str) -> str:
    """What is said of an answer that holds nothing."""
    return FEEDBACK[lang]["blank"]

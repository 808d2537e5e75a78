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
        "denied": "这句话用了相同的词，但像是说反了（{words}），请核对。",
        "opposed": "最接近的话更像是错误的说法。",
        "misconception": "这句话像是这个错误的看法。",
    },
    "en": {
        "met": "These words make the point.",
        "partly": "These words come near the point without quite making it.",
        "missed": "No words were found that make the point.",
        "denied": "These words share the terms but seem to say the opposite ({words}); please check.",
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
        "junk": "答案像是随意敲出的字符，没有可以评的内容。",
        "reference_copied": "答案与参考答案逐字相同：是背下来的，还是抄来的？",
        "altered_reference": "答案与参考答案几乎逐字相同，但关键的词被改动了，请看意思是否反了。",
        "word_burst": "答案是一长串实词，没有连成句子，请判断作者是否理解。",
        "shuffled_words": "词序混乱，不像是写出来的句子，请看原文。",
        "many_denials": "答案几乎每一句都在否定，而参考答案并非如此，请看意思是否反了。",
        "padding": "答案中有大量重复或与题目无关的内容，请看实质的部分。",
        "off_topic": "答案通顺，但说的似乎是别的事情。",
        "other_question": "答案更像是在回答题库里的另一道题。",
        "contradiction": "答案先说了一种说法，后面又否定了它，请看作者的意思是哪一个。",
        "evidence_conflicts": "有的要点，最接近的话像是说反了，请核对证据。",
        "very_long": "答案很长，请看一下重点是否突出。",
        "calibration_scorer": "本题库的校准是为别的评分程序或句向量模型做的，没有使用；请重新校准。",
        "calibration_rubric": "评分标准在校准之后改过，本题的校准没有使用；请重新校准。",
        "other_model": "用的不是默认的句向量模型，评分参数没有为它校准，分数只供参考。",
    },
    "en": {
        "hidden_characters": "The answer holds invisible characters: pasted in, or on purpose?",
        "look_alike_letters": "The answer holds look-alike letters of another script; see the original.",
        "instructions": "The answer seems to instruct the grader; those sentences earn nothing.",
        "keyword_list": "The answer is almost only terms without statements; does the author understand them?",
        "question_copied": "The answer hardly says more than the question does?",
        "junk": "The answer looks like keys hit at random; there is nothing in it to grade.",
        "reference_copied": "The answer is the reference word for word: learned by heart, or copied?",
        "altered_reference": "The answer is nearly the reference, with decisive words changed: does it say the opposite?",
        "word_burst": "The answer is a long run of content words without sentences; does the author understand them?",
        "shuffled_words": "The words stand in no order that anyone would write; see the original.",
        "many_denials": "Nearly every sentence denies something, and the reference does not: does it say the opposite?",
        "padding": "Much of the answer repeats itself or is about other things; look at what is left.",
        "off_topic": "The answer is fluent but seems to be about something else.",
        "other_question": "The answer fits another question of the bank better than this one.",
        "contradiction": "The answer says one thing and then denies it; which does the author mean?",
        "evidence_conflicts": "For a key point the nearest words seem to say the opposite; please check.",
        "very_long": "The answer is very long; does it come to the point?",
        "calibration_scorer": "The calibration was made for another scorer or encoder and was not used; make it again.",
        "calibration_rubric": "The rubric changed after the calibration, which was not used; make it again.",
        "other_model": "Not the default encoder: the scorer was not fitted to it, take the points as a hint.",
    },
}
REVIEW = {
    "zh": {
        "low_confidence": "这类答案的分数与人工评分的吻合程度还没有达到要求，请看一下。",
        "unchecked": "评分标准是自动生成的，也没有用你们自己的评分校准过，请看一下。",
        "wide": "可能的分数范围比允许的误差宽，请看一下。",
        "conflict": "答案既说对了要点，又说了错误的说法，请判断作者的意思。",
    },
    "en": {
        "low_confidence": "Grades of such answers do not yet agree with people's as well as asked; please look.",
        "unchecked": "The rubric was made by rule and never calibrated to your graders; please look.",
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
    return tuple(replace(item, why=_why(item, lang)) for item in evidence)


def _why(item: Evidence, lang: str) -> str:
    if item.signals.get("disagreement"):
        return WHY[lang]["denied"].format(words=item.why)
    return WHY[lang][_reason(item)]


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

"""What the command says, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping

LANGUAGES = ("zh", "en")

TEXTS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "error": "错误：{message}",
        "interrupted": "已中断",
        "no_such_option": "没有选项 {name}{hint}；用法见 `{command} --help`",
        "missing": "缺少 {name}；用法见 `{command} --help`",
        "did_you_mean": "（是不是 {name}？）",
        "no_such_command": "没有文件或命令 {name}{hint}；用法见 `{command} --help`",
        "no_key_points": "第 {id} 题的评分标准没有要点，无法评分；请在 {folder} 中补上",
        "stdin_twice": "标准输入（-）只能读一次",
        "below": "低于 {limit:g}%：{names}",
        "loading": "正在载入模型…",
        "points": "分",
        "confidence": "置信度 {word} {value:.2f}",
        "high": "高",
        "medium": "中",
        "low": "低",
        "graded": "已评分",
        "needs_review": "待人工复核",
        "blank": "空白作答",
        "candidate_error": "答题程序出错",
        "grader_error": "评分程序出错，不算零分",
        "met": "答到",
        "partly": "部分答到",
        "missed": "没答到",
        "key_points": "要点",
        "keywords": "关键词：",
        "misconceptions": "错误说法",
        "follow_up": "可追问：{text}",
        "flags": "请留意",
        "feedback": "评语",
        "review": "请人工复核",
        "review_confidence": "置信度只有 {value:.2f}",
        "review_error": "评分没有完成",
    },
    "en": {
        "error": "error: {message}",
        "interrupted": "interrupted",
        "no_such_option": "no such option {name}{hint}; see `{command} --help`",
        "missing": "{name} is missing; see `{command} --help`",
        "did_you_mean": " (did you mean {name}?)",
        "no_such_command": "no file or command {name}{hint}; see `{command} --help`",
        "no_key_points": "the rubric of question {id} has no key points to grade by; "
        "add them in {folder}",
        "stdin_twice": "standard input (-) can be read only once",
        "below": "below {limit:g}%: {names}",
        "loading": "loading the model …",
        "points": "points",
        "confidence": "confidence {word} {value:.2f}",
        "high": "high",
        "medium": "medium",
        "low": "low",
        "graded": "graded",
        "needs_review": "needs review",
        "blank": "blank answer",
        "candidate_error": "the candidate's program failed",
        "grader_error": "the grader failed; this is not a zero",
        "met": "met",
        "partly": "partly met",
        "missed": "missed",
        "key_points": "Key points",
        "keywords": "keywords:",
        "misconceptions": "Wrong claims",
        "follow_up": "ask next: {text}",
        "flags": "Please note",
        "feedback": "Feedback",
        "review": "A person should look",
        "review_confidence": "the confidence is only {value:.2f}",
        "review_error": "grading was not completed",
    },
}


def say(lang: str, name: str, /, **values: object) -> str:
    """The text called `name` in `lang` (zh or en), with its values filled in."""
    return TEXTS[lang][name].format(**values)


def language(environ: Mapping[str, str]) -> str:
    """The language of a terminal: en where LC_ALL, else LC_MESSAGES, else LANG says so, else zh."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((environ[name] for name in names if environ.get(name)), "")
    return "en" if locale.lower().startswith("en") else "zh"

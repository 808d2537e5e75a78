"""What a person should know about an answer before trusting its grade; never a deduction.

Flags are names; their wording in either language is in `grader.text.wording`.
"""

from __future__ import annotations

import re

import numpy as np
from rapidfuzz import fuzz

from grader.text.normalise import HOMOGLYPHS, hidden_characters
from grader.text.reading import Reading

INJECTION = re.compile(
    r"ignore (?:all |any |the |your )*(?:previous|above|prior|earlier) (?:instructions?|prompts?|rules)|"
    r"disregard (?:all |any |the |your )*(?:previous|above|prior|rubric|instructions?)|"
    r"(?:give|award|assign|grant) (?:me |this answer |this |it )*(?:a )?(?:full|maximum|perfect|top|highest) "
    r"(?:marks?|points?|scores?|credit|grade)|(?:system|assistant|grader) ?(?:prompt|message|note|override)\s*:|"
    r"you are (?:now )?(?:a|an|the) (?:grader|grading|examiner|ai|assistant)|"
    r"忽略(?:之前|以上|上面|前面|所有|一切)+[^。]{0,8}(?:指令|指示|要求|规则|标准|提示)|"
    r"(?:请|直接|务必|必须|应该)?(?:给|判|打|评)(?:我|本题|这道题|该答案|此答案|这份答案|予)*(?:打|评|判)?"
    r"(?:出|为|成)?(?:满分|最高分|10 ?分|100 ?分|十分|一百分)|"
    r"(?:系统|评分|阅卷)(?:提示|指令|消息|系统|程序|员|老师)[:：,，请]",
    re.IGNORECASE,
)
LONG_TEXT = 6_000
ECHO = 88.0


def find_flags(reading: Reading, question: str) -> tuple[str, ...]:
    """The names of the flags that fire, in a fixed order."""
    source, text = reading.normal.source, reading.normal.text
    fired = {
        "hidden_characters": bool(hidden_characters(source)),
        "look_alike_letters": _has_look_alikes(source, text),
        "instructions": bool(INJECTION.search(text)),
        "keyword_list": reading.is_list,
        "question_copied": copies(text, question),
        "very_long": len(text) > LONG_TEXT,
    }
    return tuple(name for name, fires in fired.items() if fires)


def copies(text: str, question: str) -> bool:
    """Whether a text says hardly more than the question does."""
    if not question:
        return False
    said, asked = _letters(text), _letters(question)
    return fuzz.ratio(said, asked) >= ECHO or (asked in said and len(said) <= 1.3 * len(asked))


def usable(reading: Reading) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which segments may earn points: all but instructions to the grader."""
    return np.array(
        [not INJECTION.search(reading.text_of(s)) for s in reading.segments], dtype=bool
    )


def _has_look_alikes(source: str, text: str) -> bool:
    return any(ord(c) in HOMOGLYPHS and c not in text for c in set(source))


def _letters(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())

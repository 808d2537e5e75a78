"""Whether a text is a known statement with its decisive words changed.

Who copies nearly every word and differs just in a negation, an opposite, a number, or in two
things that changed places, did not find other words for the same: the difference is the message.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from grader.text.meaning.opposites import opposites
from grader.text.meaning.signs import CUE, chinese_words, plain_form

_WORD = re.compile(r"[\u3400-\u9fff]+|\d+(?:[.,]\d+)?|[^\W\d_\u3400-\u9fff]+(?:['’][a-z]+)?")
_HAN = re.compile(r"[\u3400-\u9fff]")
LEAST_ALIKE = 70.0
LEAST_WORDS = 5
MOST_LEFT_OUT, MOST_PUT_IN = 2, 8


def altered(text: str, statement: str) -> tuple[str, ...]:
    """The decisive changes that turn `statement` into `text`; none where they are not alike."""
    if fuzz.ratio(text, statement) < LEAST_ALIKE:
        return ()
    ours, theirs = _words(text), _words(statement)
    if min(len(ours), len(theirs)) < LEAST_WORDS:
        return ()
    replaced, denied = _changes(theirs, ours)
    moved = [f"{b} ↔ {a}" for a, b in replaced if (b, a) in replaced and a < b]
    opposed = [f"{b} ↔ {a}" for a, b in replaced if _is_opposite(a, b)]
    if len(opposed) == len(denied) == 1:
        return tuple(moved)  # 错误 for 不正确
    return tuple(dict.fromkeys([*moved, *opposed, *denied]))


def _changes(
    before: tuple[str, ...], after: tuple[str, ...]
) -> tuple[list[tuple[str, str]], list[str]]:
    """Words replaced, as (old, new), and the negations that one side has more of.

    What is left out in longer stretches is missing, not denied.
    """
    replaced: list[tuple[str, str]] = []
    had: list[str] = []
    has: list[str] = []
    for step in Levenshtein.opcodes(before, after):
        old = before[step.src_start : step.src_end]
        new = after[step.dest_start : step.dest_end]
        if step.tag == "replace":
            replaced.extend(zip(old, new, strict=False))
        if step.tag != "equal" and len(old) <= MOST_LEFT_OUT and len(new) <= MOST_PUT_IN:
            had.extend(w for w in old if CUE.fullmatch(w))
            has.extend(w for w in new if CUE.fullmatch(w))
    more, less = (has, had) if len(has) > len(had) else (had, has)
    return replaced, more if len(more) != len(less) else []


def _is_opposite(one: str, other: str) -> bool:
    numbers = one[0].isdigit() and other[0].isdigit()
    return numbers or plain_form(other) in opposites().get(plain_form(one), frozenset())


@lru_cache(maxsize=2048)
def _words(text: str) -> tuple[str, ...]:
    found: list[str] = []
    for piece in _WORD.findall(text.lower()):
        found.extend(chinese_words(piece) if _HAN.match(piece) else [piece])
    return tuple(found)

"""Tells a list of terms from statements, however terse: many short pieces, no function words."""

from __future__ import annotations

import re
from statistics import median

_FUNCTION_HAN = frozenset(
    "的了是在和与把被对使让从以用由就也都会能可要有这那它其而但或于为之个种地得并不很更只将给到去来做"
)
_FUNCTION_WORDS = frozenset(
    """the a an of to is are was be been and or in on by that which it its this these with as for from
    at into not no can may will so but if when than then their they he she we you i one each other
    more most how what who""".split()
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[a-z]+")
_MARKS = re.compile(r"[，,、;；|/\n]+")
_MARKS_AND_BLANKS = re.compile(r"[，,、;；|/\s]+")
FEW_FUNCTION_WORDS = 0.06
LEAST_PIECES = 6
LONGEST_TERM = 6.0  # in Chinese characters; two and a half Latin letters count as one


def is_bare_list(text: str) -> bool:
    """Whether `text` is at least six terms in a row, without the words that make statements."""
    has_marks = len(_MARKS.split(text)) >= LEAST_PIECES
    pieces = (_MARKS if has_marks else _MARKS_AND_BLANKS).split(text)
    sizes = [size for piece in pieces if (size := _size(piece))]
    return (
        len(sizes) >= LEAST_PIECES
        and median(sizes) <= LONGEST_TERM
        and function_word_share(text) < FEW_FUNCTION_WORDS
    )


def function_word_share(text: str) -> float:
    """The share of Chinese characters and English words in `text` that are function words."""
    han = _HAN.findall(text)
    words = _LATIN.findall(text.lower())
    count = sum(c in _FUNCTION_HAN for c in han) + sum(w in _FUNCTION_WORDS for w in words)
    return count / max(1, len(han) + len(words))


def _size(piece: str) -> float:
    han = len(_HAN.findall(piece))
    return han + (sum(c.isalnum() for c in piece) - han) / 2.5

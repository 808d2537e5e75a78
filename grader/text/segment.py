"""Cuts an answer into the pieces that can state a claim: clauses, sentences, pairs of sentences.

Sentences end at 。！？!?；; and line ends, and at a full stop that is followed by a blank;
clauses end at commas, colons and dashes as well. Short clauses join their neighbour.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

# The full stop of a list number at the start of a line ends no sentence.
SENTENCE_END = re.compile(r"[。！？!?；;\n]+|(?<!^\d)(?<!^\d\d)\.(?=\s|\Z)", re.MULTILINE)
CLAUSE_END = re.compile(r"[，,:：—]+|(?<=\s)-(?=\s)")
BULLET = re.compile(
    r"\s*(?:[-*•·▪◦]+|[(（]?\d{1,2}[.)、）．](?!\d)|[①-⑳]|[一二三四五六七八九十]、)\s*"
)
SHORT_CLAUSE = 5
HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Segment:
    """A range of the text: `kind` is clause, sentence, pair or whole."""

    start: int
    end: int
    kind: str


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of `text` as (start, end), trimmed of blanks, bullets and end marks."""
    return list(_sentences(text))


@lru_cache(maxsize=16)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Remembered, because reading and each look at an answer's integrity ask again."""
    cut = _cut(text, 0, len(text), SENTENCE_END)
    return tuple(t for a, b in cut if (t := _trim(text, a, b)))


def clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The clauses of one sentence; those shorter than a thought join the one before."""
    joined: list[tuple[int, int]] = []
    for a, b in _cut(text, start, end, CLAUSE_END):
        trimmed = _trim(text, a, b)
        if trimmed is None:
            continue
        if joined and (
            _weight(text[a:b]) < SHORT_CLAUSE or _weight(text[slice(*joined[-1])]) < SHORT_CLAUSE
        ):
            joined[-1] = (joined[-1][0], trimmed[1])
        else:
            joined.append(trimmed)
    return joined


def segments(text: str) -> list[Segment]:
    """Every clause, sentence and pair of neighbouring sentences, without repeated ranges."""
    found: dict[tuple[int, int], Segment] = {}
    spans = sentences(text)
    for span in spans:
        found.setdefault(span, Segment(*span, "sentence"))
    for span in spans:
        for clause in clauses(text, *span):
            found.setdefault(clause, Segment(*clause, "clause"))
    for (start, _), (_, end) in pairwise(spans):
        found.setdefault((start, end), Segment(start, end, "pair"))
    return sorted(found.values(), key=lambda s: (s.start, s.end))


def _cut(text: str, start: int, end: int, mark: re.Pattern[str]) -> list[tuple[int, int]]:
    pieces = []
    at = start
    for found in mark.finditer(text, start, end):
        pieces.append((at, found.start()))
        at = found.end()
    return [*pieces, (at, end)]


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    bullet = BULLET.match(text, start, end)
    if bullet and any(c.isalnum() for c in text[bullet.end() : end]):
        start = bullet.end()
    while start < end and not text[start].isalnum() and text[start] not in "(（[《“\"'<":
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if any(c.isalnum() for c in text[start:end]) else None


def _weight(text: str) -> float:
    """Length in Chinese characters; two and a half Latin letters count as one."""
    han = len(HAN.findall(text))
    return han + (len(text) - han) / 2.5

"""Which of a key point's terms an answer uses, under any of their names.

Latin names match whole words (plural allowed, small typos forgiven in long ones); Chinese names
match anywhere. Texts are expected in normal form (`grader.text.normalise`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from grader.model import Keyword, Span
from grader.text.normalise import normalise

WORD = re.compile(r"[a-z][a-z0-9+-]*")
LEAST_TYPO_LETTERS = 6
LEAST_TYPO_HAN = 5
TYPO_SIMILARITY = 85.0


@dataclass(frozen=True, slots=True)
class Coverage:
    """The terms met and missed, where each met one stands, and their weighted share in 0..1."""

    share: float
    met: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    places: tuple[Span, ...] = ()


def coverage(text: str, keywords: Sequence[Keyword]) -> Coverage:
    """How much of `keywords`, by weight, `text` uses; share 1 where there are none to use."""
    if not keywords:
        return Coverage(1.0)
    lowered = text.lower()
    places = {keyword.term: find(lowered, keyword) for keyword in keywords}
    total = sum(keyword.weight for keyword in keywords)
    met = [keyword for keyword in keywords if places[keyword.term]]
    return Coverage(
        sum(keyword.weight for keyword in met) / total if total else 0.0,
        tuple(keyword.term for keyword in met),
        tuple(keyword.term for keyword in keywords if not places[keyword.term]),
        tuple(place for keyword in met if (place := places[keyword.term])),
    )


def find(lowered: str, keyword: Keyword) -> Span | None:
    """Where a keyword first stands in a lower-case text, exactly or with a small typo."""
    exact = [span for name in keyword.names if (span := _exact(lowered, name))]
    if exact:
        return min(exact, key=lambda span: span.start)
    return next((span for name in keyword.names if (span := _near(lowered, name))), None)


def _exact(lowered: str, name: str) -> Span | None:
    found = _pattern(name).search(lowered)
    return Span(*found.span()) if found else None


@lru_cache(maxsize=8192)
def _pattern(name: str) -> re.Pattern[str]:
    folded = re.escape(_folded(name)).replace(r"\ ", r"[\s-]*").replace(r"\-", r"[\s-]*")
    head = r"(?<![a-z0-9])" if _is_latin(folded[:1]) else ""
    tail = r"(?:s|es)?(?![a-z0-9])" if _is_latin(folded[-1:]) else ""
    return re.compile(head + folded + tail)


@lru_cache(maxsize=8192)
def _folded(name: str) -> str:
    return normalise(name).text.lower().strip()


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _near(lowered: str, name: str) -> Span | None:
    folded = _folded(name)
    if WORD.fullmatch(folded):
        return _near_word(lowered, folded) if len(folded) >= LEAST_TYPO_LETTERS else None
    if not folded.isascii() and len(folded) >= LEAST_TYPO_HAN:
        return _near_phrase(lowered, folded)
    return None


def _near_word(lowered: str, name: str) -> Span | None:
    words = [(m.group(), m.span()) for m in WORD.finditer(lowered) if m.group()[0] == name[0]]
    best = process.extractOne(
        name, [word for word, _ in words], scorer=fuzz.ratio, score_cutoff=TYPO_SIMILARITY
    )
    return Span(*words[best[2]][1]) if best else None


def _near_phrase(lowered: str, name: str) -> Span | None:
    # One character of five or more may differ; a shorter stretch would match by chance.
    cutoff = 100.0 * (1 - 1 / len(name)) - 1e-6
    found = fuzz.partial_ratio_alignment(name, lowered, score_cutoff=cutoff)
    whole = found is not None and found.dest_end - found.dest_start >= len(name) - 1
    return Span(found.dest_start, found.dest_end) if found is not None and whole else None

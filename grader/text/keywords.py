"""Which of a key point's terms an answer uses, under any of their names.

Latin names match whole words (plural allowed, small typos forgiven in long ones); Chinese names
match anywhere. Texts are expected in normal form (`grader.text.normalise`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from grader.model import Keyword, Span
from grader.text.normalise import normalise

WORD = re.compile(r"[a-z][a-z0-9+-]*")
BLANK_OR_HYPHEN = re.compile(r"[ -]")
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
    places = _places(text, keywords)
    met = [keyword for keyword in keywords if places[keyword.term]]
    return Coverage(
        _weight(met, keywords),
        tuple(keyword.term for keyword in met),
        tuple(keyword.term for keyword in keywords if not places[keyword.term]),
        tuple(place for keyword in met if (place := places[keyword.term])),
    )


def shares(texts: Sequence[str], keywords: Sequence[Keyword]) -> list[float]:
    """The share of `coverage` for each of several texts."""
    if not keywords:
        return [1.0] * len(texts)
    found = [_places(text, keywords) for text in texts]
    return [_weight([k for k in keywords if places[k.term]], keywords) for places in found]


def _weight(met: Sequence[Keyword], keywords: Sequence[Keyword]) -> float:
    total = sum(keyword.weight for keyword in keywords)
    return sum(keyword.weight for keyword in met) / total if total else 0.0


def _places(text: str, keywords: Sequence[Keyword]) -> dict[str, Span | None]:
    lowered = text.lower()
    return {keyword.term: find(lowered, keyword) for keyword in keywords}


def find(lowered: str, keyword: Keyword) -> Span | None:
    """Where a keyword first stands in a lower-case text, exactly or with a small typo."""
    names = _matchers(keyword.names)
    exact = [span for m in names.all if m.start in lowered and (span := m.find(lowered))]
    if exact:
        return min(exact, key=lambda span: span.start)
    return next((span for m in names.forgiving if (span := m.near(lowered))), None)


@dataclass(frozen=True, slots=True)
class _Matcher:
    """One name of a keyword: what it starts with literally, and its pattern where it has one.

    `letters` are its different letters, where a typo is forgiven in a phrase.
    """

    folded: str
    start: str
    pattern: re.Pattern[str] | None
    is_word: bool
    letters: frozenset[str]

    def find(self, lowered: str) -> Span | None:
        """Where the name stands in a text that holds its start."""
        if self.pattern is None:
            at = lowered.find(self.folded)
            return Span(at, at + len(self.folded))
        found = self.pattern.search(lowered)
        return Span(*found.span()) if found else None

    def near(self, lowered: str) -> Span | None:
        """Where the name stands with a small typo."""
        return _near_word(lowered, self.folded) if self.is_word else self._near_phrase(lowered)

    def _near_phrase(self, lowered: str) -> Span | None:
        # One character of five or more may differ; a shorter stretch would match by chance.
        name = self.folded
        if len(self.letters - _letters(lowered)) > 1:
            return None
        if sum(character in lowered for character in name) < len(name) - 1:
            return None
        cutoff = 100.0 * (1 - 1 / len(name)) - 1e-6
        found = fuzz.partial_ratio_alignment(name, lowered, score_cutoff=cutoff)
        whole = found is not None and found.dest_end - found.dest_start >= len(name) - 1
        return Span(found.dest_start, found.dest_end) if found is not None and whole else None


@dataclass(frozen=True, slots=True)
class _Names:
    """All names of a keyword, and those in which a typo is forgiven."""

    all: tuple[_Matcher, ...]
    forgiving: tuple[_Matcher, ...]


@lru_cache(maxsize=8192)
def _matchers(names: tuple[str, ...]) -> _Names:
    made = tuple(_matcher(normalise(name).text.lower().strip()) for name in names)
    return _Names(made, tuple(m for m in made if _forgives(m.folded)))


def _matcher(folded: str) -> _Matcher:
    pattern, start = _pattern(folded), BLANK_OR_HYPHEN.split(folded)[0]
    is_word = WORD.fullmatch(folded) is not None
    if pattern == re.escape(folded):
        return _Matcher(folded, folded, None, is_word, frozenset(folded))
    return _Matcher(folded, start, re.compile(pattern), is_word, frozenset(folded))


def _pattern(folded: str) -> str:
    body = re.escape(folded).replace(r"\ ", r"[\s-]*").replace(r"\-", r"[\s-]*")
    head = r"(?<![a-z0-9])" if _is_latin(folded[:1]) else ""
    tail = r"(?:s|es)?(?![a-z0-9])" if _is_latin(folded[-1:]) else ""
    return head + body + tail


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _forgives(folded: str) -> bool:
    if WORD.fullmatch(folded):
        return len(folded) >= LEAST_TYPO_LETTERS
    return not folded.isascii() and len(folded) >= LEAST_TYPO_HAN


def _near_word(lowered: str, name: str) -> Span | None:
    words = _words(lowered).get(name[0])
    if not words:
        return None
    best = process.extractOne(
        name, [word for word, _ in words], scorer=fuzz.ratio, score_cutoff=TYPO_SIMILARITY
    )
    return Span(*words[best[2]][1]) if best else None


@lru_cache(maxsize=256)
def _words(lowered: str) -> Mapping[str, Sequence[tuple[str, tuple[int, int]]]]:
    """The Latin words of a text and their places, by first letter."""
    found: dict[str, list[tuple[str, tuple[int, int]]]] = {}
    for match in WORD.finditer(lowered):
        found.setdefault(match.group()[0], []).append((match.group(), match.span()))
    return found


@lru_cache(maxsize=256)
def _letters(lowered: str) -> frozenset[str]:
    """The different characters of a text."""
    return frozenset(lowered)

"""The other names of a term: from the glossary, and from brackets such as 生成器（generator）."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from grader.rubric.builder.glossary import GLOSSARY
from grader.rubric.builder.stopwords import STOPWORDS
from grader.rubric.builder.words import LATIN, Word

_BRACKET = re.compile(r"\s?[（(]([^()（）]{1,60})[)）]")
_SEPARATOR = re.compile(r"[，,、；;]|\s/\s")
_ALSO = re.compile(r"^(?:即|简称|又称|也称|也叫|亦称|俗称|英文|缩写为?|全称|称为)\s*")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN_NAME = re.compile(r"[A-Za-zÀ-ÿ][\w'’+-]*(?: [A-Za-zÀ-ÿ][\w'’+-]*){0,5}", re.ASCII)
_HAN_NAME = re.compile(r"[\u3400-\u9fffA-Za-z0-9]{2,12}")
_EXAMPLES = re.compile(r"^(?:如|例如|比如|见|可选|约|共|含|包括)")


@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """The name for comparing: without case, blanks and hyphens."""
    return "".join(c for c in name.casefold() if c.isalnum() or c in "+#")


def singular(word: str) -> str:
    """An English word without the s of its plural; a guess, for comparing only."""
    plural = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if plural else word


_ENTRIES: Mapping[str, tuple[str, ...]] = {fold(n): entry for entry in GLOSSARY for n in entry}


def glossary_names(term: str) -> tuple[str, ...]:
    """The glossary's other names of a term, or none."""
    key = fold(term)
    entry = _ENTRIES.get(key) or _ENTRIES.get(singular(key), ())
    return tuple(name for name in entry if fold(name) not in (key, singular(key)))


def is_known(term: str) -> bool:
    """Whether the glossary has the term."""
    return fold(term) in _ENTRIES or singular(fold(term)) in _ENTRIES


class Pair(NamedTuple):
    """A term and its other name in brackets behind it, and where the bracket stands."""

    term: str
    name: str
    start: int
    end: int


class Aliases:
    """Names that brackets in the author's texts declare to be the same."""

    def __init__(self, pairs: Iterable[Pair] = ()) -> None:
        self._names: dict[str, dict[str, str]] = {}
        for term, other, *_ in pairs:
            self._names.setdefault(fold(term), {}).setdefault(fold(other), other)
            self._names.setdefault(fold(other), {}).setdefault(fold(term), term)

    def of(self, term: str) -> tuple[str, ...]:
        """The other names of a term: the author's first, then the glossary's."""
        names = {k: v for k, v in self._names.get(fold(term), {}).items() if k != fold(term)}
        for known in (term, *names.values()):
            for name in glossary_names(known):
                names.setdefault(fold(name), name)
        return tuple(name for key, name in names.items() if key != fold(term))


def bracket_pairs(text: str, words: Sequence[Word]) -> list[Pair]:
    """The names that brackets in a text declare; `words` are the text's."""
    pairs = []
    for found in _BRACKET.finditer(text):
        before = [word for word in words if word.end <= found.start()]
        pairs += [
            Pair(term, _ALSO.sub("", part), *found.span())
            for part in map(str.strip, _SEPARATOR.split(found[1]))
            if (term := _named(before, part, found.start()))
        ]
    return pairs


def _named(before: list[Word], part: str, end: int) -> str:
    """The term right before a bracket that `part` is another name of, or an empty string."""
    if not before or before[-1].end != end or _EXAMPLES.match(part):
        return ""
    name = _ALSO.sub("", part)
    if before[-1].tag == LATIN:
        return _latin_term(before, name)
    is_name = bool(_LATIN_NAME.fullmatch(name)) and name.casefold() not in STOPWORDS
    declared = name != part and bool(_HAN_NAME.fullmatch(name))
    return _chinese_term(before) if is_name or declared else ""


def _chinese_term(before: list[Word]) -> str:
    *others, last = before
    if is_known(last.text):
        return last.text
    start = last.start
    for word in reversed(others):
        if word.end != start or not word.is_noun or word.text in STOPWORDS:
            break
        start = word.start
    term = "".join(word.text for word in before if word.start >= start)
    return term if 2 <= len(term) <= 12 else ""


def _latin_term(before: list[Word], name: str) -> str:
    """The Latin term that a Chinese name or an acronym stands behind."""
    phrase = _last_phrase(before)
    if _HAN.search(name):
        return phrase[-1] if _HAN_NAME.fullmatch(name) else ""
    if not _LATIN_NAME.fullmatch(name):
        return ""
    if name.isupper() and len(name) <= 6:
        return _spelt_out(phrase, name)
    return phrase[-1] if _abbreviates(phrase[-1], name) else ""


def _abbreviates(acronym: str, name: str) -> bool:
    """Whether an acronym can stand for a name: VAE for Variational Autoencoder."""
    letters = iter(fold(name))
    short = acronym.casefold()
    is_drawn_from = all(letter in letters for letter in short)
    return acronym.isupper() and " " in name and short[0] == fold(name)[0] and is_drawn_from


def _last_phrase(before: list[Word]) -> list[str]:
    words = [before[-1]]
    for word in reversed(before[:-1]):
        if word.tag == "x" and word.text == " ":
            continue
        if word.tag != LATIN or words[0].start - word.end > 1:
            break
        words.insert(0, word)
    return [word.text for word in words[-6:]]


def _spelt_out(phrase: list[str], acronym: str) -> str:
    for size in range(1, len(phrase) + 1):
        candidate = " ".join(phrase[-size:])
        if _initials(candidate) == acronym.casefold() and phrase[-size].casefold() not in STOPWORDS:
            return candidate
    return ""


def _initials(name: str) -> str:
    words = re.split(r"[ -]", name.casefold())
    return "".join(word[0] for word in words if word and word not in STOPWORDS)

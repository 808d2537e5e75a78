"""A claim as the rules that make contrasts look at it: its text, words, language and clauses."""

from __future__ import annotations

import re
from dataclasses import dataclass

from grader.rubric.builder.stopwords import STOPWORDS, is_german
from grader.rubric.builder.words import Segmenter, Word, plain_segmenter

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ÿ]{2,}")
_CLAUSE = re.compile(r"[^，,；;：:。！？!?\n]+")


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim; `language` is zh, en or de."""

    text: str
    words: tuple[Word, ...]
    language: str

    def clauses(self) -> list[tuple[int, int]]:
        """The clauses as (start, end), cut at commas, colons and sentence ends."""
        return [found.span() for found in _CLAUSE.finditer(self.text)]

    def words_in(self, start: int, end: int) -> list[Word]:
        """The words, marks and blanks left out, that lie in a range of the text."""
        return [w for w in self.words if w.tag != "x" and start <= w.start and w.end <= end]

    def replaced(self, start: int, end: int, replacement: str) -> str:
        """The text with a range of it replaced."""
        return self.text[:start] + replacement + self.text[end:]


def statement(text: str, segmenter: Segmenter | None = None) -> Statement:
    """The statement in `text`, cut into words by `segmenter`, or by one that knows the glossary."""
    han, latin = len(_HAN.findall(text)), len(_LATIN_WORD.findall(text))
    language = "zh" if han > latin else "de" if is_german(text) else "en"
    words = (segmenter or plain_segmenter()).words(text) if language == "zh" else ()
    return Statement(text, words, language)


def capitalised(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """The text with its first letter in lower case, unless it begins a name or an acronym."""
    first = text.split(maxsplit=1)[0] if text.split() else ""
    is_plural = len(first) > 3 and first[1:].islower() and first.endswith("s")
    is_plain = first.casefold() in STOPWORDS or is_plural or first.rstrip(",").endswith("ly")
    return text[:1].lower() + text[1:] if is_plain else text

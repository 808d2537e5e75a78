"""Texts cut into words with their part of speech: Chinese by rjieba, Latin script by letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from rjieba import Jieba

from grader.lexicon import COUNTERPARTS
from grader.rubric.builder.glossary import GLOSSARY

LATIN = "eng"
NUMBER = "m"
MARK = "x"
_LETTER = "A-Za-zÀ-ÖØ-öø-ÿΑ-Ωα-ω_"
_TOKEN = re.compile(
    rf"(?P<eng>[{_LETTER}](?:[{_LETTER}0-9'’]|-(?=[{_LETTER}0-9])|(?<=\b[A-Za-z])\.(?=[A-Za-z])|\+)*)"
    r"|(?P<m>[0-9]+(?:[.,][0-9]+)*%?)|(?P<zh>[\u3400-\u9fff]+)|(?P<x>\s+|.)",
    re.DOTALL,
)
# What makes a noun of the verb before it: 判别 + 器, 学习 + 率.
SUFFIXES = frozenset("器率性化层度值法式数集项量点网流图机者表栈")
_HAN_TERM = re.compile(r"[\u3400-\u9fff]{2,8}")
_FREQUENT = 100_000
_MOST_KEPT = 1024


@dataclass(frozen=True, slots=True)
class Word:
    """A word with rjieba's part of speech, or `eng`, `m` (number), `x` (mark, blank)."""

    text: str
    tag: str
    start: int

    @property
    def end(self) -> int:
        """Where the word ends in its text."""
        return self.start + len(self.text)

    @property
    def is_noun(self) -> bool:
        """Whether the word can be part of a noun run; names of people are left to chance."""
        return self.tag in {"n", "nz", "nt", "ng", "vn", "an", "j", "b", LATIN}


class Segmenter:
    """Cuts texts into words; knows the glossary, the counterparts and the terms it is given."""

    def __init__(self, terms: Iterable[str] = ()) -> None:
        self._jieba = Jieba()
        self._kept: dict[str, tuple[Word, ...]] = {}
        names = (name for entry in (*GLOSSARY, *COUNTERPARTS) for name in entry)
        self._terms = {term for term in (*names, *terms) if _HAN_TERM.fullmatch(term)}
        for term in sorted(self._terms):
            self._jieba.add_word(term, _FREQUENT, "n")

    def words(self, text: str) -> tuple[Word, ...]:
        """The words of a text in order, marks and blanks among them; kept for the next asker."""
        if text not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[text] = tuple(self._cut(text))
        return self._kept[text]

    def _cut(self, text: str) -> list[Word]:
        found: list[Word] = []
        for token in _TOKEN.finditer(text):
            kind = token.lastgroup or MARK
            if kind == "zh":
                found += self._chinese(token[0], token.start())
            else:
                found.append(Word(token[0], kind, token.start()))
        return found

    def _tagged(self, text: str) -> Iterator[tuple[str, str]]:
        """rjieba's words; its names of people are often two words, such as 努力提高."""
        for piece, tag in self._jieba.tag(text):
            if tag.startswith("nr") and piece in self._terms:
                yield piece, "n"
            elif tag.startswith("nr") and len(piece) == 4:
                yield from (*self._jieba.tag(piece[:2]), *self._jieba.tag(piece[2:]))
            else:
                yield piece, tag

    def _chinese(self, text: str, start: int) -> list[Word]:
        words: list[Word] = []
        for piece, tag in self._tagged(text):
            last = words[-1] if words else None
            if last and piece in SUFFIXES and len(last.text) >= 2 and last.tag in {"v", "vn", "n"}:
                tag = "vn" if piece == "化" else "n"
                words[-1] = Word(last.text + piece, tag, last.start)
            else:
                words.append(Word(piece, tag, start))
            start += len(piece)
        return words


@cache
def plain_segmenter() -> Segmenter:
    """The segmenter that knows only the glossary; made once."""
    return Segmenter()


@lru_cache(maxsize=8)
def segmenter_for(terms: frozenset[str]) -> Segmenter:
    """A segmenter that knows the terms as well, kept for the next question of a document."""
    return Segmenter(sorted(terms)) if terms else plain_segmenter()

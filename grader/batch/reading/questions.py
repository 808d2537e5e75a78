"""From what a table calls a question (3, Q3, 第3题, its text) to the rubric's id."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import fuzz, process

from grader.batch.reading.names import folded, unnumbered
from grader.model import Rubric

_NUMBER = re.compile(
    r"(?:question|task|no|q|第|题|題|问题|題目|题目)?[\s.#_-]*0*([a-z]?\d{1,4})(?:\.0)?[\s.、:：)）]*(?:题|題)?",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W_]+")
# Two texts this alike (0..100) are the same question, retyped.
ALIKE = 90.0
LEAST_LETTERS = 5


class Questions:
    """The questions of a bank, found by id, by number or by text."""

    def __init__(self, rubrics: Mapping[str, Rubric]) -> None:
        self.rubrics = rubrics
        self._texts: dict[str, str] = {}
        for id_, rubric in rubrics.items():
            for text in (rubric.question.text, rubric.question.text_en):
                if len(letters := _letters(text)) >= LEAST_LETTERS:
                    self._texts.setdefault(letters, id_)
        self.find = lru_cache(maxsize=4096)(self._find)

    def _find(self, name: str) -> str | None:
        """The id that `name` means in a question column; None for an unknown one."""
        plain = unicodedata.normalize("NFKC", name).strip()
        if plain in self.rubrics:
            return plain
        number = _NUMBER.fullmatch(plain)
        if number:
            return self._known(number.group(1))
        return self._by_text(plain)

    def of_header(self, name: str) -> str | None:
        """The id that a column's name means: a bare number, or the text, numbered or not.

        The number in front of a text is the survey program's own, and is not looked at.
        """
        return self._find(name) or self._by_text(unnumbered(name))

    def nearest(self, name: str) -> str | None:
        """The id that was perhaps meant."""
        found = process.extractOne(name, list(self.rubrics), scorer=fuzz.ratio, score_cutoff=50)
        return found[0] if found else None

    def _known(self, id_: str) -> str | None:
        return next((i for i in (id_, id_.lower(), id_.upper()) if i in self.rubrics), None)

    def _by_text(self, text: str) -> str | None:
        letters = _letters(text)
        if len(letters) < LEAST_LETTERS:
            return None
        if letters in self._texts:
            return self._texts[letters]
        found = process.extractOne(
            letters, list(self._texts), scorer=fuzz.ratio, score_cutoff=ALIKE
        )
        return self._texts[found[0]] if found else None


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(folded(text)))

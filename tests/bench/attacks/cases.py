"""What an attack starts from, and what it makes; words and languages of a text."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import rjieba

from grader.model import Rubric

HAN = re.compile(r"[\u3400-\u9fff]")
WORD = re.compile(r"\w+", re.UNICODE)
GERMAN = re.compile(
    r"[äöüß]|\b(?:der|die|das|und|ich|nicht|ist|ein|eine|auf|mit|zu)\b", re.IGNORECASE
)
STOP = frozenset(
    """the a an of to is are was were be been and or in on at by that which it its this these those
    with as for from into not no can may will would so but if when than then their they he she we
    you i one each other more most how what who because there have has had do does also only very
    der die das und ich nicht ist ein eine einen auf mit zu den dem des im von für es er sie wird
    的 了 是 在 和 与 把 被 对 使 让 从 以 用 由 就 也 都 会 能 可 要 有 这 那 它 其 而 但 或 于 为
    可以 因为 所以 通过 进行 一个 一种 以及 如果 或者 并且 它们 这个 那个 没有 需要""".split()
)


@dataclass(frozen=True, slots=True)
class Row:
    """One answer of a data set or of the bank: `score` is the human share in 0..1.

    `foreign` is a right answer to another question of the same source.
    """

    source: str
    rubric: Rubric
    question: str
    reference: str
    answer: str
    score: float
    foreign: str = ""

    @property
    def language(self) -> str:
        """zh, de or en, by the answer's own letters."""
        return language(self.answer)


@dataclass(frozen=True, slots=True)
class Family:
    """A way to attack: `make` gives one text from a row, or "" where it cannot.

    `wants` says which rows it starts from: right, wrong or any.
    """

    name: str
    wants: str
    make: Callable[[Row, random.Random], str]


def language(text: str) -> str:
    """zh, de or en."""
    if len(HAN.findall(text)) > 0.2 * len(text):
        return "zh"
    return "de" if len(GERMAN.findall(text)) > len(text.split()) / 8 else "en"


def words(text: str) -> list[str]:
    """The words of a text, marks left out."""
    pieces = rjieba.cut(text) if HAN.search(text) else text.split()
    return [piece for piece in pieces if WORD.search(piece)]


def content_words(text: str) -> list[str]:
    """The words that carry content, each once, in order."""
    found = (w.strip(".,;:!?()\"'") for w in words(text))
    least = 2 if HAN.search(text) else 4
    kept = (w for w in found if len(w) >= least and w.lower() not in STOP)
    return list(dict.fromkeys(kept))


def joined(pieces: list[str], language: str) -> str:
    """Words as a text of their language."""
    return ("" if language == "zh" else " ").join(pieces)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text with their end marks."""
    yield from (s for s in re.findall(r"[^。！？!?.\n；;]+[。！？!?.\n；;]*\s*", text) if s.strip())

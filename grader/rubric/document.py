"""What a reference document holds once it is read: questions, ready criteria, notices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from grader.errors import Location
from grader.model import KeyPoint, Misconception, Question


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader found missing or left aside, and where; never a failure."""

    location: Location
    message: str

    def __str__(self) -> str:
        return f"{self.location}: {self.message}"


@dataclass(frozen=True, slots=True)
class Document:
    """The questions of a reference document, in its order; the mappings go by question id.

    `criteria` and `misconceptions` are there where the document holds ready ones.
    `max_scores` are in points, above zero, where the document states or implies them.
    """

    questions: tuple[Question, ...]
    criteria: Mapping[str, tuple[KeyPoint, ...]] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    misconceptions: Mapping[str, tuple[Misconception, ...]] = field(default_factory=dict)
    max_scores: Mapping[str, float] = field(default_factory=dict)


def in_order(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """The notices in the order of their places in the file."""
    return tuple(sorted(notices, key=lambda n: (n.location.line, n.location.column)))


def excerpt(text: str, width: int = 40) -> str:
    """The first line of a text, cut to `width` characters, for a message."""
    line = text.strip().partition("\n")[0]
    return line if len(line) <= width else f"{line[:width]}…"

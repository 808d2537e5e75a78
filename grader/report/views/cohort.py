"""What is shown of all candidates together."""

from __future__ import annotations

from dataclasses import dataclass

from grader.report.views.answer import Range
from grader.report.views.candidate import Place


@dataclass(frozen=True, slots=True)
class Cell:
    """A candidate's result at one question: where its page shows it, the share, the status."""

    question_id: str
    href: str
    share: float | None
    status: str
    decided: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate in the cohort's tables."""

    id: str
    name: str
    href: str
    place: Place
    points: float
    max_points: float
    share: float
    interval: Range | None
    topics: tuple[float | None, ...]
    cells: tuple[Cell, ...]
    waiting: int
    decided: int


@dataclass(frozen=True, slots=True)
class Item:
    """A question's figures: `difficulty` is the mean share, `discrimination` the item-rest r."""

    question_id: str
    title: str
    count: int
    difficulty: float | None
    discrimination: float | None
    blank: int
    waiting: int
    decided: int
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Missed:
    """A criterion by how many of those who answered missed it, a share."""

    question_id: str
    criterion: str
    missed: float
    partly: float
    count: int


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody's answer in a group or a queue."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """Answers to one question that are alike."""

    question_id: str
    kind: str
    members: tuple[Member, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """An answer that waits for a person, and why."""

    question_id: str
    name: str
    href: str
    status: str
    reasons: tuple[str, ...]
    points: float | None
    max_score: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Parting:
    """An answer about which a person and the grader differ."""

    question_id: str
    name: str
    href: str
    machine: float
    person: float
    author: str
    reason: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """How people's decisions compare with the grader's points, in shares (people minus grader)."""

    count: int
    kappa: float | None
    difference: float
    distance: float
    partings: tuple[Parting, ...]


@dataclass(frozen=True, slots=True)
class CohortView:
    """All candidates together."""

    title: str
    count: int
    questions: tuple[str, ...]
    topic_labels: tuple[str, ...]
    mean: float
    bins: tuple[int, ...]
    rows: tuple[Row, ...]
    items: tuple[Item, ...]
    missed: tuple[Missed, ...]
    groups: tuple[GroupView, ...]
    queue: tuple[Waiting, ...]
    agreement: Agreement | None
    stale: tuple[tuple[str, str, str], ...]
    provenance: tuple[tuple[str, str], ...]

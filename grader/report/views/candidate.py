"""What is shown of one candidate."""

from __future__ import annotations

from dataclasses import dataclass

from grader.report.views.answer import AnswerView, Range, Standing


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic's points of one candidate, beside the cohort's mean share."""

    name: str
    label: str
    share: float | None
    points: float
    max_points: float
    cohort: float | None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question for the conversation; `worth` is the points that it could settle."""

    text: str
    criterion: str
    question_id: str
    href: str
    reason: str
    worth: float


@dataclass(frozen=True, slots=True)
class Place:
    """A rank from 1, whether it is shared, and the ranks that the interval leaves open."""

    rank: int
    tied: bool
    best: int
    worst: int
    of: int


@dataclass(frozen=True, slots=True)
class CandidateView:
    """All about one candidate; `summary` is in sentences of the report's language."""

    id: str
    name: str
    href: str
    points: float
    max_points: float
    share: float
    interval: Range | None
    place: Place
    standing: Standing
    topics: tuple[TopicView, ...]
    answers: tuple[AnswerView, ...]
    follow_ups: tuple[FollowUp, ...]
    summary: tuple[str, ...]
    waiting: int
    blank: int
    absent: int
    failed: int
    decided: int
    provenance: tuple[tuple[str, str], ...]

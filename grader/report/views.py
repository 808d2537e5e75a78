"""What the pages show, as frozen plain data: templates lay it out, JSON holds it as it is.

Shares are in 0..1, points in each question's own unit, percentiles in 0..100. `href` and `anchor`
are made by us; every other text may be a stranger's.
"""

from __future__ import annotations

from dataclasses import dataclass

from grader.model import Edit
from grader.report.marking import Piece


@dataclass(frozen=True, slots=True)
class Range:
    """Where a value would lie, with the probability that its source states."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Standing:
    """A share among the cohort's: `bins` counts it in tenths, `bin` is the one it lies in."""

    mean: float
    percentile: float
    count: int
    bins: tuple[int, ...]
    bin: int


@dataclass(frozen=True, slots=True)
class CriterionView:
    """A key point, check or wrong claim: what it earned, by which words or figures."""

    number: int
    name: str
    kind: str
    verdict: str
    points: float
    max_points: float
    score: float
    anchor: str
    quote: str = ""
    start: int | None = None
    end: int | None = None
    why: str = ""
    keywords_met: tuple[str, ...] = ()
    keywords_missed: tuple[str, ...] = ()
    follow_up: str = ""
    expected: str = ""
    actual: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class CurveView:
    """A series of numbers by step, and its smallest and largest finite one."""

    name: str
    values: tuple[float | None, ...]
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ImageView:
    """A PNG, base64, of which every character was checked; sizes are in CSS pixels."""

    name: str
    png: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class RunView:
    """What happened when a program ran; the texts are the candidate's."""

    framework: str
    outcome: str
    curves: tuple[CurveView, ...]
    images: tuple[ImageView, ...]
    skipped: tuple[str, ...]
    stdout: str
    stderr: str
    wall_seconds: float | None = None
    cpu_seconds: float | None = None
    peak_mib: float | None = None


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One question of a candidate; `status` may also be `absent`: nothing was handed in."""

    question_id: str
    title: str
    kind: str
    topics: tuple[str, ...]
    anchor: str
    status: str
    points: float | None
    max_score: float
    share: float | None
    machine_points: float | None
    confidence: float
    interval: Range | None
    answer: str
    pieces: tuple[Piece, ...]
    criteria: tuple[CriterionView, ...]
    questions: tuple[str, ...]
    feedback: str
    history: tuple[Edit, ...]
    run: RunView | None
    standing: Standing | None
    origin: str = ""
    rubric: str = ""

    @property
    def needs_person(self) -> bool:
        """Whether a person should look before the points are trusted."""
        return self.status in ("needs_review", "grader_error", "candidate_error")


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

"""What is shown of one answer."""

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

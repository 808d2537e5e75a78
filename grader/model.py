"""The words of the project as frozen data: no I/O, no computation beyond derived properties.

A `Submission` and a `Rubric` become a `Grade`, made of one `Evidence` per criterion.
Scores are shares in 0..1; points are in the rubric's own unit, 0..`max_score`.
Spans are character offsets into the submission's text as it was handed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Status(StrEnum):
    """What became of a submission; never a number, so that our failure is never a zero."""

    GRADED = "graded"
    NEEDS_REVIEW = "needs_review"
    BLANK = "blank"
    CANDIDATE_ERROR = "candidate_error"
    GRADER_ERROR = "grader_error"


class Kind(StrEnum):
    """How a question is answered."""

    SHORT_ANSWER = "short_answer"
    CODING = "coding"


class Verdict(StrEnum):
    """A criterion's outcome for a person to read."""

    MET = "met"
    PARTLY = "partly"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a question came from: a document and the number or heading in it."""

    document: str = ""
    question: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, with the author's own answer."""

    id: str
    text: str
    reference: str = ""
    kind: Kind = Kind.SHORT_ANSWER
    text_en: str = ""
    explanation: str = ""
    language: str = "zh"
    topics: tuple[str, ...] = ()
    code: str = ""
    source: Source = Source()


@dataclass(frozen=True, slots=True)
class Keyword:
    """A term with its other names in both languages; `weight` is relative, IDF-like."""

    term: str
    aliases: tuple[str, ...] = ()
    weight: float = 1.0

    @property
    def names(self) -> tuple[str, ...]:
        """The term and its aliases."""
        return (self.term, *self.aliases)


@dataclass(frozen=True, slots=True)
class Contrast:
    """A statement that looks like a claim and contradicts it; `made` names its rule."""

    text: str
    made: str = ""


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """One thing that a full answer says; `weight` is in points."""

    name: str
    requirement: str
    weight: float = 1.0
    required: bool = False
    keywords: tuple[Keyword, ...] = ()
    wordings: tuple[str, ...] = ()
    contrasts: tuple[Contrast, ...] = ()
    follow_up: str = ""


@dataclass(frozen=True, slots=True)
class Misconception:
    """A wrong claim that costs `penalty` (a share of the maximum) wherever it stands."""

    requirement: str
    penalty: float = 0.1
    wordings: tuple[str, ...] = ()
    contrasts: tuple[Contrast, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """One function that a coding task asks for: its accepted names, call and result."""

    function: str
    accepts: tuple[str, ...] = ()
    signature: str = ""
    returns: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One criterion of a coding task: what is measured of the program, and what must come back.

    `kind` names the measurement, `params` its thresholds and sizes; `points` in the rubric's unit.
    Titles and hints are for the candidate, in Chinese and English.
    """

    name: str
    kind: str
    points: float
    title: str = ""
    title_en: str = ""
    hint: str = ""
    hint_en: str = ""
    params: Mapping[str, float | str | bool] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Rubric:
    """A question with its criteria; `version` is the SHA-256 of the canonical content."""

    question: Question
    key_points: tuple[KeyPoint, ...] = ()
    misconceptions: tuple[Misconception, ...] = ()
    contract: tuple[Signature, ...] = ()
    checks: tuple[Check, ...] = ()
    max_score: float = 10.0
    version: str = ""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of a candidate's program: its relative path and its bytes, both hostile."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Program:
    """A candidate's program: a script, a notebook's cells or a project; `main` is what is run."""

    files: tuple[SourceFile, ...]
    main: str


@dataclass(frozen=True, slots=True)
class Submission:
    """One candidate's answer to one question, and where it came from.

    `text` is what a person reads: the answer, or the source of the program's main file.
    """

    question_id: str
    text: str
    candidate_id: str = ""
    origin: str = ""
    program: Program | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters in the submission's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a criterion got its score: the words that earned it, and what was measured.

    `signals` holds the measured numbers by name (margin, similarity, alignment, …), rounded;
    for a misconception `score` is how surely it was found and `points` are zero or negative.
    A check of a program has `expected` and `actual` in words in place of a quote.
    """

    criterion: str
    kind: str
    verdict: Verdict
    score: float
    points: float
    max_points: float
    span: Span | None = None
    quote: str = ""
    why: str = ""
    keywords_met: tuple[str, ...] = ()
    keywords_missed: tuple[str, ...] = ()
    signals: dict[str, float] = field(default_factory=dict)
    follow_up: str = ""
    expected: str = ""
    actual: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """Something a person should know about an answer; never a deduction by itself."""

    name: str
    message: str


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a person's points would lie, in points, with probability `level` (0..1)."""

    low: float
    high: float
    level: float = 0.9


@dataclass(frozen=True, slots=True)
class Curve:
    """A series of numbers by training step, such as a loss."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Image:
    """A small picture that the grader itself drew from arrays: a PNG, base64."""

    name: str
    png: str


@dataclass(frozen=True, slots=True)
class Resources:
    """What a program used: seconds of wall and CPU time, peak memory in MiB."""

    wall_seconds: float
    cpu_seconds: float
    peak_mib: float


@dataclass(frozen=True, slots=True)
class Run:
    """What happened when a program ran; text in it is the candidate's, cleaned but not trusted.

    `outcome` is ok, timeout, memory, crash or output; `skipped` says what was not executed.
    """

    framework: str = ""
    outcome: str = "ok"
    curves: tuple[Curve, ...] = ()
    images: tuple[Image, ...] = ()
    skipped: tuple[str, ...] = ()
    stdout: str = ""
    stderr: str = ""
    resources: Resources | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """A person's decision about a grade: who, when (ISO 8601, UTC), why, and the points."""

    author: str
    time: str
    reason: str
    points: float
    points_before: float | None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Enough to replay a grade bit for bit."""

    rubric: str = ""
    encoder: str = ""
    encoder_digest: str = ""
    scorer: str = ""
    package: str = ""
    calibration: str = ""
    sandbox: tuple[str, ...] = ()
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """What a submission earned, why, and how sure the grader is (`confidence` in 0..1).

    `review` says why a person should look (empty unless `needs_review`). `answer` is the
    submission's text, into which the evidence's spans point. `history` holds people's decisions,
    oldest first; the last one's points are the grade's. The evidence stays the machine's.
    """

    candidate_id: str
    question_id: str
    status: Status
    points: float | None
    max_score: float
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    flags: tuple[Flag, ...] = ()
    feedback: str = ""
    provenance: Provenance = Provenance()
    interval: Interval | None = None
    review: tuple[Flag, ...] = ()
    answer: str = ""
    origin: str = ""
    run: Run | None = None
    history: tuple[Edit, ...] = ()

    @property
    def share(self) -> float | None:
        """Points as a share of the maximum, or None where nothing was graded."""
        return None if self.points is None else self.points / self.max_score

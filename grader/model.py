"""The words of the project as frozen data: no I/O, no computation beyond derived properties.

A `Submission` and a `Rubric` become a `Grade`, made of one `Evidence` per criterion.
Scores are shares in 0..1; points are in the rubric's own unit, 0..`max_score`.
Spans are character offsets into the submission's text as it was handed in.
"""

from __future__ import annotations

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
class Rubric:
    """A question with its criteria; `version` is the SHA-256 of the canonical content."""

    question: Question
    key_points: tuple[KeyPoint, ...] = ()
    misconceptions: tuple[Misconception, ...] = ()
    contract: tuple[Signature, ...] = ()
    max_score: float = 10.0
    version: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """One candidate's answer to one question, and where it came from."""

    question_id: str
    text: str
    candidate_id: str = ""
    origin: str = ""


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


@dataclass(frozen=True, slots=True)
class Flag:
    """Something a person should know about an answer; never a deduction by itself."""

    name: str
    message: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Enough to replay a grade bit for bit."""

    rubric: str = ""
    encoder: str = ""
    encoder_digest: str = ""
    scorer: str = ""
    package: str = ""


@dataclass(frozen=True, slots=True)
class Grade:
    """What a submission earned, why, and how sure the grader is (`confidence` in 0..1)."""

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

    @property
    def share(self) -> float | None:
        """Points as a share of the maximum, or None where nothing was graded."""
        return None if self.points is None else self.points / self.max_score

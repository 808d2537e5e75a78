"""The one door from a submission and a rubric to a grade."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grader.code.grade import CodeGrader
from grader.code.sandbox import Limits, Sandbox
from grader.errors import UsageError
from grader.model import (
    Flag,
    Grade,
    Interval,
    Kind,
    Provenance,
    Rubric,
    Status,
    Submission,
    Verdict,
)
from grader.text.blank import is_blank
from grader.text.calibration import Calibrated, Calibration
from grader.text.encoder import Encoder
from grader.text.head import FITTED_ENCODER, Head
from grader.text.integrity.examine import HARMLESS
from grader.text.integrity.salad import salad_digest
from grader.text.integrity.topic import Neighbours, neighbours
from grader.text.judge import judge_digest
from grader.text.prepared import PreparedRubric, prepare
from grader.text.reading import Reading, plan, read
from grader.text.rescale import calibrated
from grader.text.scale import LEVEL, scale_digest
from grader.text.score import Scored, score
from grader.text.wording import blank_feedback, explain, feedback, flag, review
from grader.version import __version__

LANGUAGES = ("zh", "en")
SCORER = "text-2"
# Answers at least as sure as those that reached this agreement with people need no look.
DEFAULT_AUTO_QWK = 0.8
# Below this a grade is rather off by more than a quarter than not: never without a person.
LEAST_CONFIDENCE = 0.5


class Grader:
    """Grades answers with one encoder; rubrics are prepared once and kept.

    `lang` (zh or en) is the language of feedback, not of the answers. A person should look where
    the confidence is less than that of answers which reached the quadratic weighted kappa
    `auto_qwk` on data sets left out, and where half the interval is more than `max_error` (a
    share). A `calibration` is used for the rubrics, the scorer and the encoder that it was fitted
    to; else a flag says why not. `bank` holds the other rubrics that candidates may have mixed
    up: an answer to one of them is flagged. `head` takes the place of the one that ships, for
    benches.
    """

    def __init__(
        self,
        encoder: Encoder,
        *,
        lang: str = "zh",
        max_error: float | None = None,
        auto_qwk: float = DEFAULT_AUTO_QWK,
        calibration: Calibration | None = None,
        bank: Sequence[Rubric] = (),
        head: Head | None = None,
    ) -> None:
        if lang not in LANGUAGES:
            raise UsageError(f"unknown language {lang!r}: use zh or en")
        if max_error is not None and not 0 < max_error <= 1:
            raise UsageError(f"max_error {max_error:g} is not a share: use 0.15 for 15 %")
        if not 0 < auto_qwk < 1:
            raise UsageError(f"auto_qwk {auto_qwk:g} is not between 0 and 1")
        self._encoder = encoder
        self._lang = lang
        self._max_error = max_error
        self._auto_qwk = auto_qwk
        self._calibration = calibration
        self._bank = tuple(bank)
        self._others: Neighbours | None = None
        self._head = head
        self._prepared: dict[int, tuple[Rubric, PreparedRubric]] = {}

    def grade(self, submission: Submission, rubric: Rubric) -> Grade:
        """The grade of one submission; raises UsageError where the rubric cannot grade."""
        return self.grade_many([(submission, rubric)])[0]

    def grade_many(self, pairs: Sequence[tuple[Submission, Rubric]]) -> list[Grade]:
        """One grade per (submission, rubric), in order; all texts are encoded at once."""
        for _, rubric in pairs:
            _check(rubric)
        plans = [None if is_blank(s.text) else plan(s.text) for s, _ in pairs]
        texts = [text for made in plans if made is not None for text in made.texts]
        encodings = iter(self._encoder.encode(texts)) if texts else iter(())
        grades = []
        for (submission, rubric), made in zip(pairs, plans, strict=True):
            if made is None:
                grades.append(self._blank(submission, rubric))
                continue
            reading = read(made, [next(encodings) for _ in made.texts])
            found = self._score(rubric, reading)
            scored, done = self._calibrated(rubric, found, reading)
            grades.append(self._scored(submission, rubric, scored, done))
        return grades

    def _score(self, rubric: Rubric, reading: Reading) -> Scored:
        if self._bank and self._others is None:
            self._others = neighbours(self._bank, self._encoder)
        return score(self._prepare(rubric), reading, self._others)

    def _prepare(self, rubric: Rubric) -> PreparedRubric:
        # By identity, because hashing a whole rubric takes longer than scoring an answer by it.
        kept = self._prepared.get(id(rubric))
        if kept is None:
            kept = self._prepared[id(rubric)] = (
                rubric,
                prepare(rubric, self._encoder, self._head),
            )
        return kept[1]

    def _calibrated(
        self, rubric: Rubric, scored: Scored, reading: Reading
    ) -> tuple[Scored, Calibrated]:
        """What was scored, calibrated, and what the calibration did."""
        if self._calibration is None:
            return scored, Calibrated(scored.share, used=False)
        return calibrated(
            self._calibration,
            scored,
            reading,
            question_id=rubric.question.id,
            rubric=rubric.version,
            scorer=scorer_id(),
            encoder_digest=self._encoder.digest,
            max_score=rubric.max_score,
        )

    def _blank(self, submission: Submission, rubric: Rubric) -> Grade:
        return Grade(
            candidate_id=submission.candidate_id,
            question_id=rubric.question.id,
            status=Status.BLANK,
            points=0.0,
            max_score=rubric.max_score,
            confidence=1.0,
            feedback=blank_feedback(self._lang),
            provenance=self._provenance(rubric),
            interval=Interval(0.0, 0.0, LEVEL),
            answer=submission.text,
            origin=submission.origin,
        )

    def _scored(
        self, submission: Submission, rubric: Rubric, scored: Scored, done: Calibrated
    ) -> Grade:
        share = scored.share
        ends = scored.doubt.interval(share, scored.discord)
        confidence = scored.doubt.confidence(share, scored.discord)
        points = self._prepare(rubric).points
        checked = done.doubt is not None or all(point.can_contrast for point in points)
        reasons = self._reasons(scored, confidence, (ends[1] - ends[0]) / 2, checked=checked)
        evidence = explain(scored.evidence, self._lang)
        return Grade(
            candidate_id=submission.candidate_id,
            question_id=rubric.question.id,
            status=Status.NEEDS_REVIEW if reasons else Status.GRADED,
            points=min(rubric.max_score, round(share * rubric.max_score, 2)),
            max_score=rubric.max_score,
            confidence=round(confidence, 2),
            evidence=evidence,
            flags=tuple(flag(name, self._lang) for name in self._flags(scored)),
            feedback=feedback(evidence, self._lang),
            provenance=replace(self._provenance(rubric), calibration=self._used(done)),
            interval=_interval(ends, rubric.max_score),
            review=reasons,
            answer=submission.text,
            origin=submission.origin,
        )

    def _reasons(
        self, scored: Scored, confidence: float, width: float, *, checked: bool
    ) -> tuple[Flag, ...]:
        """Why a person should look; nothing where nobody needs to.

        What a rule made and no calibration answers for is never graded alone: the confidence at
        which such grades agreed with people on some data sets did not hold on others.
        """
        reached = scored.doubt.least_confidence(self._auto_qwk) if checked else 0.0
        least = max(LEAST_CONFIDENCE, reached)
        fired = {
            "unchecked": not checked,
            "evidence_conflicts": bool(scored.conflicts),
            "conflict": _conflicts(scored),
            "low_confidence": confidence < least,
            "wide": self._max_error is not None and width > self._max_error,
        }
        names = [name for name in scored.flags if name not in HARMLESS]
        names += [name for name, fires in fired.items() if fires]
        return tuple(review(name, self._lang) for name in names)

    def _used(self, done: Calibrated) -> str:
        """The digest of the calibration, where it was used."""
        return self._calibration.digest if self._calibration and done.used else ""

    def _flags(self, scored: Scored) -> tuple[str, ...]:
        known = self._encoder.name == FITTED_ENCODER
        return scored.flags if known else (*scored.flags, "other_model")

    def _provenance(self, rubric: Rubric) -> Provenance:
        return Provenance(
            rubric=rubric.version,
            encoder=self._encoder.name,
            encoder_digest=self._encoder.digest,
            scorer=scorer_id(),
            package=__version__,
        )


def scorer_id() -> str:
    """The name of the scorer with the digest of its coefficients, as provenance has it."""
    return f"{SCORER}-{judge_digest()}-{scale_digest()}-{salad_digest()}"


def grade(submission: Submission, rubric: Rubric, *, encoder: Encoder, lang: str = "zh") -> Grade:
    """The grade of one submission against one rubric; see `Grader` for many."""
    return Grader(encoder, lang=lang).grade(submission, rubric)


def grade_program(
    submission: Submission,
    rubric: Rubric,
    *,
    sandbox: Sandbox,
    seed: int,
    lang: str = "zh",
    framework: str = "auto",
    limits: Limits | None = None,
    warm: bool = True,
) -> Grade:
    """The grade of one program, run in `sandbox`; see `grader.code.grade.CodeGrader`."""
    grader = CodeGrader(
        sandbox, seed=seed, lang=lang, framework=framework, limits=limits, warm=warm
    )
    return grader.grade(submission, rubric)


def _check(rubric: Rubric) -> None:
    if rubric.question.kind is Kind.CODING:
        raise UsageError(f"question {rubric.question.id} asks for a program: use grade_program")
    if not rubric.key_points:
        raise UsageError(f"question {rubric.question.id} has no key points to grade by")


def _interval(ends: tuple[float, float], max_score: float) -> Interval:
    low, high = (min(max_score, round(end * max_score, 2)) for end in ends)
    return Interval(low, high, LEVEL)


def _conflicts(scored: Scored) -> bool:
    """Whether the answer states a misconception beside a key point that it meets."""
    kinds = {e.kind for e in scored.evidence if e.verdict is Verdict.MET}
    return {"key_point", "misconception"} <= kinds

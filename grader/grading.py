"""The one door from a submission and a rubric to a grade."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grader.code.grade import CodeGrader
from grader.code.sandbox import Limits, Sandbox
from grader.errors import UsageError
from grader.model import Evidence, Flag, Grade, Kind, Provenance, Rubric, Status, Submission
from grader.text.blank import is_blank
from grader.text.calibration import Calibration
from grader.text.encoder import Encoder
from grader.text.integrity.examine import HARMLESS
from grader.text.integrity.topic import Neighbours, neighbours
from grader.text.judge import judge_digest
from grader.text.prepared import PreparedRubric, prepare
from grader.text.reading import Reading, plan, read
from grader.text.rescale import calibrated
from grader.text.score import Scored, score
from grader.text.wording import blank_feedback, explain, feedback, flag
from grader.version import __version__

LANGUAGES = ("zh", "en")
# The judge's numbers were fitted to this encoder's cosines; with another they are a guess.
FITTED_ENCODER = "multilingual-e5-small"
SCORER = "text-1"
# Below this a person should look; so too where a flag fires that words alone cannot settle.
LEAST_CONFIDENCE = 0.5


class Grader:
    """Grades answers with one encoder; rubrics are prepared once and kept.

    `lang` (zh or en) is the language of feedback, not of the answers. A `calibration` is used
    for the rubrics, the scorer and the encoder that it was fitted to; else a flag says why not.
    `bank` holds the other rubrics that candidates may have mixed up: an answer to one of them is
    flagged.
    """

    def __init__(
        self,
        encoder: Encoder,
        *,
        lang: str = "zh",
        calibration: Calibration | None = None,
        bank: Sequence[Rubric] = (),
    ) -> None:
        if lang not in LANGUAGES:
            raise UsageError(f"unknown language {lang!r}: use zh or en")
        self._encoder = encoder
        self._lang = lang
        self._calibration = calibration
        self._bank = tuple(bank)
        self._others: Neighbours | None = None
        self._prepared: dict[Rubric, PreparedRubric] = {}

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
            scored, used = self._calibrated(rubric, self._score(rubric, reading), reading)
            grades.append(self._scored(submission, rubric, scored, used))
        return grades

    def _score(self, rubric: Rubric, reading: Reading) -> Scored:
        if self._bank and self._others is None:
            self._others = neighbours(self._bank, self._encoder)
        return score(self._prepare(rubric), reading, self._others)

    def _prepare(self, rubric: Rubric) -> PreparedRubric:
        if rubric not in self._prepared:
            self._prepared[rubric] = prepare(rubric, self._encoder)
        return self._prepared[rubric]

    def _calibrated(self, rubric: Rubric, scored: Scored, reading: Reading) -> tuple[Scored, str]:
        """What was scored, calibrated, with the digest of the calibration that was used."""
        if self._calibration is None:
            return scored, ""
        made, done = calibrated(
            self._calibration,
            scored,
            reading,
            question_id=rubric.question.id,
            rubric=rubric.version,
            scorer=scorer_id(),
            encoder_digest=self._encoder.digest,
            max_score=rubric.max_score,
        )
        return made, self._calibration.digest if done.used else ""

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
            answer=submission.text,
            origin=submission.origin,
        )

    def _scored(
        self, submission: Submission, rubric: Rubric, scored: Scored, calibration: str
    ) -> Grade:
        confidence = _confidence(scored, rubric)
        review = _reasons(scored, confidence, self._lang)
        evidence = explain(scored.evidence, self._lang)
        return Grade(
            candidate_id=submission.candidate_id,
            question_id=rubric.question.id,
            status=Status.NEEDS_REVIEW if review else Status.GRADED,
            points=min(rubric.max_score, round(scored.share * rubric.max_score, 2)),
            max_score=rubric.max_score,
            confidence=confidence,
            evidence=evidence,
            flags=tuple(flag(name, self._lang) for name in self._flags(scored)),
            feedback=feedback(evidence, self._lang),
            provenance=replace(self._provenance(rubric), calibration=calibration),
            review=review,
            answer=submission.text,
            origin=submission.origin,
        )

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
    return f"{SCORER}-{judge_digest()}"


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


def _reasons(scored: Scored, confidence: float, lang: str) -> tuple[Flag, ...]:
    """Why a person should look: flags, words that seem to say the opposite, an unsure grade."""
    names = [name for name in scored.flags if name not in HARMLESS]
    names += ["evidence_conflicts"] if scored.conflicts else []
    names += ["low_confidence"] if confidence < LEAST_CONFIDENCE else []
    return tuple(flag(name, lang) for name in names)


def _confidence(scored: Scored, rubric: Rubric) -> float:
    """How far the key points are from undecided, 0..1; less where a rubric has no contrasts.

    A share of .5 is undecided, 0 and 1 are decided; a misconception that is hardly sure
    enough to count makes the grade less sure as well.
    """
    decided = sum(_decided(e) * e.max_points for e in scored.evidence if e.kind == "key_point")
    base = min(1.0, decided / rubric.max_score)
    doubtful = any(0.5 <= e.score < 0.7 for e in scored.evidence if e.kind == "misconception")
    coverage_only = any("alignment" in e.signals for e in scored.evidence)
    return round(max(0.0, base - 0.15 * doubtful) * (0.7 if coverage_only else 1.0), 2)


def _decided(item: Evidence) -> float:
    return min(1.0, 0.25 + 1.5 * abs(item.score - 0.5))

"""A calibration as it is stored: fitted, with what it was fitted to and how it was checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from grader.evaluation.fitted import Fit, Graded, QuestionFit
from grader.evaluation.fitting import fit
from grader.evaluation.shrinkage import Shrinkage
from grader.evaluation.steps import Steps
from grader.evaluation.validation import Verdict, doubts, validate
from grader.model import Provenance, Rubric
from grader.text.calibration import Array
from grader.text.calibration_file import (
    CalibrationRecord,
    DoubtRecord,
    QuestionRecord,
    numbers,
    packed,
)
from grader.text.scale import Doubt


@dataclass(frozen=True, slots=True)
class Calibrating:
    """What cross-validation says, and the record to store; None where it is refused.

    `alone` is the share of answers that would need no person, None where that is not known.
    """

    verdict: Verdict
    record: CalibrationRecord | None
    alone: float | None = None


def calibrate(
    graded: Graded,
    ids: Mapping[int, str],
    rubrics: Mapping[str, Rubric],
    provenance: Provenance,
    steps: Steps,
    by: Shrinkage,
) -> Calibrating:
    """The calibration by questions with three graded answers or more, if it lowers the error.

    `ids` are question ids by number, `rubrics` the rubrics by id, `provenance` that of a grade.
    """
    verdict = validate(graded, steps, by)
    if not verdict.stage:
        return Calibrating(verdict, None)
    graded = graded.enough()
    made = fit(graded, verdict.stage, by)
    found = doubts(graded, verdict, steps, by)
    record = _record(made, verdict, graded, ids, rubrics, provenance, by)
    trusted = {"doubt": _doubt(found.graded), "doubt_others": _doubt(found.others)}
    alone = found.alone if found.graded else None
    return Calibrating(verdict, record.model_copy(update=trusted), alone)


def _doubt(doubt: Doubt | None) -> DoubtRecord | None:
    return DoubtRecord.model_validate(asdict(doubt)) if doubt else None


def _record(
    made: Fit,
    verdict: Verdict,
    graded: Graded,
    ids: Mapping[int, str],
    rubrics: Mapping[str, Rubric],
    provenance: Provenance,
    by: Shrinkage,
) -> CalibrationRecord:
    counts = np.bincount(graded.questions)
    questions = {
        ids[int(number)]: _question(
            made.questions.get(int(number)),
            made.knots,
            rubrics[ids[int(number)]].version,
            int(counts[number]),
        )
        for number in np.unique(graded.questions)
    }
    return CalibrationRecord(
        scorer=provenance.scorer,
        encoder=provenance.encoder,
        encoder_digest=provenance.encoder_digest,
        stage=verdict.stage,  # type: ignore[arg-type]
        covers_others=verdict.covers_others,
        length=round(made.length, 6),
        knots=numbers(made.knots),
        fitted=asdict(by),
        validation=_validation(verdict),
        questions=questions,
    )


def _question(part: QuestionFit | None, bank: Array, rubric: str, answers: int) -> QuestionRecord:
    """A question's own map; the bank's where the questions are not told apart."""
    knots = numbers(part.knots if part else bank)
    vectors, weights = (packed(part.vectors), numbers(part.weights)) if part else ("", [])
    return QuestionRecord(
        rubric=rubric, answers=answers, knots=knots, vectors=vectors, weights=weights
    )


def _validation(verdict: Verdict) -> dict[str, Any]:
    return {
        "answers": verdict.answers,
        "questions": verdict.questions,
        "before": _figures(asdict(verdict.before)),
        "after": _figures(asdict(verdict.after[verdict.stage])),
    }


def _figures(values: dict[str, float | None]) -> dict[str, float | None]:
    return {name: None if v is None else round(v, 4) for name, v in values.items()}

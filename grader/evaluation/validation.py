"""Cross-validation of a calibration: what it would have said of answers it had not seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grader.evaluation import agreement
from grader.evaluation.doubt import Kappa, fit_doubt
from grader.evaluation.fitted import LEAST_ANSWERS, ORDERING, Graded
from grader.evaluation.fitting import STAGES, fit
from grader.evaluation.shrinkage import Shrinkage
from grader.evaluation.steps import Steps
from grader.grading import DEFAULT_AUTO_QWK, LEAST_CONFIDENCE
from grader.text.calibration import Array
from grader.text.scale import Doubt

FOLDS = 5
# The bank's map is tried on questions left out; with fewer that says nothing.
LEAST_QUESTIONS = 5
# A calibration may cost this much of r for a lower error, not more.
LOST_R = 0.05
# The agreement that is asked of answers graded without a person, unless the user asks another.
AUTO_QWK = DEFAULT_AUTO_QWK


@dataclass(frozen=True, slots=True)
class Agreed:
    """Agreement with people: r, RMSE of shares in 0..1, QWK and SMD; None where undefined."""

    pearson: float | None
    rmse: float | None
    qwk: float | None
    smd: float | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What cross-validation says: the figures before and at each stage, and the best stage.

    `stage` is empty where none makes it better; `covers_others` is whether the bank's map
    helps questions that were left out.
    """

    answers: int
    questions: int
    before: Agreed
    after: dict[str, Agreed]
    stage: str
    covers_others: bool


def validate(graded: Graded, steps: Steps, by: Shrinkage) -> Verdict:
    """The verdict on calibrating by these answers, each left out in turn within its question.

    Questions with fewer than three graded answers are not counted.
    """
    graded = graded.enough().in_order()
    before = agreed(graded.human, graded.machine, steps)
    folds = _folds(graded)
    after = {
        stage: agreed(graded.human, _by_folds(graded, folds, stage, by), steps) for stage in STAGES
    }
    return Verdict(
        len(graded.human),
        len(np.unique(graded.questions)),
        before,
        after,
        _best(before, after),
        _covers_others(graded, by),
    )


@dataclass(frozen=True, slots=True)
class Doubts:
    """How far to trust calibrated shares: of questions with graded answers, and of others.

    None where too few answers were graded, or the bank's map is not for other questions. `alone`
    is the share of the graded answers that are sure enough for a kappa of AUTO_QWK; flags and
    conflicts may still send some of these to a person.
    """

    graded: Doubt | None
    others: Doubt | None
    alone: float = 0.0


def doubts(graded: Graded, verdict: Verdict, steps: Steps, by: Shrinkage) -> Doubts:
    """Learnt from answers left out within their questions, and from questions left out."""
    graded = graded.enough().in_order()
    graded = graded.at(~graded.blank)

    def learnt(moved: Array) -> Doubt | None:
        return fit_doubt(moved, graded.unsure, graded.human, _kappa(steps))

    _, place = np.unique(graded.questions, return_inverse=True)
    others = None
    if verdict.covers_others:
        others = learnt(_by_folds(graded, np.asarray(place % FOLDS), "bank", by))
    moved = _by_folds(graded, _folds(graded), verdict.stage, by)
    found = learnt(moved)
    alone = float(trusted(found, moved, graded.unsure).mean()) if found else 0.0
    return Doubts(found, others, alone)


def trusted(doubt: Doubt, share: Array, unsure: Array) -> NDArray[np.bool_]:
    """Which answers (n,) would be graded without a person at a kappa of AUTO_QWK."""
    sure = [doubt.confidence(*row) for row in zip(share, unsure, strict=True)]
    least = max(LEAST_CONFIDENCE, doubt.least_confidence(AUTO_QWK))
    return np.asarray(np.array(sure) >= least)


def _kappa(steps: Steps) -> Kappa:
    return lambda human, share: float(agreement.qwk(steps.number(human), steps.number(share)))


def agreed(human: Array, machine: Array, steps: Steps) -> Agreed:
    """The four figures of shares (n,) in 0..1; all None with fewer than three answers."""
    if len(human) < LEAST_ANSWERS:
        return Agreed(None, None, None, None)
    values = (
        agreement.pearson(human, machine),
        agreement.rmse(human, machine),
        agreement.qwk(steps.number(human), steps.number(machine)),
        agreement.smd(human, machine),
    )
    return Agreed(*(None if np.isnan(v) else float(v) for v in values))


def _best(before: Agreed, after: dict[str, Agreed]) -> str:
    """The stage with the least error, if it is less than before and r hardly falls.

    None where people gave one score only: that teaches what they give, not what for.
    """
    stages = {stage: made.rmse for stage, made in after.items() if made.rmse is not None}
    if not stages or before.rmse is None or before.qwk is None:
        return ""
    best = min(stages, key=lambda stage: stages[stage])
    lost = (before.pearson or 0.0) - (after[best].pearson or 0.0)
    return best if stages[best] < before.rmse and lost <= LOST_R else ""


def _folds(graded: Graded) -> NDArray[np.int64]:
    """Fold numbers (n,): each question's answers dealt out evenly, beginning at another fold.

    They are dealt in the order of their vectors, which is the same however they came and says
    nothing of their scores; dealt by score, what is left out would be above or below the rest.
    """
    folds = np.zeros(len(graded.questions), dtype=np.int64)
    for turn, number in enumerate(np.unique(graded.questions)):
        own = np.flatnonzero(graded.questions == number)
        dealt = own[np.lexsort(graded.vectors[own].T[:ORDERING])]
        folds[dealt] = (np.arange(len(own)) + turn) % FOLDS
    return folds


def _by_folds(graded: Graded, folds: NDArray[np.int64], stage: str, by: Shrinkage) -> Array:
    """Shares (n,) that calibrations by the other folds give."""
    moved = np.zeros(len(graded.human))
    for out in _masks(folds):
        moved[out] = fit(graded.at(~out), stage, by).predict(graded.at(out))
    return moved


def _covers_others(graded: Graded, by: Shrinkage) -> bool:
    """Whether the bank's map lowers the error on questions that it was not fitted to."""
    numbers, place = np.unique(graded.questions, return_inverse=True)
    if len(numbers) < LEAST_QUESTIONS:
        return False
    moved = _by_folds(graded, np.asarray(place % FOLDS), "bank", by)
    return bool(agreement.rmse(graded.human, moved) < agreement.rmse(graded.human, graded.machine))


def _masks(folds: NDArray[np.int64]) -> Iterator[NDArray[np.bool_]]:
    for fold in np.unique(folds):
        yield folds == fold

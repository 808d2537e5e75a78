"""How agreement grows with graded answers: calibrations by a few, tried on the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grader.evaluation import agreement
from grader.evaluation.fitted import LEAST_ANSWERS, Graded
from grader.evaluation.fitting import fit
from grader.evaluation.shrinkage import Shrinkage
from grader.evaluation.steps import Steps
from grader.evaluation.validation import FOLDS, doubts, trusted, validate
from grader.text.calibration import Array
from grader.text.scale import Doubt

COUNTS = (0, 3, 5, 10, 20, 50)
REPEATS = 5
# At least this part of a question's answers is left to try on.
LEFT_OUT = 0.2
SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Mean agreement over the repeats with `n` graded answers a question; None if undefined.

    `used` is the mean number there really were: short questions have fewer. `covers` is the share
    of scores inside the calibration's 90 % intervals, `auto` the share of answers that it would
    grade without a person at a kappa of AUTO_QWK, and `auto_qwk` the kappa that these reach.
    """

    n: int
    used: float
    pearson: float | None
    rmse: float | None
    wrmse: float | None
    qwk: float | None
    smd: float | None
    covers: float | None = None
    auto: float | None = None
    auto_qwk: float | None = None


def learning_curve(
    graded: Graded,
    steps: Steps,
    by: Shrinkage,
    *,
    seed: int,
    repeats: int = REPEATS,
    counts: Sequence[int] = COUNTS,
) -> list[CurvePoint]:
    """One point a count: calibrated by so many answers of each question, chosen at random.

    Each calibration is made and refused as `grade calibrate` does. The agreement is that of
    the answers that were not chosen; with 0, of all.
    """
    return [_point(graded, steps, by, n, seed, repeats if n else 1) for n in counts]


def unseen(graded: Graded, steps: Steps, by: Shrinkage) -> CurvePoint:
    """Agreement on questions without graded answers, calibrated by the others of their bank.

    Every fifth question is left out in turn; `n` is 0 and `used` the mean number of graded
    answers of a question that was not left out. Doubt is told where the bank's map is of use.
    """
    numbers, place = np.unique(graded.questions, return_inverse=True)
    found = []
    for fold in range(min(FOLDS, len(numbers))):
        out = place % FOLDS == fold
        known, rest = graded.at(~out), graded.at(out)
        verdict = validate(known, steps, by)
        share, doubt = rest.machine, None
        if verdict.stage and verdict.covers_others:
            share = fit(known.enough(), "bank", by).predict(rest)
            doubt = doubts(known, verdict, steps, by).others
        found.append([*_figures(rest.human, share, steps), *_trusted(rest, share, doubt, steps)])
    means = [_mean(column) for column in zip(*found, strict=True)]
    return CurvePoint(0, len(place) / len(numbers), *means)


def _point(
    graded: Graded, steps: Steps, by: Shrinkage, n: int, seed: int, repeats: int
) -> CurvePoint:
    found, used = [], []
    for repeat in range(repeats):
        chosen = choose(graded.questions, n, np.random.default_rng([seed, repeat]))
        rest = graded.at(~chosen)
        share, doubt = _calibrated(graded.at(chosen), rest, steps, by)
        found.append([*_figures(rest.human, share, steps), *_trusted(rest, share, doubt, steps)])
        used.append(chosen.sum() / len(np.unique(graded.questions)))
    means = [_mean(column) for column in zip(*found, strict=True)]
    return CurvePoint(n, float(np.mean(used)), *means)


def choose(questions: NDArray[np.int64], n: int, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Which answers (m,) are taken as graded: `n` of each question at most, never all of it."""
    chosen = np.zeros(len(questions), dtype=bool)
    for number in np.unique(questions):
        own = np.flatnonzero(questions == number)
        most = len(own) - max(1, int(np.ceil(LEFT_OUT * len(own))))
        chosen[rng.permutation(own)[: min(n, most)]] = True
    return chosen


def _calibrated(
    graded: Graded, rest: Graded, steps: Steps, by: Shrinkage
) -> tuple[Array, Doubt | None]:
    if len(graded.human) < LEAST_ANSWERS:
        return rest.machine, None
    verdict = validate(graded, steps, by)
    if not verdict.stage:
        return rest.machine, None
    made = fit(graded.enough(), verdict.stage, by)
    return made.predict(rest), doubts(graded, verdict, steps, by).graded


def _trusted(rest: Graded, share: Array, doubt: Doubt | None, steps: Steps) -> list[float]:
    """Of answers that are not blank: what the intervals hold, and what needs no person."""
    if doubt is None or rest.blank.all():
        return [np.nan] * 3
    said = ~rest.blank
    rows = list(zip(share[said], rest.unsure[said], strict=True))
    human, machine = rest.human[said], share[said]
    ends = np.array([doubt.interval(*row) for row in rows])
    inside = (human >= ends[:, 0] - SLACK) & (human <= ends[:, 1] + SLACK)
    alone = trusted(doubt, machine, rest.unsure[said])
    kappa = agreement.qwk(steps.number(human[alone]), steps.number(machine[alone]))
    return [float(inside.mean()), float(alone.mean()), float(kappa)]


def _figures(human: Array, machine: Array, steps: Steps) -> list[float]:
    values = (
        agreement.pearson(human, machine),
        agreement.rmse(human, machine),
        agreement.weighted_rmse(human, machine),
        agreement.qwk(steps.number(human), steps.number(machine)),
        agreement.smd(human, machine),
    )
    return [float(value) for value in values]


def _mean(values: Sequence[float]) -> float | None:
    found = np.array(values)
    return None if np.isnan(found).all() else float(np.nanmean(found))

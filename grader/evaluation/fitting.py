"""Fits a calibration: a shrunken map for the bank, one for each question, and a smoothing.

Everything is shrunken towards doing nothing. The bank's map is an isotonic regression on the
graded answers and on made ones that lie on the identity, shifted by the mean error. What is left
is a Gaussian process for each question: a level, a slope over the share, and a part that near
answers have in common. Without graded answers all of it is the identity.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.isotonic import IsotonicRegression

from grader.evaluation.fitted import GRID, Fit, Graded
from grader.evaluation.question_fit import question_fit
from grader.evaluation.shrinkage import Shrinkage, anchored
from grader.text.calibration import KNOTS, Array, Vectors

STAGES: Sequence[str] = ("bank", "question", "smoothed")


def fit(graded: Graded, stage: str, by: Shrinkage) -> Fit:
    """The calibration of the graded answers, up to a stage of STAGES.

    `bank` is the bank's map alone, `question` adds each question's, `smoothed` the smoothing.
    A question with few graded answers stays near the bank's map; one with none has no part.
    """
    graded = graded.at(~graded.blank).in_order()
    weights = balanced(graded.human, by.balance)
    knots = _bank(graded, weights, by)
    length = _length(graded, by)
    questions = {}
    for number in np.unique(graded.questions) if stage != "bank" else ():
        own = graded.questions == number
        near = by.near if stage == "smoothed" else 0.0
        questions[int(number)] = question_fit(graded.at(own), weights[own], knots, length, near, by)
    return Fit(knots, length, questions)


def balanced(human: Array, balance: float) -> Array:
    """Weights (n,), 1 on average: (1 / answers in the same tenth of the scale) ^ balance."""
    if not len(human):
        return np.ones(0)
    tenths = np.minimum((human * 10 + 1e-9).astype(int), 9)
    weights = (1.0 / np.bincount(tenths, minlength=10)[tenths]) ** balance
    return np.asarray(weights / weights.mean())


def _bank(graded: Graded, weights: Array, by: Shrinkage) -> Array:
    """The bank's map at the knots: isotonic, shrunken to the identity plus a shrunken shift."""
    shift = (weights * (graded.human - graded.machine)).sum() / (weights.sum() + by.shift)
    made = np.clip(GRID + shift, 0, 1)
    regression = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip")
    regression.fit(
        np.concatenate([graded.machine, GRID]),
        np.concatenate([graded.human, made]),
        sample_weight=np.concatenate([weights, np.full(KNOTS, by.identity / KNOTS)]),
    )
    return anchored(np.asarray(regression.predict(GRID), dtype=float), by.anchor)


def _length(graded: Graded, by: Shrinkage) -> float:
    """A part of the median cosine distance between answers to the same question."""
    distances = [
        _distances(graded.vectors[graded.questions == number])
        for number in np.unique(graded.questions)
    ]
    found = np.concatenate(distances) if distances else np.zeros(0)
    return max(float(np.median(found)) * by.reach, 1e-3) if len(found) else 1.0


def _distances(vectors: Vectors) -> Array:
    upper = np.triu_indices(len(vectors), 1)
    return np.asarray(1 - vectors.astype(float) @ vectors.astype(float).T)[upper]

"""Fits a calibration: a shrunken map for the bank, one for each question, and a smoothing.

Everything is shrunken towards doing nothing. The bank's map is an isotonic regression on the
graded answers and on made ones that lie on the identity, shifted by the mean error. What is left
is a Gaussian process for each question: a level, a slope over the share, and a part that near
answers have in common. Without graded answers all of it is the identity.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.isotonic import IsotonicRegression

from grader.text.calibration import KNOTS, Array, Vectors, smoothing

GRID = np.linspace(0, 1, KNOTS)
LEAST_ANSWERS = 3
# A question's smoothing keeps this many graded answers at most.
MOST_ANSWERS = 400
# Numbers of a vector that tell texts apart, for an order among them.
ORDERING = 8


@dataclass(frozen=True, slots=True)
class Shrinkage:
    """How hard fits are held back; chosen on the development sets (tests/bench/learning_curve.py).

    `shift` and `identity` count made answers that say “no change”. `level`, `slope` and `near`
    are prior variances of a question's level, slope and smoothing, `noise` that of one human
    score. `reach` sets the smoothing's length, as a part of the median distance between answers.
    `balance` (0..1) lets rare scores weigh more. Below a share of `anchor` nothing is raised
    by a map in full: no evidence stays no points.
    """

    shift: float = 50
    identity: float = 300
    level: float = 0.01
    slope: float = 0.05
    near: float = 0.4
    noise: float = 0.05
    reach: float = 0.7
    balance: float = 0.5
    anchor: float = 0.2


@dataclass(frozen=True, slots=True, eq=False)
class Graded:
    """Graded answers: `machine` and `human` shares (n,), `vectors` (n, d), `questions` (n,).

    `unsure` (n,) is one minus the machine's confidence before any calibration. A blank answer has
    a vector of zeros; nothing is learnt from it, and its share stays.
    """

    machine: Array
    human: Array
    vectors: Vectors
    questions: NDArray[np.int64]
    unsure: Array

    def at(self, kept: NDArray[np.bool_] | NDArray[np.intp]) -> Graded:
        """The answers that an index or a mask picks."""
        return Graded(
            self.machine[kept],
            self.human[kept],
            self.vectors[kept],
            self.questions[kept],
            self.unsure[kept],
        )

    @property
    def blank(self) -> NDArray[np.bool_]:
        """Which answers (n,) are blank."""
        return np.asarray(~self.vectors.any(axis=1))

    def enough(self) -> Graded:
        """The answers to questions that have at least three of them."""
        _, place, counts = np.unique(self.questions, return_inverse=True, return_counts=True)
        return self.at(counts[place] >= LEAST_ANSWERS)

    def in_order(self) -> Graded:
        """The same answers in an order that does not depend on how they came."""
        keys = (*self.vectors.T[:ORDERING], self.machine, self.human, self.questions)
        return self.at(np.lexsort(keys))


@dataclass(frozen=True, slots=True, eq=False)
class QuestionFit:
    """A question's map at the knots, and its smoothing: vectors (m, d) and weights (m,)."""

    knots: Array
    vectors: Vectors
    weights: Array
    answers: int


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """The bank's knots, the smoothing's length, and the fits by question number."""

    knots: Array
    length: float
    questions: dict[int, QuestionFit]

    def predict(self, answers: Graded) -> Array:
        """Calibrated shares (n,) of answers, whose human scores are not looked at."""
        moved = np.interp(answers.machine, GRID, self.knots)
        for number, part in self.questions.items():
            own = answers.questions == number
            near = smoothing(answers.vectors[own], part.vectors, self.length)
            moved[own] = np.interp(answers.machine[own], GRID, part.knots) + near @ part.weights
        return np.where(answers.blank, answers.machine, np.clip(moved, 0, 1))


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
        questions[int(number)] = _question(graded.at(own), weights[own], knots, length, near, by)
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
    return _anchored(np.asarray(regression.predict(GRID), dtype=float), by.anchor)


def _anchored(knots: Array, anchor: float) -> Array:
    """The map without raises at no evidence: they grow from nothing at 0 to whole at `anchor`."""
    part = np.minimum(GRID / anchor, 1) if anchor > 0 else np.ones(KNOTS)
    raised = np.maximum(knots - GRID, 0)
    tapered = np.where(knots > GRID, GRID + raised * part, knots)
    return np.asarray(np.clip(np.maximum.accumulate(tapered), 0, 1))


def _question(
    graded: Graded, weights: Array, bank: Array, length: float, near: float, by: Shrinkage
) -> QuestionFit:
    """One question's Gaussian process over what the bank's map leaves, in closed form."""
    part = graded.at(_thinned(len(graded.human)))
    weights = weights[_thinned(len(graded.human))]
    design = _design(part.machine, by)
    kernel = design @ design.T + near * smoothing(part.vectors, part.vectors, length)
    left = part.human - np.interp(part.machine, GRID, bank)
    alpha = np.linalg.solve(kernel + np.diag(by.noise / weights), left)
    line = bank + _design(GRID, by) @ (design.T @ alpha)
    kept = part.vectors if near else part.vectors[:0]
    knots = _anchored(np.clip(np.maximum.accumulate(line), 0, 1), by.anchor)
    pulls = np.asarray(near * alpha[: len(kept)], dtype=float)
    return QuestionFit(knots, kept, pulls, len(graded.human))


def _design(machine: Array, by: Shrinkage) -> Array:
    """The level and the slope (n, 2) of shares (n,), scaled by their prior deviations."""
    level = np.full(len(machine), np.sqrt(by.level))
    return np.stack([level, np.sqrt(by.slope) * (machine - 0.5)], axis=1)


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


def _thinned(count: int) -> NDArray[np.intp]:
    """Indices of at most MOST_ANSWERS of so many answers, evenly through their order."""
    return np.unique(np.linspace(0, count - 1, min(count, MOST_ANSWERS)).round().astype(np.intp))

"""One question's part of a calibration: a Gaussian process over what the bank's map leaves."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from grader.evaluation.fitted import GRID, Graded, QuestionFit
from grader.evaluation.shrinkage import Shrinkage, anchored
from grader.text.calibration import Array, smoothing

# A question's smoothing keeps this many graded answers at most.
MOST_ANSWERS = 400


def question_fit(
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
    knots = anchored(np.clip(np.maximum.accumulate(line), 0, 1), by.anchor)
    pulls = np.asarray(near * alpha[: len(kept)], dtype=float)
    return QuestionFit(knots, kept, pulls, len(graded.human))


def _design(machine: Array, by: Shrinkage) -> Array:
    """The level and the slope (n, 2) of shares (n,), scaled by their prior deviations."""
    level = np.full(len(machine), np.sqrt(by.level))
    return np.stack([level, np.sqrt(by.slope) * (machine - 0.5)], axis=1)


def _thinned(count: int) -> NDArray[np.intp]:
    """Indices of at most MOST_ANSWERS of so many answers, evenly through their order."""
    return np.unique(np.linspace(0, count - 1, min(count, MOST_ANSWERS)).round().astype(np.intp))

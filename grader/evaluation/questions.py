"""Agreement within questions: whether answers to the same question are put in the right order."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from grader.evaluation.agreement import CONSTANT

Array = NDArray[np.float64]


def within_questions(
    human: ArrayLike, machine: ArrayLike, questions: ArrayLike, weights: ArrayLike | None = None
) -> Array:
    """Pearson's r of scores (n,) less their question's mean; nan where nothing varies within.

    `questions` (n,) are numbers, `weights` (…, n) as in `agreement`.
    """
    group = np.asarray(questions)
    order = np.argsort(group, kind="stable")
    h, m = (np.asarray(a, float)[order] for a in (human, machine))
    w = np.ones(len(h)) if weights is None else np.asarray(weights, float)[..., order]
    starts = np.flatnonzero(np.diff(group[order], prepend=group.min(initial=0) - 1))
    h, m = (_centred(a, starts) for a in (h, m))
    sums = [np.add.reduceat(w * a, starts, axis=-1) for a in (np.ones(len(h)), h, m)]
    count, sum_h, sum_m = sums
    safe = np.maximum(count, 1e-9)
    cov = w @ (h * m) - (sum_h * sum_m / safe).sum(axis=-1)
    var_h = w @ (h * h) - (sum_h**2 / safe).sum(axis=-1)
    var_m = w @ (m * m) - (sum_m**2 / safe).sum(axis=-1)
    least = CONSTANT * w.sum(axis=-1)
    defined = (var_h > least) & (var_m > least)
    spread = np.sqrt(np.where(defined, var_h * var_m, 1.0))
    return np.where(defined, np.clip(cov / spread, -1, 1), np.nan)


def _centred(values: Array, starts: NDArray[np.int64]) -> Array:
    sizes = np.diff(starts, append=len(values))
    means = np.add.reduceat(values, starts) / sizes
    return values - np.repeat(means, sizes)

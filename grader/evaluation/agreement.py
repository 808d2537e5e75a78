"""Agreement between human and machine scores, each figure for many resamples at once.

Every function takes scores (n,), and weights (…, n) that say how often each answer counts: ones
for the figure itself, a bootstrap's counts for its interval. It returns an array of the shape of
the leading axes, with nan where the figure is not defined (one score only, too few answers).
Without weights every answer counts once, and `float()` of the result is the figure.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
# A variance below this, of scores in 0..1, is the rounding of a constant.
CONSTANT = 1e-12
BINS = 10


def pearson(human: ArrayLike, machine: ArrayLike, weights: ArrayLike | None = None) -> Array:
    """Pearson's r in -1..1; nan where either side has one score only."""
    return moments(human, machine, weights).correlation


def spearman(human: ArrayLike, machine: ArrayLike, weights: ArrayLike | None = None) -> Array:
    """Spearman's rho in -1..1: Pearson's r of the ranks, ties sharing their mean rank."""
    h, m, w = _prepare(human, machine, weights)
    return pearson(_ranks(h, w), _ranks(m, w), w)


def rmse(human: ArrayLike, machine: ArrayLike, weights: ArrayLike | None = None) -> Array:
    """Root of the mean squared error, in the unit of the scores; nan without answers."""
    h, m, w = _prepare(human, machine, weights)
    return np.sqrt(_ratio(w @ (h - m) ** 2, w.sum(axis=-1)))


def weighted_rmse(human: ArrayLike, machine: ArrayLike, weights: ArrayLike | None = None) -> Array:
    """ASAG2024's weighted RMSE of scores in 0..1: every tenth of the human scale counts alike.

    The human scores fall into ten bins [0, .1), …, [.9, 1]; an answer weighs 1 / (bins with
    answers) / (answers in its bin) (Meyer, Breuer and Fürst 2024, arXiv 2409.18596).
    """
    h, m, w = _prepare(human, machine, weights)
    bins = np.minimum((h * BINS + 1e-9).astype(int), BINS - 1)
    members = (bins[:, None] == np.arange(BINS)).astype(float)
    counts = w @ members
    errors = _ratio(w @ (members * (h - m)[:, None] ** 2), counts)
    return np.sqrt(_ratio(np.nansum(errors, axis=-1), (counts > 0).sum(axis=-1)))


def qwk(human: ArrayLike, machine: ArrayLike, weights: ArrayLike | None = None) -> Array:
    """Quadratic weighted kappa of step numbers, at most 1; nan where people gave one score only.

    By moments: 1 - mean (h - m)² / (var h + var m + (mean h - mean m)²), which is Cohen's kappa
    with quadratic weights whatever the number of steps.
    """
    return moments(human, machine, weights).kappa


def smd(human: ArrayLike, machine: ArrayLike, weights: ArrayLike | None = None) -> Array:
    """Standardised mean difference: (mean machine - mean human) / sd human (RSMTool)."""
    found = moments(human, machine, weights)
    return _ratio(found.mean_machine - found.mean_human, np.sqrt(found.var_human))


def exact(human: ArrayLike, machine: ArrayLike, weights: ArrayLike | None = None) -> Array:
    """The share of answers, 0..1, that get the same step from both."""
    return within(human, machine, weights, steps=0)


def adjacent(human: ArrayLike, machine: ArrayLike, weights: ArrayLike | None = None) -> Array:
    """The share of answers, 0..1, whose steps differ by one at most."""
    return within(human, machine, weights, steps=1)


def within(
    human: ArrayLike, machine: ArrayLike, weights: ArrayLike | None = None, *, steps: int
) -> Array:
    """The share of answers, 0..1, whose step numbers differ by `steps` at most."""
    h, m, w = _prepare(human, machine, weights)
    return _ratio(w @ (np.abs(h - m) <= steps + 1e-9).astype(float), w.sum(axis=-1))


def macro_f1(human: ArrayLike, machine: ArrayLike, weights: ArrayLike | None = None) -> Array:
    """The mean F1, 0..1, of passing and failing answers; nan where people gave one of both only.

    Scores are 1 for a pass and 0 for a fail.
    """
    h, m, w = _prepare(human, machine, weights)
    both, passed, given = w @ (h * m), w @ h, w @ m
    neither, total = w @ ((1 - h) * (1 - m)), w.sum(axis=-1)
    f_pass = _ratio(2 * both, passed + given)
    f_fail = _ratio(2 * neither, 2 * total - passed - given)
    return np.where((passed > 0) & (passed < total), (f_pass + f_fail) / 2, np.nan)


class Moments:
    """Weighted means, variances and covariance of two scores, one value per set of weights."""

    def __init__(self, total: Array, sums: tuple[Array, Array, Array, Array, Array]) -> None:
        h, m, hh, mm, hm = (_ratio(part, total) for part in sums)
        self.mean_human, self.mean_machine = h, m
        self.var_human = np.maximum(hh - h * h, 0)
        self.var_machine = np.maximum(mm - m * m, 0)
        self.covariance = hm - h * m
        self.mean_square = hh + mm - 2 * hm

    @property
    def correlation(self) -> Array:
        """Pearson's r; nan where a variance is nothing."""
        varied = (self.var_human > CONSTANT) & (self.var_machine > CONSTANT)
        r = _ratio(self.covariance, np.sqrt(self.var_human * self.var_machine))
        return np.where(varied, np.clip(r, -1, 1), np.nan)

    @property
    def kappa(self) -> Array:
        """Quadratic weighted kappa; nan where the human variance is nothing."""
        gap = (self.mean_human - self.mean_machine) ** 2
        chance = self.var_human + self.var_machine + gap
        return np.where(self.var_human > CONSTANT, 1 - _ratio(self.mean_square, chance), np.nan)


def moments(human: ArrayLike, machine: ArrayLike, weights: ArrayLike | None = None) -> Moments:
    """The moments of scores (n,) or (…, n) under weights (…, n)."""
    h, m, w = _prepare(human, machine, weights)
    # Centred first: the differences of large sums would lose what the variance is made of.
    middle = h.mean() if h.size else 0.0
    h, m = h - middle, m - middle
    parts = (h, m, h * h, m * m, h * m)
    a, b, c, d, e = (np.einsum("...n,...n->...", w, part) for part in parts)
    found = Moments(w.sum(axis=-1), (a, b, c, d, e))
    found.mean_human, found.mean_machine = found.mean_human + middle, found.mean_machine + middle
    return found


def _prepare(
    human: ArrayLike, machine: ArrayLike, weights: ArrayLike | None
) -> tuple[Array, Array, Array]:
    h, m = np.asarray(human, float), np.asarray(machine, float)
    return h, m, np.ones(h.shape[-1]) if weights is None else np.asarray(weights, float)


def _ratio(part: Array, whole: Array) -> Array:
    """part / whole, nan where the whole is nothing."""
    part, whole = np.broadcast_arrays(part, whole)
    result = np.full(part.shape, np.nan)
    np.divide(part, whole, out=result, where=np.abs(whole) > CONSTANT)
    return result


def _ranks(values: Array, weights: Array) -> Array:
    """Ranks (…, n) of values (n,), where each counts as often as it weighs."""
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    above = np.cumsum(weights[..., order], axis=-1)
    first = np.searchsorted(ordered, values, side="left")
    last = np.searchsorted(ordered, values, side="right") - 1
    before = np.concatenate([np.zeros((*above.shape[:-1], 1)), above], axis=-1)[..., first]
    return np.asarray((before + above[..., last] + 1) / 2)

"""How far to trust shares, learnt from answers that were left out when the shares were fitted.

Interval ends are quantile regressions of the error over `scale.basis` (the share, and what was
unsure before), then made wider or narrower until they hold as often as they say (conformalised
quantile regression; Romano, Patterson and Candès 2019). Sureness is a logistic regression.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression, QuantileRegressor

from grader.text.scale import KNOTS, LEVEL, NEVER, TOLERANCE, Doubt, basis

Array = NDArray[np.float64]
Kappa = Callable[[Array, Array], float]
# With fewer answers an interval of 90 % rests on one or two of them.
LEAST_ANSWERS = 30
KAPPAS = (0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
# Fewer sure answers than this do not show that agreement reaches a target.
LEAST_SURE = 20
SHRINKAGE = 0.002
# How many answers' worth says, at each knot, that being near is as likely as not.
UNDECIDED = 1.0


def fit_doubt(
    share: Array, unsure: Array, human: Array, kappa: Kappa, weights: Array | None = None
) -> Doubt | None:
    """How to tell interval and sureness; None with fewer than thirty answers.

    `share`, `human` (n,) are in 0..1, the first made without seeing the second; `unsure` (n,) is
    any number per answer that grows with doubt, 0 and up; `kappa(human, share)` is the agreement
    that thresholds are told in; `weights` (n,) say how much each answer counts.
    """
    if len(share) < LEAST_ANSWERS:
        return None
    weighted = np.ones(len(share)) if weights is None else weights * len(share) / weights.sum()
    rows = np.stack([basis(s, u) for s, u in zip(share, unsure, strict=True)])
    error = human - share
    low = _quantile(rows, error, weighted, (1 - LEVEL) / 2).round(4)
    high = _quantile(rows, error, weighted, (1 + LEVEL) / 2).round(4)
    # The interval always holds the share, so that only the end on the error's side counts.
    outside = np.select([error < 0, error > 0], [rows @ low - error, error - rows @ high], -np.inf)
    sure = _sureness(rows, np.abs(error) <= TOLERANCE, weighted).round(4)
    confidence = 1 / (1 + np.exp(-rows @ sure))
    return Doubt(
        _plain(low),
        _plain(high),
        round(_widening(outside, weighted), 4),
        _plain(sure),
        {f"{k:g}": least_confidence(confidence, share, human, kappa, k) for k in KAPPAS},
    )


def least_confidence(
    confidence: Array, share: Array, human: Array, kappa: Kappa, target: float
) -> float:
    """The least confidence from which on the answers agree by `target`; NEVER where none is.

    The agreement must lie above the target by one standard error (that of a correlation): the cut
    is chosen among many, and what is chosen on some answers looks better there than on others.
    """
    for least in np.quantile(confidence, np.linspace(0, 0.95, 96)):
        chosen = confidence >= least
        if (count := int(chosen.sum())) >= LEAST_SURE:
            found = kappa(human[chosen], share[chosen])
            if found - (1 - found**2) / np.sqrt(count) >= target:
                return float(np.floor(least * 1e4) / 1e4)
    return NEVER


def _quantile(rows: Array, error: Array, weights: Array, level: float) -> Array:
    """Coefficients (k,) of a quantile of the error; those of the tents shrunken to one number."""
    model = QuantileRegressor(quantile=level, alpha=SHRINKAGE, solver="highs")
    model.fit(rows, error, sample_weight=weights)
    return _folded(model.coef_, model.intercept_)


def _sureness(rows: Array, near: NDArray[np.bool_], weights: Array) -> Array:
    made = np.repeat(np.eye(len(KNOTS), rows.shape[1]), 2, axis=0)
    model = LogisticRegression(C=1.0, max_iter=1000)
    model.fit(
        np.concatenate([rows, made]),
        np.concatenate([near, np.tile([True, False], len(KNOTS))]),
        sample_weight=np.concatenate([weights, np.full(len(made), UNDECIDED / 2)]),
    )
    return _folded(model.coef_[0], float(model.intercept_[0]))


def _folded(coefficients: Array, intercept: float) -> Array:
    """The tents add up to one everywhere, so that they can carry the intercept."""
    folded = np.array(coefficients, dtype=float)
    folded[: len(KNOTS)] += intercept
    return folded


def _widening(outside: Array, weights: Array) -> float:
    """What to add at both ends, so that LEVEL of the answers lie inside; n + 1 for n unseen."""
    order = np.argsort(outside)
    reached = np.cumsum(weights[order]) / (weights.sum() + 1)
    last = min(int(np.searchsorted(reached, LEVEL)), len(order) - 1)
    found = float(outside[order[last]])
    return found if np.isfinite(found) else -1.0


def _plain(values: Array) -> tuple[float, ...]:
    return tuple(round(float(value), 4) + 0.0 for value in values)

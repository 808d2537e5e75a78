"""Grading only what the grader is sure of: agreement by the share of answers it keeps.

Answers are kept in the order of their confidence, and those of equal confidence together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from grader.evaluation.agreement import Moments, pearson, qwk, rmse

Array = NDArray[np.float64]
POINTS = 20


def coverage_at_qwk(
    human: ArrayLike,
    machine: ArrayLike,
    confidence: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    target: float,
) -> Array:
    """The largest share of the answers, 0..1, that reach a quadratic weighted kappa of `target`.

    `human` and `machine` are step numbers; 0 where no share reaches it, nan where people gave
    one score only.
    """
    h, m, sure = (np.asarray(a, float) for a in (human, machine, confidence))
    w = np.ones(len(h)) if weights is None else np.asarray(weights, float)
    order = np.argsort(-sure, kind="stable")
    ends = np.flatnonzero(np.diff(sure[order], append=-np.inf))
    h, m, w = h[order], m[order], w[..., order]
    counts = np.cumsum(w, axis=-1)[..., ends]
    parts = (h, m, h * h, m * m, h * m)
    a, b, c, d, e = (np.cumsum(w * part, axis=-1)[..., ends] for part in parts)
    reached = Moments(counts, (a, b, c, d, e)).kappa >= target
    shares = np.where(reached, counts, 0).max(axis=-1, initial=0) / w.sum(axis=-1)
    return np.where(np.isnan(qwk(h, m, w)), np.nan, shares)


@dataclass(frozen=True, slots=True)
class RiskPoint:
    """Agreement over the surest answers: `coverage` is their share, the rest None if undefined."""

    coverage: float
    confidence: float
    rmse: float | None
    pearson: float | None
    qwk: float | None


def risk_coverage(
    human: ArrayLike,
    machine: ArrayLike,
    confidence: ArrayLike,
    steps: tuple[ArrayLike, ArrayLike],
) -> list[RiskPoint]:
    """Points of the curve, from the surest twentieth to all answers; shares in 0..1.

    `steps` are the step numbers of both sides, for the kappa.
    """
    h, m, sure, hs, ms = (np.asarray(a, float) for a in (human, machine, confidence, *steps))
    if not len(h):
        return []
    order = np.argsort(-sure, kind="stable")
    ends = np.flatnonzero(np.diff(sure[order], append=-np.inf)) + 1
    wanted = np.ceil(np.arange(1, POINTS + 1) / POINTS * len(h))
    cuts = np.unique(ends[np.searchsorted(ends, wanted)])
    points = []
    for cut in cuts:
        kept = order[:cut]
        figures = rmse(h[kept], m[kept]), pearson(h[kept], m[kept]), qwk(hs[kept], ms[kept])
        a, b, c = (None if np.isnan(f) else float(f) for f in figures)
        points.append(RiskPoint(float(cut / len(h)), float(sure[order[cut - 1]]), a, b, c))
    return points

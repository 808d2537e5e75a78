"""How hard a calibration is held back from doing anything, and how it tapers to nothing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from grader.evaluation.fitted import GRID
from grader.text.calibration import KNOTS, Array


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


def anchored(knots: Array, anchor: float) -> Array:
    """The map without raises at no evidence: they grow from nothing at 0 to whole at `anchor`."""
    part = np.minimum(GRID / anchor, 1) if anchor > 0 else np.ones(KNOTS)
    raised = np.maximum(knots - GRID, 0)
    tapered = np.where(knots > GRID, GRID + raised * part, knots)
    return np.asarray(np.clip(np.maximum.accumulate(tapered), 0, 1))

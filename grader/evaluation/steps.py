"""The steps of a score: integers for the figures that count agreement by steps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

MOST_STEPS = 20
# Scores that follow no steps of their own are compared in tenths.
FALLBACK = 10
# Thirds written as 0.33 are thirds.
TOLERANCE = 0.006
# A few odd scores do not make a scale of their own.
ON_STEPS = 0.98


@dataclass(frozen=True, slots=True)
class Steps:
    """How many equal steps lead from 0 to full marks; `source` is given, found or fallback."""

    count: int
    source: str

    def number(self, shares: ArrayLike) -> NDArray[np.float64]:
        """The step numbers 0..count (whole floats) nearest to shares in 0..1, halves going up."""
        inside = np.clip(np.asarray(shares, float), 0, 1)
        return np.asarray(np.floor(inside * self.count + 0.5 + 1e-9))


def find_steps(shares: ArrayLike) -> Steps:
    """The fewest steps, at most 20, on which the human shares lie; else tenths, as `fallback`."""
    values = np.asarray(shares, float)
    for count in range(1, MOST_STEPS + 1):
        off = np.abs(values * count - np.round(values * count)) / count
        if values.size and (off <= min(TOLERANCE, 0.1 / count)).mean() >= ON_STEPS:
            return Steps(count, "found")
    return Steps(FALLBACK, "fallback")


def choose_steps(shares: ArrayLike, given: int | None) -> Steps:
    """The steps that were given, else those of the human shares."""
    return Steps(given, "given") if given else find_steps(shares)

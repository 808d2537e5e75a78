"""Figures about a cohort, from shares in 0..1; undefined ones are None, never zero."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from grader.evaluation.agreement import Array, pearson, qwk

BINS = 10
# Shares that differ by less are the same on paper.
TOLERANCE = 5e-5


def mean(values: Sequence[float]) -> float | None:
    """The arithmetic mean, or None of nothing."""
    return sum(values) / len(values) if values else None


def correlation(left: Sequence[float], right: Sequence[float]) -> float | None:
    """Pearson's r in -1..1; None for fewer than three pairs, or where one side never varies."""
    return _defined(pearson(left, right)) if len(left) >= 3 else None


def ranks(shares: Sequence[float]) -> list[int]:
    """Competition ranks from 1, best first; equal shares share a rank."""
    return [1 + sum(other > share + TOLERANCE for other in shares) for share in shares]


def rank_ranges(intervals: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    """Best and worst rank of each that its interval (low, high) leaves open against the others'."""
    return [
        (
            1 + sum(other_low > high + TOLERANCE for other_low, _ in intervals),
            len(intervals) - sum(other_high < low - TOLERANCE for _, other_high in intervals),
        )
        for low, high in intervals
    ]


def percentile(share: float, shares: Sequence[float]) -> float:
    """The percentage (0..100) of a cohort below a share, those equal counting half."""
    below = sum(other < share - TOLERANCE for other in shares)
    equal = sum(abs(other - share) <= TOLERANCE for other in shares)
    return 100 * (below + equal / 2) / len(shares)


def bin_of(share: float) -> int:
    """Which of `BINS` equal parts of 0..1 a share lies in."""
    return min(BINS - 1, max(0, int(share * BINS + TOLERANCE)))


def histogram(shares: Sequence[float]) -> tuple[int, ...]:
    """How many shares lie in each of `BINS` equal parts of 0..1."""
    found = [bin_of(share) for share in shares]
    return tuple(found.count(number) for number in range(BINS))


def quadratic_kappa(people: Sequence[float], machine: Sequence[float]) -> float | None:
    """Quadratic weighted kappa (`evaluation.agreement`) of shares in eleven steps of a tenth.

    None where people gave one step only.
    """
    steps = [np.rint(np.asarray(side) * BINS) for side in (people, machine)]
    return _defined(qwk(*steps))


def _defined(figure: Array) -> float | None:
    return None if np.isnan(figure) else float(figure)

"""Bootstrap intervals: the answers drawn again many times, or whole questions where they are many.

Answers to one question are alike, so with ten questions or more whole questions are drawn
(cluster bootstrap); with fewer there are too few to draw from, and answers are drawn singly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
REPEATS = 1000
LEVEL = 0.95
LEAST_QUESTIONS = 10
# Fewer answers than these say nothing about their own spread.
LEAST_ANSWERS = 10
# So many numbers in one block of weights keep the memory small (16 MB).
BLOCK = 2_000_000


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its bootstrap interval; `reason` names why there is no value."""

    value: float | None
    low: float | None = None
    high: float | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """How answers are drawn: `groups` (n,) are question numbers, `repeats` the draws."""

    groups: NDArray[np.int64]
    repeats: int = REPEATS
    seed: int = 0

    @property
    def unit(self) -> str:
        """What is drawn: `question` or `answer`."""
        return "question" if len(np.unique(self.groups)) >= LEAST_QUESTIONS else "answer"

    def draws(self) -> Iterator[Array]:
        """Blocks (b, n) of weights, `repeats` rows in all; the same for the same seed."""
        rng = np.random.default_rng(self.seed)
        size = len(self.groups)
        units, unit_of = np.unique(
            self.groups if self.unit == "question" else np.arange(size), return_inverse=True
        )
        for rows in _blocks(self.repeats, max(1, BLOCK // max(size, 1))):
            yield _counts(rng, rows, len(units))[:, unit_of]


Metric = Callable[[Array | None], Array]


def figures(metrics: Sequence[Metric], plan: Plan, reasons: Sequence[str]) -> list[Figure]:
    """One Figure a metric, all from the same draws; `reasons` name why one may have no value.

    A metric maps weights (b, n), or None for the answers as they are, to values (b,).
    """
    values = [float(metric(None)) for metric in metrics]
    if len(plan.groups) < LEAST_ANSWERS:
        drawn = [np.zeros(0)] * len(metrics)
    else:
        blocks = [[metric(weights) for metric in metrics] for weights in plan.draws()]
        drawn = [np.concatenate(parts) for parts in zip(*blocks, strict=True)]
    return [_figure(v, d, r) for v, d, r in zip(values, drawn, reasons, strict=True)]


def _figure(value: float, drawn: Array, reason: str) -> Figure:
    if np.isnan(value):
        return Figure(None, reason=reason)
    found = drawn[~np.isnan(drawn)]
    # An interval over the lucky half of the draws would be too narrow.
    if not len(drawn) or len(found) < 0.9 * len(drawn):
        return Figure(value)
    low, high = np.quantile(found, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Figure(value, float(low), float(high))


def _counts(rng: np.random.Generator, rows: int, units: int) -> Array:
    """How often each of the units was drawn (rows, units)."""
    drawn = rng.integers(units, size=(rows, units)) + np.arange(rows)[:, None] * units
    return np.bincount(drawn.ravel(), minlength=rows * units).reshape(rows, units).astype(float)


def _blocks(total: int, most: int) -> Iterator[int]:
    for start in range(0, total, most):
        yield min(most, total - start)

"""The criteria by which automated scores are usually judged fit for use, and which are missed.

Williamson, Xi and Breyer 2012 (EM:IP 31(1), 2-13), with the limits at which ETS's RSMTool flags.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from grader.evaluation.bootstrap import Figure

LEAST_QWK = LEAST_R = 0.70
MOST_SMD = 0.15
MOST_DEGRADATION = 0.10
LEAST_EXACT, LEAST_ADJACENT = 0.50, 0.95


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion that was missed: its name, the figure, and the limit that it passed."""

    name: str
    value: float
    limit: float


def missed_criteria(
    found: Mapping[str, Figure], degradation: Mapping[str, float | None]
) -> tuple[Criterion, ...]:
    """The criteria that the figures miss; a figure that is not defined misses none.

    `degradation` is human-human less human-machine agreement, by figure.
    """
    return (*_low(found), *_shifted(found), *_degraded(degradation))


def _low(found: Mapping[str, Figure]) -> Iterator[Criterion]:
    limits = {
        "qwk": LEAST_QWK,
        "pearson": LEAST_R,
        "exact": LEAST_EXACT,
        "adjacent": LEAST_ADJACENT,
    }
    for name, limit in limits.items():
        value = found[name].value
        if value is not None and value < limit:
            yield Criterion(f"{name}_low", value, limit)


def _shifted(found: Mapping[str, Figure]) -> Iterator[Criterion]:
    value = found["smd"].value
    if value is not None and abs(value) > MOST_SMD:
        yield Criterion("smd_large", value, MOST_SMD)


def _degraded(degradation: Mapping[str, float | None]) -> Iterator[Criterion]:
    for name, value in degradation.items():
        if value is not None and value > MOST_DEGRADATION:
            yield Criterion(f"{name}_degraded", value, MOST_DEGRADATION)

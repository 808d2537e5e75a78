"""From what the head says to a share, an interval and how sure it is; numbers in scale.json.

The map is a line, cut to 0..1 and bent near 0, the same for every question, so that it is
monotone. It puts the head on the scale of plain coverage: maps fitted to the scores of some data
sets took over how severe their people were, and erred more on others. Intervals are a quantile
regression on the share and the witnesses' discord, made wider or narrower until they cover what
they say (conformal: Romano et al. 2019); `tests/bench/fit_head.py` fits all of it to predictions
for data sets left out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.text.logistic import sigmoid

Array = NDArray[np.float64]
LEVEL = 0.9
TOLERANCE = 0.25
NEVER = 1.01  # a confidence that no answer has
LITTLE = 0.2
KNOTS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
FEATURES = len(KNOTS) + 1


@dataclass(frozen=True, slots=True)
class Doubt:
    """Coefficients over `basis`: of the interval's ends (relative to the share) and of sureness.

    `widen` is taken off the low end and added to the high one. `auto` holds, by quadratic weighted
    kappa, the least confidence at which answers graded without a person reached it.
    """

    low: tuple[float, ...]
    high: tuple[float, ...]
    widen: float
    sure: tuple[float, ...]
    auto: Mapping[str, float]

    def interval(self, share: float, discord: float) -> tuple[float, float]:
        """The ends, as shares in 0..1, between which a person's share lies at LEVEL."""
        row = basis(share, discord)
        low = share + float(row @ np.array(self.low)) - self.widen
        high = share + float(row @ np.array(self.high)) + self.widen
        return min(max(0.0, low), share), max(min(1.0, high), share)

    def least_confidence(self, kappa: float) -> float:
        """From which confidence on answers reached at least the agreement `kappa`; 1.01 if none."""
        reached = [least for name, least in self.auto.items() if float(name) >= kappa - 1e-9]
        return min(reached, default=NEVER)

    def confidence(self, share: float, discord: float) -> float:
        """The probability that a person's share is within TOLERANCE (a share) of this one."""
        return float(sigmoid(basis(share, discord) @ np.array(self.sure)))


@dataclass(frozen=True, slots=True)
class Scale:
    """The `slope` and the `shift` of the line, and how far to trust what comes out."""

    slope: float
    shift: float
    doubt: Doubt

    def share(self, total: float) -> float:
        """The share in 0..1 of what the head says."""
        return float(on_line(np.array(total), self.slope, self.shift))


def on_line(total: Array, slope: float, shift: float) -> Array:
    """Shares in 0..1 on a line; below LITTLE they fall faster, since nobody is quite unlike."""
    share = np.clip(slope * total + shift, 0.0, 1.0)
    return np.asarray(share * np.minimum(1.0, share / LITTLE))


def basis(share: float, discord: float) -> Array:
    """Tent functions of the share at KNOTS, and the discord (7,)."""
    knots = np.array(KNOTS)
    tents = np.maximum(0.0, 1 - np.abs(share - knots) / (knots[1] - knots[0]))
    return np.append(tents, discord)


@cache
def judged_doubt() -> Doubt:
    """How far to trust the judge's shares (rubrics with wordings), as it ships."""
    return doubt_of(values()["judged"])


def scale_of(plain: Mapping[str, Any]) -> Scale:
    """A scale from its plain values."""
    return Scale(plain["slope"], plain["shift"], doubt_of(plain))


def doubt_of(plain: Mapping[str, Any]) -> Doubt:
    """A doubt from its plain values."""
    low, high, sure = (tuple(plain[name]) for name in ("low", "high", "sure"))
    return Doubt(low, high, plain["widen"], sure, plain["auto"])


@cache
def scale_digest() -> str:
    """Names the numbers, for a grade's provenance."""
    return hashlib.sha256(_source().encode()).hexdigest()[:12]


@cache
def values() -> Mapping[str, Any]:
    """The plain numbers of scale.json; not to be changed."""
    loaded: dict[str, Any] = json.loads(_source())
    return loaded


def _source() -> str:
    return resources.files("grader.text").joinpath("scale.json").read_text(encoding="utf-8")

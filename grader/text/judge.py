"""From signals to shares: whether a segment is about a key point, and whether it is right.

A segment earns sigmoid(about) * sigmoid(right); a key point takes its best segments'. The few
coefficients are in judge.json, fitted by `tests/bench/fit_judge.py` to the fixtures' verdicts.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.text.logistic import sigmoid

Array = NDArray[np.float64]
FOUND = 0.6  # a misconception less sure than this is not counted


@dataclass(frozen=True, slots=True)
class Coefficients:
    """The judge's numbers; `about` and `right` have one per signal, `found` one per
    misconception signal; `stretch` and `shift` map the pooled product onto 0..1."""

    about: tuple[float, ...]
    about_bias: float
    right: tuple[float, ...]
    right_bias: float
    sharpness: float
    stretch: float
    shift: float
    found: tuple[float, ...]
    found_bias: float
    penalty: float


@cache
def coefficients() -> Coefficients:
    """The fitted coefficients that ship with the package."""
    values = json.loads(_source())
    fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}
    return Coefficients(**fields)


@cache
def judge_digest() -> str:
    """Names the coefficients, for a grade's provenance."""
    return hashlib.sha256(_source().encode()).hexdigest()[:12]


def _source() -> str:
    return resources.files("grader.text").joinpath("judge.json").read_text(encoding="utf-8")


def point_shares(signals: Array, by: Coefficients) -> tuple[Array, Array]:
    """Each point's share (points,) in 0..1, and what each segment earns (points, segments)."""
    about = sigmoid(signals @ np.array(by.about) + by.about_bias)
    right = sigmoid(signals @ np.array(by.right) + by.right_bias)
    earned = about * right
    weights = np.exp((earned - earned.max(axis=1, keepdims=True)) * by.sharpness)
    pooled = (weights * earned).sum(axis=1) / weights.sum(axis=1)
    return np.clip(by.stretch * pooled + by.shift, 0.0, 1.0), earned


def found_shares(signals: Array, by: Coefficients) -> Array:
    """How surely each segment states each misconception (misconceptions, segments), 0..1."""
    return sigmoid(signals @ np.array(by.found) + by.found_bias)


def deduction(found: float, by: Coefficients) -> float:
    """The part of a misconception's penalty that counts, 0..1, from how surely it was found."""
    return by.penalty * max(0.0, found - FOUND) / (1 - FOUND)

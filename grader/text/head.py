"""How much of a reference an answer covers: token embeddings compared, then one weighted sum.

Each token takes its best cosine on the other side, tokens that the question gives away counting
little (late interaction; Khattab and Zaharia 2020, Sultan et al. 2016). With traits of the whole
texts these are features; the head standardises them and adds them up by fixed weights. Weights
trained on other data sets, and a trained turn of the token space, agreed no better with people on
sets left out, in the few settings that were tried. `tests/bench/fit_head.py` fits the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.text.scale import Scale, scale_of, values

Array = NDArray[np.float32]
FITTED_ENCODER = "multilingual-e5-small"
MATCHES = (
    "recall",  # the claims' tokens' best cosines, their weighted mean
    "precision",  # the answer's tokens' best cosines
    "centre",  # cosine of the weighted mean tokens
    *("covered .3", "covered .5", "covered .7"),  # what is nearer than a level, counted softly
    *("used .3", "used .5", "used .7"),
)
LEVELS, STEEPNESS = (0.3, 0.5, 0.7), 12.0
# From this cosine with a token of the question on, a token is given away and weighs less.
GIVEN, GIVEN_STEEPNESS, CLAIM_FALLS, ANSWER_FALLS = 0.45, 8.0, 0.88, 0.77
FARTHEST = 4.0  # standard deviations at which a feature is cut off


@dataclass(frozen=True, slots=True)
class Head:
    """The f features' `middle`, spread (`width`) and `top` weights, and the scale of their sum."""

    middle: Array
    width: Array
    top: Array
    scale: Scale

    def standard(self, features: Array) -> Array:
        """Features (f,) in standard deviations from the middle, cut off at FARTHEST."""
        moved = (features - self.middle) / self.width
        return np.asarray(np.clip(moved, -FARTHEST, FARTHEST), np.float32)

    def logit(self, features: Array) -> float:
        """What the features (f,) come to: any number, more is better."""
        return float(self.standard(features) @ self.top)


@dataclass(frozen=True, slots=True)
class Side:
    """One side's centred tokens (t, d), unit rows, and what each weighs (t,), adding up to 1."""

    tokens: Array
    weights: Array


def claim_side(tokens: Array, question: Array) -> Side:
    """A reference's centred tokens (t, d), beside the question's (q, d)."""
    return Side(tokens, _weights(tokens, question, CLAIM_FALLS))


def answer_side(tokens: Array, question: Array) -> Side:
    """An answer's centred tokens (t, d), beside the question's (q, d)."""
    return Side(tokens, _weights(tokens, question, ANSWER_FALLS))


def interaction(claim: Side, answer: Side) -> Array:
    """The numbers of MATCHES (m,), in order."""
    cosines = claim.tokens @ answer.tokens.T
    covered, used = cosines.max(axis=1), cosines.max(axis=0)
    centre = _unit(claim.weights @ claim.tokens) @ _unit(answer.weights @ answer.tokens)
    soft, soft_used = _soft(covered) @ claim.weights, _soft(used) @ answer.weights
    matches = [covered @ claim.weights, used @ answer.weights, centre, *soft, *soft_used]
    return np.array(matches, np.float32)


def centred(tokens: Array, mean: Array) -> Array:
    """Unit token vectors with the mean of unrelated text taken away, unit again."""
    return _unit(tokens - mean)


def _soft(best: Array) -> Array:
    return _sigmoid(STEEPNESS * (best[None, :] - np.array(LEVELS, np.float32)[:, None]))


def _weights(tokens: Array, question: Array, falls: float) -> Array:
    near = (tokens @ question.T).max(axis=1) if len(question) else np.zeros(len(tokens))
    weights = 1 - falls * _sigmoid(GIVEN_STEEPNESS * (near - GIVEN))
    return np.asarray(weights / weights.sum(), np.float32)


def _sigmoid(values: Array | NDArray[np.float64]) -> Array:
    return np.asarray(0.5 * (1 + np.tanh(0.5 * values)), dtype=np.float32)


def _unit(vectors: Array) -> Array:
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-9), dtype=np.float32)


@cache
def head() -> Head:
    """The head that ships with the package."""
    return head_of(values())


def head_of(plain: Mapping[str, Any]) -> Head:
    """A head from its plain values."""
    middle, width, top = (np.array(plain[name], np.float32) for name in ("middle", "width", "top"))
    return Head(middle, width, top, scale_of(plain["covered"]))

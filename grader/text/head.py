"""How much of a reference an answer covers: token embeddings compared, then one weighted sum.

Each token of the claims takes its best cosine among the answer's tokens, tokens that the question
gives away counting little (late interaction; Khattab and Zaharia 2020, Sultan et al. 2016), at two
depths of the encoder: early tokens are close to the words, last ones to what they mean. With traits
of the whole texts these are features; the head standardises them and adds them up by fixed weights.
Training on other data sets (token weights, a turn of the token space, low-rank changes of the
encoder's last layers) agreed no better with people on sets left out. `tests/bench/fit_head.py` fits
the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.text.align import centred_tokens
from grader.text.logistic import sigmoid
from grader.text.scale import Scale, scale_of, values

Array = NDArray[np.float32]
FITTED_ENCODER = "multilingual-e5-small"
# From this cosine on a token counts as covered, softly.
LEVEL, STEEPNESS = 0.5, 12.0
# From this cosine with a token of the question on, a token is given away and weighs less.
GIVEN, GIVEN_STEEPNESS, FALLS = 0.45, 8.0, 0.88
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

    def total(self, features: Array) -> float:
        """What the features (f,) come to: any number, more is better."""
        return float(self.standard(features) @ self.top)


@dataclass(frozen=True, slots=True)
class Depth:
    """A reference at one depth: centred unit `tokens` (t, d) and `weights` (t,) that add up to 1.

    `mean` (d,) is the mean token of unrelated text at that depth.
    """

    tokens: Array
    weights: Array
    mean: Array

    def best(self, answer: Array) -> Array:
        """Each claim token's best cosine (t,) among an answer's tokens (a, d), at least one."""
        return np.asarray((self.tokens @ centred_tokens(answer, self.mean).T).max(axis=1))


def depth_of(claims: Array, question: Array, mean: Array) -> Depth:
    """The claims' tokens (t, d), beside the question's (q, d)."""
    tokens = centred_tokens(claims, mean)
    return Depth(tokens, _weights(tokens, centred_tokens(question, mean)), mean)


def covered(depth: Depth, best: Array) -> float:
    """How much of the claims is covered, 0..1, by their tokens' best cosines (t,)."""
    return float(sigmoid(STEEPNESS * (best - LEVEL)).astype(np.float32) @ depth.weights)


def _weights(tokens: Array, question: Array) -> Array:
    near = (tokens @ question.T).max(axis=1) if len(question) else np.zeros(len(tokens))
    weights = (1 - FALLS * sigmoid(GIVEN_STEEPNESS * (near - GIVEN))).astype(np.float32)
    return np.asarray(weights / weights.sum(), np.float32)


@cache
def head() -> Head:
    """The head that ships with the package."""
    return head_of(values())


def head_of(plain: Mapping[str, Any]) -> Head:
    """A head from its plain values."""
    middle, width, top = (np.array(plain[name], np.float32) for name in ("middle", "width", "top"))
    return Head(middle, width, top, scale_of(plain["covered"]))

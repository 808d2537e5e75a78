"""A whole answer against a whole reference, by the head; then shared among key points.

For rubrics without wordings. The share of the whole is what was fitted; each key point gets the
part that its own tokens' coverage suggests, and the parts add up to the whole.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grader.text.head import Head, Side, answer_side, centred, interaction
from grader.text.prepared import PreparedRubric
from grader.text.reading import Reading
from grader.text.traits import traits

Array = NDArray[np.float64]
# How sharply a point's coverage against the others' moves its own share away from the whole's.
CONTRAST = 8.0
# Recall, centroid cosine, soft coverage; sentence cosine, keywords: they should say the same.
WITNESSES = (0, 2, 4, 9, 11)


@dataclass(frozen=True, slots=True)
class Whole:
    """The `share` of the whole, each point's (points,), and the witnesses' `discord`, 0 and up."""

    share: float
    shares: Array
    discord: float


def weigh(
    prepared: PreparedRubric,
    reading: Reading,
    tokens: NDArray[np.float32],
    allowed: NDArray[np.bool_],
    by: Head,
) -> Whole:
    """What the answer's earning `tokens` (a, d) are worth as a whole; nothing where none may.

    The rubric must be prepared with the encoder that the head was fitted to.
    """
    count = len(prepared.points)
    if prepared.side is None or not len(tokens) or not allowed.any():
        return Whole(0.0, np.zeros(count), 0.0)
    own = answer_side(centred(tokens, prepared.token_mean), prepared.question_centred)
    features = np.concatenate(
        [interaction(prepared.side, own), traits(prepared, reading, allowed)]
    ).astype(np.float32)
    share = by.scale.share(by.logit(features))
    shares = shared_out(share, _covered(prepared, prepared.side, own), prepared.weights)
    return Whole(share, shares, discord(by, features))


def _covered(prepared: PreparedRubric, claim: Side, answer: Side) -> Array:
    """How far each point's tokens are covered (points,), -1..1."""
    best = (claim.tokens @ answer.tokens.T).max(axis=1)
    count = len(prepared.points)
    total = np.bincount(prepared.token_points, claim.weights, count)
    gained = np.bincount(prepared.token_points, claim.weights * best, count)
    return gained / np.maximum(total, 1e-9)


def shared_out(share: float, covered: Array, weights: Array) -> Array:
    """Shares (points,) in 0..1 whose mean by `weights` is `share`, better where more is covered.

    Every point's log odds are its coverage, times CONTRAST, plus one number for all.
    """
    if not 0.0 < share < 1.0 or len(covered) == 1:
        return np.full(len(covered), share)
    own = CONTRAST * (covered - weights @ covered)
    low, high = -30.0, 30.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if weights @ _sigmoid(own + middle) < share else (low, middle)
    return _sigmoid(own + low)


def discord(by: Head, features: NDArray[np.float32]) -> float:
    """How far the witnesses disagree: the standard deviation of what each says, standardised."""
    return float(by.standard(features)[list(WITNESSES)].std())


def _sigmoid(values: Array) -> Array:
    return np.asarray(0.5 * (1 + np.tanh(0.5 * values)))

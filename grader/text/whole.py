"""A whole answer against a whole reference, by the trained head; then shared among key points.

For rubrics without wordings. The share of the whole is what was trained; each key point gets the
part that its own tokens' coverage suggests, and the parts add up to the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grader.text.head import Head, Member, answer_side, centred, interaction
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
    """The `share` of the whole, each point's (points,), the `features` (f,), the `logit` behind
    them and the `discord` of the witnesses: the standard deviation of what single features say."""

    share: float
    shares: Array
    features: Array
    logit: float
    discord: float


def weigh(
    prepared: PreparedRubric,
    reading: Reading,
    tokens: NDArray[np.float32],
    allowed: NDArray[np.bool_],
    by: Head,
) -> Whole:
    """What the answer's earning `tokens` (a, d) are worth as a whole; nothing where none may."""
    count = len(prepared.points)
    if not len(tokens) or not allowed.any():
        return Whole(0.0, np.zeros(count), np.zeros(0), -np.inf, 0.0)
    rows, covered = features(prepared, reading, tokens, allowed, by.members)
    logit = float(np.mean([m.logit(f) for m, f in zip(by.members, rows, strict=True)]))
    share = by.scale.share(logit)
    return Whole(
        share,
        shared_out(share, covered, prepared.weights),
        np.mean(rows, axis=0),
        logit,
        discord(rows, by.members),
    )


def features(
    prepared: PreparedRubric,
    reading: Reading,
    tokens: NDArray[np.float32],
    allowed: NDArray[np.bool_],
    heads: tuple[Member, ...],
) -> tuple[list[NDArray[np.float32]], Array]:
    """Each member's features (f,), and how far each point is covered (points,), 0..1."""
    own = centred(tokens, prepared.token_mean)
    rest = traits(prepared, reading, allowed)
    rows, covered = [], []
    for member, claim in zip(heads, prepared.sides, strict=True):
        answer = answer_side(member, own, prepared.question_centred)
        rows.append(np.concatenate([interaction(member, claim, answer), rest]).astype(np.float32))
        best = (claim.turned @ answer.turned.T).max(axis=1)
        total = np.bincount(prepared.token_points, claim.weights, len(prepared.points))
        gained = np.bincount(prepared.token_points, claim.weights * best, len(prepared.points))
        covered.append(gained / np.maximum(total, 1e-9))
    return rows, np.mean(covered, axis=0)


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


def discord(rows: Sequence[NDArray[np.float32]], heads: Sequence[Member]) -> float:
    """How far the witnesses disagree: the standard deviation of what each says, standardised."""
    standard = [(row - m.middle) / m.scale for row, m in zip(rows, heads, strict=True)]
    return float(np.clip(np.mean(standard, axis=0)[list(WITNESSES)], -4, 4).std())


def _sigmoid(values: Array) -> Array:
    return np.asarray(0.5 * (1 + np.tanh(0.5 * values)))

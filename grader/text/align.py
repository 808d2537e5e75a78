"""How much of a claim an answer's words cover, by token alignment.

Each token of the claim takes its best cosine among the answer's tokens (Sultan et al. 2016 in
spirit, over contextual embeddings); tokens that the question already gives count little
("question demoting"). Token vectors are centred first: raw cosines of e5 all lie near .8.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
# A claim's token at least this near to a token of the question is given away by it.
GIVEN_LOW, GIVEN_HIGH = 0.4, 0.8
GIVEN_WEIGHT = 0.15


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim's centred unit tokens (r, d), how much each counts (r,), and the sum of that."""

    tokens: Array
    weights: Array
    total: np.float32


def claim_of(tokens: Array, question: Array, mean: Array) -> Claim:
    """A claim made ready to be looked for in many answers.

    `tokens` (r, d) and `question` (q, d) are token vectors, `mean` (d,) that of unrelated text.
    """
    centred = centred_tokens(tokens, mean)
    weights = _weights(centred, question, mean)
    return Claim(centred, weights, weights.sum())


def covered(claim: Claim, answer: Array) -> float:
    """The demoted mean of the claim tokens' best cosines, -1..1; 0 where either side is empty.

    `answer` (a, d) are token vectors as `centred_tokens` gives them.
    """
    if not len(claim.tokens) or not len(answer):
        return 0.0
    best = (claim.tokens @ answer.T).max(axis=1)
    return float((claim.weights * best).sum() / claim.total)


def _weights(centred: Array, question: Array, mean: Array) -> Array:
    if not len(question) or not len(centred):
        return np.ones(len(centred), dtype=np.float32)
    nearness = (centred @ centred_tokens(question, mean).T).max(axis=1)
    given = np.clip((nearness - GIVEN_LOW) / (GIVEN_HIGH - GIVEN_LOW), 0.0, 1.0)
    return np.asarray(1 - (1 - GIVEN_WEIGHT) * given, dtype=np.float32)


def centred_tokens(tokens: Array, mean: Array) -> Array:
    """Token vectors (t, d) less the mean of unrelated text, of unit length again."""
    moved = tokens - mean
    norms = np.linalg.norm(moved, axis=1, keepdims=True)
    return np.asarray(moved / np.maximum(norms, 1e-9), dtype=np.float32)

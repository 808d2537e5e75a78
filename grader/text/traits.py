"""What is measured between a whole answer and a whole reference, beside the tokens.

None of these numbers grows with the answer's length by itself; sentence vectors are centred by the
mean of unrelated text, since raw cosines of e5 all lie near .8.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from grader.text.prepared import PreparedRubric, Statements
from grader.text.reading import Reading

Array = NDArray[np.float64]
TRAITS = (
    "sentence",  # cosine of the mean sentence and the mean claim
    "opposition",  # how much nearer sentences are to a contrast made by rule than to the claim
    "denial",  # the share of claims whose nearest sentence denies, and the claim not, or reversed
)
OPPOSITION = 20.0  # cosines of a claim and its contrast differ by hundredths
UNOPPOSED = -0.02  # where no contrast could be made


def traits(prepared: PreparedRubric, reading: Reading, allowed: NDArray[np.bool_]) -> Array:
    """The numbers of TRAITS, in order; zeros where no sentence may earn."""
    chosen = [i for i, s in enumerate(reading.segments) if s.kind == "sentence" and allowed[i]]
    if not chosen:
        return np.zeros(len(TRAITS))
    weights = prepared.weights
    raw = reading.vectors[chosen]
    mean = prepared.background.mean(axis=0)
    said, claimed = _unit(raw - mean), _unit(prepared.claim_vectors - mean)
    nearest = (claimed @ said.T).argmax(axis=1)
    opposed = [_opposition(s, raw[j]) for s, j in zip(prepared.points, nearest, strict=True)]
    denied = [
        float(bool(reading.denials[chosen[j]]) != bool(s.denials[0]))
        for s, j in zip(prepared.points, nearest, strict=True)
    ]
    return np.array(
        [
            _unit(said.mean(axis=0)) @ _unit(weights @ claimed),
            weights @ np.array(opposed) * OPPOSITION,
            weights @ np.array(denied),
        ]
    )


def _opposition(statements: Statements, sentence: NDArray[np.float32]) -> float:
    if not len(statements.wrong):
        return UNOPPOSED
    return float((statements.wrong @ sentence).max() - statements.claim.vector @ sentence)


def _unit(vectors: NDArray[np.float32] | Array) -> NDArray[np.float32]:
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-9), dtype=np.float32)

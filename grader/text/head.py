"""The trained head: how much of a reference an answer covers, over frozen token embeddings.

A late interaction (Khattab and Zaharia 2020, in spirit): tokens are turned by a learned matrix,
each takes its best cosine on the other side, weighted by what it is worth and by whether the
question gives it away; a linear map reads what comes of it. `tests/bench/train_head.py` trains it;
several members with different seeds vote.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from grader.text.scale import Scale, scale

Array = NDArray[np.float32]
FITTED_ENCODER = "multilingual-e5-small"
SOURCE = "head.safetensors"
FARTHEST = 4.0  # standard deviations at which a feature is cut off


@dataclass(frozen=True, slots=True)
class Member:
    """One trained network; all arrays float32.

    Tokens (t, d) are turned by the identity plus `down` (d, k) times `up` (k, d).
    `worth` and `worth_answer` (d + 1,) weigh them, the bias last; `given` and `given_answer` (3,)
    say from which nearness to the question on, how steeply and how far a weight falls; `levels`
    (n,) and `steepness` (1,) count softly what is covered. `top` (f,) weighs the f features after
    `middle` is taken off and they are divided by `scale`; `bias` (1,) is added.
    """

    down: Array
    up: Array
    worth: Array
    worth_answer: Array
    given: Array
    given_answer: Array
    levels: Array
    steepness: Array
    middle: Array
    scale: Array
    top: Array
    bias: Array

    def turned(self, tokens: Array) -> Array:
        """Tokens (t, d) as unit rows in the member's own space."""
        return _unit(tokens + (tokens @ self.down) @ self.up)

    def logit(self, features: Array) -> float:
        """What the member makes of the features (f,): any number, more is better."""
        standard = np.clip((features - self.middle) / self.scale, -FARTHEST, FARTHEST)
        return float(standard @ self.top + self.bias[0])


@dataclass(frozen=True, slots=True)
class Side:
    """One side's tokens as a member sees them: `turned` (t, d) unit rows, `weights` (t,)."""

    turned: Array
    weights: Array


def claim_side(member: Member, tokens: Array, question: Array) -> Side:
    """A reference's centred tokens (t, d), beside the question's (q, d)."""
    return Side(member.turned(tokens), _weights(tokens, question, member.worth, member.given))


def answer_side(member: Member, tokens: Array, question: Array) -> Side:
    """An answer's centred tokens (t, d), beside the question's (q, d)."""
    weights = _weights(tokens, question, member.worth_answer, member.given_answer)
    return Side(member.turned(tokens), weights)


def interaction(member: Member, claim: Side, answer: Side) -> Array:
    """Recall, precision, centroid cosine, and what is covered of either side at each level."""
    cosines = claim.turned @ answer.turned.T
    covered, used = cosines.max(axis=1), cosines.max(axis=0)
    ours, theirs = claim.weights / claim.weights.sum(), answer.weights / answer.weights.sum()
    centre = _unit(ours @ claim.turned) @ _unit(theirs @ answer.turned)
    soft = _soft(covered, member) @ ours
    soft_used = _soft(used, member) @ theirs
    return np.array([covered @ ours, used @ theirs, centre, *soft, *soft_used], np.float32)


def centred(tokens: Array, mean: Array) -> Array:
    """Unit token vectors with the mean of unrelated text taken away, unit again."""
    return _unit(tokens - mean)


def _soft(best: Array, member: Member) -> Array:
    return _sigmoid(member.steepness * (best[None, :] - member.levels[:, None]))


def _weights(tokens: Array, question: Array, worth: Array, given: Array) -> Array:
    own = np.logaddexp(0.0, tokens @ worth[:-1] + worth[-1]).astype(np.float32)
    near = (tokens @ question.T).max(axis=1) if len(question) else np.zeros(len(tokens))
    falls = _sigmoid(4 * given[2:3])
    return np.asarray(own * (1 - falls * _sigmoid(given[1] * (near - given[0]))), np.float32)


def _sigmoid(values: Array | NDArray[np.float64]) -> Array:
    return np.asarray(0.5 * (1 + np.tanh(0.5 * values)), dtype=np.float32)


def _unit(vectors: Array) -> Array:
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-9), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Head:
    """The members that vote, and the scale that their mean logit is read on."""

    members: tuple[Member, ...]
    scale: Scale


@cache
def head() -> Head:
    """The head that ships with the package."""
    from safetensors.numpy import load

    return Head(members_of(load(_source())), scale())


def members_of(tensors: Mapping[str, NDArray[np.generic]]) -> tuple[Member, ...]:
    """The members in a file's tensors, named `0.down`, `0.up`, … `1.down`, …"""
    count = len({name.split(".")[0] for name in tensors})
    return tuple(
        Member(**{f: tensors[f"{i}.{f}"].astype(np.float32) for f in Member.__slots__})
        for i in range(count)
    )


@cache
def head_digest() -> str:
    """Names the members, for a grade's provenance."""
    return hashlib.sha256(_source()).hexdigest()[:12]


def _source() -> bytes:
    return resources.files("grader.text").joinpath(SOURCE).read_bytes()

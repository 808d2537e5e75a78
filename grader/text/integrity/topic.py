"""What an answer is about: this question, another one of the bank, or nothing of the kind.

Whole sentences are compared by their vectors. Everyone who answers comes near something that the
rubric says, right or wrong; fluent text about other things is no nearer to it than to
sentences about other things.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

import numpy as np
from numpy.typing import NDArray

from grader.model import Rubric
from grader.text.encoder import Encoder
from grader.text.integrity.lists import size
from grader.text.normalise import normalise
from grader.text.prepared import PreparedRubric
from grader.text.reading import Reading

Array = NDArray[np.float32]
# As cosines of e5: hardly nearer to the rubric than to unrelated text is off the topic, and nearer
# to another question by this is an answer to it. Who answers a question whose statements are
# many, right and wrong ones, comes nearer to some; among many others one is near by chance.
OFF_TOPIC, OFF_TOPIC_OF_MANY = 0.012, 0.035
OTHER_QUESTION, BY_CHANCE, OTHER_QUESTION_OF_MANY = 0.03, 0.006, 0.005
# A text of so many sentences, so much of which is about other things, is filled up.
FILLED, LEAST_SENTENCES = 0.4, 3
# A few words are about nothing in particular; in Chinese characters.
LEAST_SIZE = 14.0
# A claim of another question as near as this to one of this question is no other claim.
SHARED_CLAIM = 0.93
UNRELATED = 3


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """What the other questions of a bank want to hear: `claims` (n, d), `owners` (n,) their ids.

    The claims of one question stand together.
    """

    claims: Array
    owners: tuple[str, ...]


def neighbours(rubrics: Sequence[Rubric], encoder: Encoder) -> Neighbours:
    """The claims of every text rubric, encoded in one call; they are cached like any statement."""
    told = [
        (rubric.question.id, normalise(point.requirement).text.strip() or "?")
        for rubric in rubrics
        for point in rubric.key_points
    ]
    encodings = encoder.encode([text for _, text in told]) if told else []
    width = encodings[0].vector.shape[0] if encodings else 0
    vectors = [encoding.vector for encoding in encodings]
    claims = np.stack(vectors) if vectors else np.zeros((0, width), np.float32)
    return Neighbours(claims, tuple(owner for owner, _ in told))


def is_off_topic(prepared: PreparedRubric, reading: Reading) -> bool:
    """Whether no sentence of some length is about the question."""
    least = OFF_TOPIC_OF_MANY if _has_many(prepared) else OFF_TOPIC
    return size(reading.normal.text) >= LEAST_SIZE and on_topic(prepared, reading) < least


def answers_another(prepared: PreparedRubric, reading: Reading, others: Neighbours) -> bool:
    """Whether the sentences are an answer to another question of the bank."""
    if size(reading.normal.text) < LEAST_SIZE:
        return False
    by_chance = OTHER_QUESTION + BY_CHANCE * log(max(1, len(set(others.owners))))
    least = OTHER_QUESTION_OF_MANY if _has_many(prepared) else by_chance
    return nearer_question(prepared, reading, others)[1] > least


def is_filled(prepared: PreparedRubric, reading: Reading) -> bool:
    """Whether a good part of some sentences is about anything but the question."""
    told = [s for s in reading.segments if s.kind == "sentence"]
    if len(told) < LEAST_SENTENCES or size(reading.normal.text) < LEAST_SIZE:
        return False
    sizes = np.array([size(reading.text_of(s)) for s in told])
    strange = _beyond_unrelated(prepared, _sentences(reading)) < OFF_TOPIC
    return float(sizes @ strange) >= FILLED * float(sizes.sum())


def _has_many(prepared: PreparedRubric) -> bool:
    """Whether the rubric says much, right and wrong; known for the default encoder only."""
    return prepared.depths is not None and all(p.can_contrast for p in prepared.points)


def on_topic(prepared: PreparedRubric, reading: Reading) -> float:
    """How much nearer the nearest sentence is to the rubric than to unrelated text, as a cosine."""
    return float(_beyond_unrelated(prepared, _sentences(reading)).max())


def _beyond_unrelated(prepared: PreparedRubric, vectors: Array) -> Array:
    """How much nearer each sentence is to the rubric than to unrelated text, as cosines."""
    cosines = np.sort(vectors @ prepared.background.T, axis=1)
    return np.asarray(_nearest_own(prepared, vectors) - cosines[:, -UNRELATED:].mean(axis=1))


def nearer_question(
    prepared: PreparedRubric, reading: Reading, others: Neighbours
) -> tuple[str, float]:
    """The other question that the sentences come nearest to, and by how much nearer than to this.

    The difference is a cosine, below 0 for most; ("", -1) where there is no other question.
    """
    rivals = _rivals(prepared, others)
    if not rivals.names:
        return "", -1.0
    vectors = _sentences(reading)
    own = float(_nearest_own(prepared, vectors).mean())
    nearest = np.maximum.reduceat(vectors @ rivals.claims.T, rivals.starts, axis=1)
    reached = np.ascontiguousarray(nearest.T).mean(axis=1)
    best = int(np.argmax(reached))
    return rivals.names[best], float(reached[best]) - own


@dataclass(frozen=True, slots=True)
class _Rivals:
    """The `claims` (n, d) that are not also this question's: of `names[i]` from `starts[i]` on."""

    claims: Array
    names: tuple[str, ...]
    starts: tuple[int, ...]


@lru_cache(maxsize=1024)
def _rivals(prepared: PreparedRubric, others: Neighbours) -> _Rivals:
    if not others.owners:
        return _Rivals(others.claims, (), ())
    own_id = prepared.rubric.question.id
    apart = _nearest_own(prepared, others.claims) < SHARED_CLAIM
    kept = [i for i, own in enumerate(others.owners) if own != own_id and apart[i]]
    owners = [others.owners[i] for i in kept]
    starts = [at for at in range(len(owners)) if at == 0 or owners[at] != owners[at - 1]]
    return _Rivals(others.claims[kept], tuple(owners[at] for at in starts), tuple(starts))


def _nearest_own(prepared: PreparedRubric, vectors: Array) -> Array:
    """Each sentence's cosine with the nearest statement of the rubric, right or wrong, or the
    question."""
    return np.asarray((vectors @ _said(prepared).T).max(axis=1), dtype=np.float32)


@lru_cache(maxsize=1024)
def _said(prepared: PreparedRubric) -> Array:
    """Every statement of the rubric and its question (n, d)."""
    criteria = (*prepared.points, *prepared.misconceptions)
    parts = [prepared.question, *(part for s in criteria for part in (s.right, s.wrong))]
    return np.concatenate([part for part in parts if len(part)])


def _sentences(reading: Reading) -> Array:
    whole = [s.kind == "sentence" for s in reading.segments]
    return reading.vectors[whole] if any(whole) else reading.vectors

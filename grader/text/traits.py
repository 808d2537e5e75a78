"""What is measured between a whole answer and a whole reference, beside the tokens.

Eight numbers, none of which grows with the answer's length by itself; sentence vectors are
centred by the mean of unrelated text, since raw cosines of e5 all lie near .8.
"""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from grader.model import KeyPoint, Rubric
from grader.text.keywords import coverage
from grader.text.normalise import normalise
from grader.text.prepared import PreparedRubric, Statements
from grader.text.reading import Reading

Array = NDArray[np.float64]
TRAITS = (
    "sentence",  # cosine of the mean sentence and the mean claim
    "claims",  # each claim's nearest sentence, the mean by weight
    "keywords",  # the share of the claims' terms that the answer uses
    "opposition",  # how much nearer those sentences are to a contrast made by rule
    "denial",  # the share of claims whose nearest sentence denies, and the claim not, or reversed
    "asked",  # cosine of the mean sentence and the question
    "numbers",  # the share of the answer's numbers that the claims do not have
    "letters",  # the share of the claims' letter groups in the answer, the question's demoted
)
OPPOSITION = 20.0  # cosines of a claim and its contrast differ by hundredths
UNOPPOSED = -0.02  # where no contrast could be made
GIVEN_LETTERS = 0.2  # what a group counts that stands in the question
WORD = re.compile(r"[^\W_\u3400-\u9fff]+")
HAN = re.compile(r"[\u3400-\u9fff]+")
NUMBER = re.compile(r"\d+(?:\.\d+)?")


def traits(prepared: PreparedRubric, reading: Reading, allowed: NDArray[np.bool_]) -> Array:
    """The numbers of TRAITS, in order; zeros where no sentence may earn."""
    chosen = [i for i, s in enumerate(reading.segments) if s.kind == "sentence" and allowed[i]]
    if not chosen:
        return np.zeros(len(TRAITS))
    weights = prepared.weights
    raw = reading.vectors[chosen]
    mean = prepared.background.mean(axis=0)
    said, claimed = _unit(raw - mean), _unit(prepared.claim_vectors - mean)
    cosines = claimed @ said.T
    middle = _unit(said.mean(axis=0))
    nearest = cosines.argmax(axis=1)
    opposed = [_opposition(s, raw[j]) for s, j in zip(prepared.points, nearest, strict=True)]
    denied = [
        float(bool(reading.denials[chosen[j]]) != bool(s.denials[0]))
        for s, j in zip(prepared.points, nearest, strict=True)
    ]
    text = "\n".join(reading.text_of(reading.segments[i]) for i in chosen)
    asked = float(middle @ _unit(prepared.question[0] - mean)) if len(prepared.question) else 0.0
    return np.array(
        [
            middle @ _unit(weights @ claimed),
            weights @ cosines.max(axis=1),
            weights @ _keyword_shares(prepared, text),
            weights @ np.array(opposed) * OPPOSITION,
            weights @ np.array(denied),
            asked,
            _strange_numbers(text, prepared.rubric.key_points),
            _shared_letters(text, prepared.rubric),
        ]
    )


def _opposition(statements: Statements, sentence: NDArray[np.float32]) -> float:
    if not len(statements.wrong):
        return UNOPPOSED
    return float((statements.wrong @ sentence).max() - statements.claim.vector @ sentence)


def _keyword_shares(prepared: PreparedRubric, text: str) -> Array:
    points = prepared.rubric.key_points
    return np.array([coverage(text, p.keywords).share if p.keywords else 0.0 for p in points])


def _strange_numbers(text: str, points: tuple[KeyPoint, ...]) -> float:
    said = set(NUMBER.findall(text))
    known = set(NUMBER.findall(" ".join(point.requirement for point in points)))
    return len(said - known) / len(said) if said and known else 0.0


def _shared_letters(text: str, rubric: Rubric) -> float:
    wanted, asked = _letters_wanted(rubric)
    own = letter_groups(text)
    weights = {group: GIVEN_LETTERS if group in asked else 1.0 for group in wanted}
    total = sum(weights.values())
    return sum(w for group, w in weights.items() if group in own) / total if total else 0.0


@lru_cache(maxsize=512)
def _letters_wanted(rubric: Rubric) -> tuple[tuple[str, ...], frozenset[str]]:
    claims = "\n".join(normalise(point.requirement).text for point in rubric.key_points)
    wanted = tuple(sorted(letter_groups(claims)))  # sorted: sums must not depend on hashing
    return wanted, letter_groups(normalise(rubric.question.text).text)


def letter_groups(text: str) -> frozenset[str]:
    """Three letters in a row of each word, its borders counting as letters; two Han in a row."""
    words = [f" {word} " for word in WORD.findall(text.lower())]
    threes = {w[i : i + 3] for w in words for i in range(max(1, len(w) - 2))}
    return frozenset(
        threes | {h[i : i + 2] for h in HAN.findall(text) for i in range(max(1, len(h) - 1))}
    )


def _unit(vectors: NDArray[np.float32] | Array) -> NDArray[np.float32]:
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-9), dtype=np.float32)

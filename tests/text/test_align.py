"""Token recall: how much of a claim an answer's words cover."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from grader.text.align import Array, centred_tokens, claim_of, covered

WIDTH = 5
MEAN = np.full(WIDTH, 0.05, np.float32)
NOTHING = np.zeros((0, WIDTH), np.float32)


def recall(claim: Array, answer: Array, question: Array, mean: Array) -> float:
    """How much of a claim's tokens an answer's cover."""
    return covered(claim_of(claim, question, mean), centred_tokens(answer, mean))


def tokens(least: int = 0) -> st.SearchStrategy[Array]:
    """Up to four rows of numbers that no mean takes to zero."""
    rows = st.integers(least, 4)
    values = st.integers(-8, 8).map(lambda n: n / 8)
    return rows.flatmap(lambda n: arrays(np.float32, (n, WIDTH), elements=values))


@settings(deadline=None)
@given(tokens(), tokens(), tokens())
def test_recall_is_a_cosine(claim: Array, answer: Array, question: Array) -> None:
    """Whatever the vectors, the result is in -1..1."""
    assert abs(recall(claim, answer, question, MEAN)) <= 1 + 1e-6


@settings(deadline=None)
@given(tokens(1), tokens(), tokens())
def test_a_text_that_holds_the_claim_recalls_all_of_it(
    claim: Array, more: Array, question: Array
) -> None:
    """Identical tokens give 1, with other tokens or a question beside them."""
    assert recall(claim, claim, question, MEAN) == pytest.approx(1, abs=1e-5)
    both = np.concatenate([more, claim])
    assert recall(claim, both, question, MEAN) == pytest.approx(1, abs=1e-5)


def test_nothing_recalls_nothing() -> None:
    """An empty side gives 0."""
    some = np.eye(WIDTH, dtype=np.float32)
    assert recall(some, NOTHING, NOTHING, MEAN) == 0
    assert recall(NOTHING, some, NOTHING, MEAN) == 0


def test_words_that_the_question_gives_count_little() -> None:
    """Repeating the question's half of a claim earns less than adding the other half."""
    claim = np.eye(WIDTH, dtype=np.float32)[:2]
    given_away, added = claim[:1], claim[1:]
    zero = np.zeros(WIDTH, np.float32)
    assert recall(claim, given_away, NOTHING, zero) == pytest.approx(0.5)
    assert recall(claim, given_away, given_away, zero) == pytest.approx(0.15 / 1.15)
    assert recall(claim, added, given_away, zero) == pytest.approx(1 / 1.15)

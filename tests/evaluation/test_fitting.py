"""Laws of a calibration: identity without labels, monotone, on the scale, in any order."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.evaluation.fitted import GRID, Graded
from grader.evaluation.fitting import STAGES, balanced, fit
from grader.evaluation.shrinkage import Shrinkage
from grader.text.calibration import mapped

BY = Shrinkage()


def answers(seed: int, count: int, questions: int = 3, harsh: float = 0.0) -> Graded:
    """Random graded answers; people give `harsh` less than the machine, and like answers alike."""
    rng = np.random.default_rng(seed)
    vectors = rng.normal(size=(count, 8))
    vectors[:, 0] += 3
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    machine = rng.random(count)
    human = np.clip(machine - harsh + 0.4 * vectors[:, 1], 0, 1)
    return Graded(machine, human, vectors, rng.integers(0, questions, count), np.zeros(count))


@pytest.mark.parametrize("stage", STAGES)
def test_without_labels_nothing_changes(stage: str) -> None:
    """A calibration by no answers is the identity."""
    made = fit(answers(0, 0), stage, BY)
    tried = answers(1, 50)
    assert np.allclose(made.predict(tried), tried.machine)


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 999), st.integers(1, 40), st.sampled_from(STAGES), st.floats(-0.9, 0.9))
def test_maps_rise_and_stay_on_the_scale(seed: int, count: int, stage: str, harsh: float) -> None:
    """Every map is non-decreasing from 0 to 1, whatever the labels; so is every share."""
    made = fit(answers(seed, count, harsh=harsh), stage, BY)
    for knots in (made.knots, *(part.knots for part in made.questions.values())):
        assert (np.diff(knots) >= 0).all()
        assert knots[0] >= 0
        assert knots[-1] <= 1
    shares = made.predict(answers(seed + 1, 60))
    assert ((shares >= 0) & (shares <= 1)).all()


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 999), st.sampled_from(STAGES))
def test_the_order_of_the_answers_is_nothing(seed: int, stage: str) -> None:
    """The same answers in another order make the same calibration, bit for bit."""
    graded = answers(seed, 24)
    mixed = graded.at(np.random.default_rng(seed).permutation(24))
    first, second = fit(graded, stage, BY), fit(mixed, stage, BY)
    assert np.array_equal(first.knots, second.knots)
    assert first.length == second.length
    for number, part in first.questions.items():
        assert np.array_equal(part.knots, second.questions[number].knots)
        assert np.array_equal(part.weights, second.questions[number].weights)


def test_no_evidence_stays_no_points() -> None:
    """People who give full marks for anything do not raise an answer that says nothing."""
    graded = answers(3, 60)
    kind = replace(graded, human=np.ones(60))
    for stage in STAGES:
        made = fit(kind, stage, BY)
        for knots in (made.knots, *(part.knots for part in made.questions.values())):
            assert mapped(0.0, knots) == 0
            assert mapped(0.02, knots) < 0.15
            assert mapped(0.6, knots) > 0.6


def test_more_labels_are_trusted_more() -> None:
    """Harsh people pull a map down, further with more answers, and never beyond their scores."""
    pulled = [1 - mapped(0.5, fit(answers(4, n, 1, 0.3), "bank", BY).knots) for n in (3, 30, 300)]
    assert 0.5 < pulled[0] < pulled[1] < pulled[2] < 0.85


def test_a_question_has_its_own_people() -> None:
    """Two questions of opposite severity are moved apart."""
    graded = answers(5, 40, 2)
    shift = np.where(graded.questions == 0, -0.3, 0.3)
    made = fit(replace(graded, human=np.clip(graded.machine + shift, 0, 1)), "question", BY)
    assert mapped(0.5, made.questions[0].knots) < mapped(0.5, made.questions[1].knots) - 0.3


def test_like_answers_get_like_scores() -> None:
    """The smoothing moves an answer towards the score of its double."""
    graded = answers(6, 20, 1)
    made = fit(graded, "smoothed", BY)
    error = np.abs(made.predict(graded) - graded.human).mean()
    assert error < 0.7 * np.abs(fit(graded, "question", BY).predict(graded) - graded.human).mean()


def test_rare_scores_weigh_more() -> None:
    """The one low score among nine weighs more, all weigh one on average, none without balance."""
    human = np.array([0.0] + [1.0] * 9)
    weights = balanced(human, 0.5)
    assert weights[0] == pytest.approx(3 * weights[1])
    assert weights.mean() == pytest.approx(1)
    assert (balanced(human, 0) == 1).all()


def test_very_many_answers_are_thinned() -> None:
    """A question keeps some hundreds of answers for its smoothing, and still moves."""
    made = fit(answers(7, 900, 1, 0.3), "smoothed", BY)
    assert len(made.questions[0].weights) == 400
    assert made.questions[0].answers == 900
    assert mapped(0.6, made.questions[0].knots) < GRID[60]


def test_blank_answers_teach_nothing_and_stay() -> None:
    """An answer without a vector changes no map, and no map changes it."""
    graded = answers(8, 30, 1, 0.3)
    empty = np.zeros((9, 8), np.float32)
    nothing = Graded(np.zeros(9), np.ones(9), empty, np.zeros(9, int), np.zeros(9))
    both = Graded(
        *(
            np.concatenate([getattr(graded, name), getattr(nothing, name)])
            for name in ("machine", "human", "vectors", "questions", "unsure")
        )
    )
    made = fit(both, "smoothed", BY)
    assert np.array_equal(made.knots, fit(graded, "smoothed", BY).knots)
    assert (made.predict(nothing) == 0).all()

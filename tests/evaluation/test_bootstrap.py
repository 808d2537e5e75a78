"""Intervals: the same for the same seed, by questions where there are many, quick."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from grader.evaluation.agreement import pearson, rmse
from grader.evaluation.bootstrap import Plan, figures

RNG = np.random.default_rng(0)
HUMAN = RNG.random(300)
MACHINE = np.clip(HUMAN + RNG.normal(0, 0.2, 300), 0, 1)


def interval(groups: object, seed: int = 0) -> tuple[float, float]:
    """The interval of r over the groups."""
    plan = Plan(np.asarray(groups), repeats=300, seed=seed)
    (figure,) = figures([partial(pearson, HUMAN, MACHINE)], plan, [""])
    assert figure.low is not None
    assert figure.high is not None
    return figure.low, figure.high


def test_the_seed_decides() -> None:
    """The same seed gives the same interval, another one another."""
    assert interval(np.zeros(300, int)) == interval(np.zeros(300, int))
    assert interval(np.zeros(300, int)) != interval(np.zeros(300, int), seed=1)


def test_the_value_is_inside() -> None:
    """An interval holds the figure that it belongs to."""
    low, high = interval(np.zeros(300, int))
    assert low < float(pearson(HUMAN, MACHINE)) < high


@pytest.mark.parametrize(("questions", "unit"), [(9, "answer"), (10, "question")])
def test_what_is_drawn(questions: int, unit: str) -> None:
    """From ten questions on whole questions are drawn."""
    assert Plan(np.arange(300) % questions).unit == unit


def test_whole_questions_stay_together() -> None:
    """Every answer to a question is drawn as often as the others to it."""
    groups = np.arange(300) // 25
    for block in Plan(groups, repeats=20).draws():
        for row in block:
            assert all(len(set(row[groups == group])) == 1 for group in set(groups))
            assert row.sum() == 300


def test_draws_of_answers_have_the_size_of_the_data() -> None:
    """A resample has as many answers as there are, in blocks that hold all repeats."""
    blocks = list(Plan(np.zeros(70_000, int), repeats=50).draws())
    assert len(blocks) > 1
    assert sum(len(block) for block in blocks) == 50
    assert all((block.sum(axis=1) == 70_000).all() for block in blocks)


def test_few_answers_have_no_interval() -> None:
    """Below ten answers there is a value and no interval."""
    plan = Plan(np.zeros(5, int))
    (figure,) = figures([partial(rmse, HUMAN[:5], MACHINE[:5])], plan, [""])
    assert figure.value is not None
    assert figure.low is None


def test_an_undefined_figure_says_why() -> None:
    """A figure without a value has the reason that was given for it."""
    constant = np.full(300, 0.5)
    plan = Plan(np.zeros(300, int), repeats=10)
    (figure,) = figures([partial(pearson, constant, MACHINE)], plan, ["constant_human_scores"])
    assert (figure.value, figure.low, figure.reason) == (None, None, "constant_human_scores")

"""Figures of agreement against other implementations, by hand, and by their laws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import spearmanr
from sklearn.metrics import cohen_kappa_score, f1_score

from grader.evaluation.agreement import (
    adjacent,
    exact,
    macro_f1,
    pearson,
    qwk,
    rmse,
    smd,
    spearman,
    weighted_rmse,
)
from grader.evaluation.questions import within_questions

RNG = np.random.default_rng(5)
HUMAN = RNG.integers(0, 6, 80).astype(float)
MACHINE = np.clip(HUMAN + RNG.integers(-2, 3, 80), 0, 5).astype(float)
STEPS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=3, max_size=30)


def test_weighted_rmse_by_hand() -> None:
    """Three answers in the lowest tenth and one in the highest count as halves."""
    human, machine = [0.0, 0.05, 0.05, 1.0], [0.1, 0.05, 0.25, 0.6]
    low = (0.1**2 + 0.0**2 + 0.2**2) / 3
    high = 0.4**2 / 1
    assert float(weighted_rmse(human, machine)) == pytest.approx(((low + high) / 2) ** 0.5)


def test_weighted_rmse_puts_the_ends_into_their_bins() -> None:
    """A tenth opens its own bin, and full marks share the last with .9."""
    bins = float(weighted_rmse([0.1, 0.3, 0.9, 1.0], [0.2, 0.3, 0.9, 1.0]))
    assert bins == pytest.approx((0.1**2 / 3) ** 0.5)


def test_kappa_rank_and_f1_agree_with_other_implementations() -> None:
    """QWK and macro-F1 are scikit-learn's, Spearman's rho is scipy's."""
    kappa = cohen_kappa_score(HUMAN.astype(int), MACHINE.astype(int), weights="quadratic")
    assert float(qwk(HUMAN, MACHINE)) == pytest.approx(kappa)
    assert float(spearman(HUMAN, MACHINE)) == pytest.approx(spearmanr(HUMAN, MACHINE)[0])
    passed = (HUMAN >= 3).astype(float), (MACHINE >= 3).astype(float)
    assert float(macro_f1(*passed)) == pytest.approx(f1_score(*passed, average="macro"))


def test_mean_difference_is_of_the_human_spread() -> None:
    """A machine that gives one more than people do is off by one over their deviation."""
    assert float(smd(HUMAN, HUMAN + 1)) == pytest.approx(1 / HUMAN.std())


def test_steps_apart() -> None:
    """Exact counts the same step, adjacent one apart as well."""
    human, machine = [0, 1, 2, 3], [0, 2, 2, 1]
    assert float(exact(human, machine)) == 0.5
    assert float(adjacent(human, machine)) == 0.75


@pytest.mark.parametrize("figure", [pearson, spearman, rmse, qwk, smd, exact, adjacent])
def test_weights_are_repetitions(figure) -> None:  # type: ignore[no-untyped-def]
    """An answer of weight k counts as k answers do; a block of weights gives a figure a row."""
    counts = np.random.default_rng(1).integers(0, 4, (3, len(HUMAN)))
    found = figure(HUMAN, MACHINE, counts)
    for row, value in zip(counts, found, strict=True):
        repeated = np.repeat(HUMAN, row), np.repeat(MACHINE, row)
        assert value == pytest.approx(float(figure(*repeated)))


@pytest.mark.parametrize("figure", [pearson, spearman, qwk, smd])
@pytest.mark.parametrize("human", [[], [1.0], [0.3] * 50])
def test_what_does_not_vary_has_no_figure(figure, human: list[float]) -> None:  # type: ignore[no-untyped-def]
    """Constant human scores give nan without a warning, not nought."""
    machine = np.linspace(0, 1, len(human))
    assert np.isnan(float(figure(human, machine)))


def test_a_machine_that_says_the_same_has_no_correlation() -> None:
    """A constant machine has no r; its kappa is nought, for it is defined."""
    machine = np.full(len(HUMAN), 2.0)
    assert np.isnan(float(pearson(HUMAN, machine)))
    assert float(qwk(HUMAN, machine)) == pytest.approx(0)


def test_one_kind_of_verdict_has_no_f1() -> None:
    """Where people passed everything there is no F1 of failing."""
    assert np.isnan(float(macro_f1([1, 1, 1], [1, 0, 1])))


@given(STEPS)
def test_bounds_and_symmetry(pairs: list[tuple[int, int]]) -> None:
    """r and kappa stay in -1..1, and r does not ask who is who."""
    human, machine = np.array(pairs, dtype=float).T
    for figure in (pearson, spearman, qwk):
        value = float(figure(human, machine))
        assert np.isnan(value) or -1 - 1e-9 <= value <= 1 + 1e-9
    there, back = float(pearson(human, machine)), float(pearson(machine, human))
    assert there == pytest.approx(back, nan_ok=True)


@given(STEPS, st.integers(1, 9))
def test_a_scale_changes_no_correlation(pairs: list[tuple[int, int]], factor: int) -> None:
    """r is the same in points and in shares."""
    human, machine = np.array(pairs, dtype=float).T
    value = float(pearson(human, machine))
    assert float(pearson(human * factor, machine)) == pytest.approx(value, nan_ok=True)


def test_within_questions_sees_no_difference_between_them() -> None:
    """Questions of other difficulty make an r over all answers, and none within."""
    human = np.array([0.1, 0.2, 0.3, 0.7, 0.8, 0.9])
    machine = np.array([0.2, 0.1, 0.2, 0.8, 0.7, 0.8])
    questions = [0, 0, 0, 1, 1, 1]
    assert float(pearson(human, machine)) > 0.9
    assert float(within_questions(human, machine, questions)) == pytest.approx(0, abs=1e-9)


def test_within_questions_by_weights() -> None:
    """It is Pearson's r of what is left when each question's mean is taken off."""
    questions = np.arange(len(HUMAN)) % 4
    counts = np.random.default_rng(2).integers(1, 3, len(HUMAN))
    h, m, q = (np.repeat(a, counts) for a in (HUMAN, MACHINE, questions))
    for number in range(4):
        h[q == number] -= h[q == number].mean()
        m[q == number] -= m[q == number].mean()
    found = float(within_questions(HUMAN, MACHINE, questions, counts))
    assert found == pytest.approx(np.corrcoef(h, m)[0, 1])


def test_within_questions_of_nothing() -> None:
    """No answers, or questions with one answer each, have no figure."""
    assert np.isnan(float(within_questions([], [], [])))
    assert np.isnan(float(within_questions([0.1, 0.9], [0.2, 0.8], [0, 1])))

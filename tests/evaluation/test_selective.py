"""What may be graded alone: the largest share that is good enough, and the curve."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.evaluation.agreement import qwk
from grader.evaluation.selective import coverage_at_qwk, risk_coverage

HUMAN = np.array([0, 2, 0, 2, 1, 1, 0, 2], dtype=float)
MACHINE = np.array([0, 2, 0, 2, 1, 2, 2, 0], dtype=float)
SURE = np.array([0.9, 0.9, 0.8, 0.8, 0.7, 0.6, 0.5, 0.4])


def test_the_sure_part_is_kept() -> None:
    """The first six answers agree well enough, the last two are wrong."""
    expected = float(qwk(HUMAN[:6], MACHINE[:6]))
    assert float(coverage_at_qwk(HUMAN, MACHINE, SURE, target=expected)) == 6 / 8
    assert float(coverage_at_qwk(HUMAN, MACHINE, SURE, target=1.0)) == 5 / 8


def test_answers_of_equal_confidence_stay_together() -> None:
    """One confidence for all leaves the choice of everything or nothing."""
    same = np.full(len(HUMAN), 0.5)
    assert float(coverage_at_qwk(HUMAN, MACHINE, same, target=0.9)) == 0
    assert float(coverage_at_qwk(HUMAN, HUMAN, same, target=0.9)) == 1


def test_without_spread_there_is_no_share() -> None:
    """Constant human scores have no kappa, so no share either."""
    found = coverage_at_qwk(np.ones(8), MACHINE, SURE, target=0.5)
    assert np.isnan(float(found))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.floats(0, 1)), min_size=3))
def test_shares_fall_with_the_target(rows: list[tuple[int, int, float]]) -> None:
    """A higher target never lets more answers through, and weights of one change nothing."""
    h, m, sure = np.array(rows, dtype=float).T
    shares = [float(coverage_at_qwk(h, m, sure, target=t)) for t in (0.2, 0.5, 0.8)]
    assert np.isnan(shares[0]) or shares == sorted(shares, reverse=True)
    weighted = float(coverage_at_qwk(h, m, sure, np.ones(len(h)), target=0.5))
    assert weighted == pytest.approx(shares[1], nan_ok=True)


def test_the_curve_ends_with_all_answers() -> None:
    """Coverage rises to one, where the figures are those of all answers."""
    points = risk_coverage(HUMAN / 2, MACHINE / 2, SURE, (HUMAN, MACHINE))
    shares = [point.coverage for point in points]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert points[-1].qwk == pytest.approx(float(qwk(HUMAN, MACHINE)))
    assert risk_coverage([], [], [], ([], [])) == []

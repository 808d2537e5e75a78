"""Steps of scores are seen in the scores."""

from __future__ import annotations

import numpy as np
import pytest

from grader.evaluation.steps import Steps, choose_steps, find_steps


@pytest.mark.parametrize(
    ("shares", "count", "source"),
    [
        ([0, 1, 1, 0], 1, "found"),
        ([0, 0.5, 1], 2, "found"),
        ([0, 0.33, 0.67, 1], 3, "found"),
        ([0, 0.25, 0.5], 4, "found"),
        ([0.1, 0.3, 1], 10, "found"),
        ([0.05, 0.55, 0.9], 20, "found"),
        ([0.0909, 0.2093, 0.2558, 0.2955], 10, "fallback"),
        ([], 10, "fallback"),
    ],
)
def test_the_fewest_steps_that_fit(shares: list[float], count: int, source: str) -> None:
    """Halves, thirds, tenths and twentieths are found; odd scores are put into tenths."""
    assert find_steps(shares) == Steps(count, source)


def test_numbers_of_steps_round_half_up_and_stay_on_the_scale() -> None:
    """Shares become whole numbers from nought to the count."""
    numbers = Steps(4, "given").number([-0.2, 0.0, 0.124, 0.125, 0.6, 1.0, 1.3])
    assert numbers.tolist() == [0, 0, 0, 1, 2, 4, 4]


def test_given_steps_win() -> None:
    """What the user says is not looked up in the data."""
    assert choose_steps(np.array([0, 1.0]), 5) == Steps(5, "given")
    assert choose_steps(np.array([0, 1.0]), None) == Steps(1, "found")

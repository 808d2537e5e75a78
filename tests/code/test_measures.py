"""The measures: laws that they keep, and known values."""

from __future__ import annotations

import numpy as np
import pytest

from grader.code.measures import (
    are_probabilities,
    cross_entropy,
    errors_by_lag,
    gaussian_kl,
    persistence,
    sliced_wasserstein,
    spread,
    unigram_entropy,
)

RNG = np.random.default_rng(0)


def test_a_sample_is_at_no_distance_from_itself() -> None:
    """And at some from a shifted one, by about the shift for a shift of every pixel."""
    sample = RNG.normal(size=(64, 5, 5))
    assert sliced_wasserstein(sample, sample[::-1], np.random.default_rng(1)) == pytest.approx(0)
    assert sliced_wasserstein(sample, sample + 1, np.random.default_rng(1)) > 0.3


def test_spread_is_zero_where_all_are_alike() -> None:
    """One image many times."""
    assert spread(np.ones((5, 3, 3))) == 0
    assert spread(RNG.normal(size=(500, 9))) == pytest.approx(1, abs=0.1)


def test_kl_of_the_prior_is_zero_and_known_elsewhere() -> None:
    """Half the squared mean for unit variance."""
    zeros = np.zeros((4, 3))
    assert gaussian_kl(zeros, zeros) == 0
    assert gaussian_kl(zeros + 2, zeros) == pytest.approx(6)


def test_the_lag_of_the_very_next_value_is_one() -> None:
    """Predictions of the true value some steps on have no error at that lag."""
    series = RNG.normal(size=(60, 2))
    for lag in (0, 1, 2, 3):
        ends = np.arange(4, 60)
        predicted = series[np.minimum(ends + lag, 59)]
        assert int(np.argmin(errors_by_lag(series, 5, predicted))) == lag


def test_persistence_is_the_error_of_the_last_value() -> None:
    """A ramp that climbs by one a step is off by its lag."""
    ramp = np.arange(40.0)[:, None]
    assert persistence(ramp, 5, 2) == pytest.approx(4)


def test_cross_entropy_takes_logits_and_probabilities_alike() -> None:
    """The same model gives the same number in either form."""
    logits = RNG.normal(size=(3, 4, 7))
    targets = RNG.integers(0, 7, (3, 4))
    shares = np.exp(logits) / np.exp(logits).sum(axis=-1, keepdims=True)
    assert are_probabilities(shares)
    assert not are_probabilities(logits)
    assert cross_entropy(shares, targets) == pytest.approx(cross_entropy(logits, targets))


def test_equal_scores_cost_the_log_of_the_vocabulary() -> None:
    """ln V, and so does the entropy of equal frequencies."""
    targets = np.arange(12).reshape(2, 6) % 6
    assert cross_entropy(np.zeros((2, 6, 6)), targets) == pytest.approx(np.log(6))
    assert unigram_entropy(targets, 6) == pytest.approx(np.log(6))

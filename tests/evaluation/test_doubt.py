"""How far to trust shares, learnt from answers left out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.evaluation.agreement import qwk
from grader.evaluation.doubt import KAPPAS, LEAST_ANSWERS, fit_doubt, least_confidence
from grader.text.scale import NEVER

Array = np.ndarray


def kappa(human: Array, share: Array) -> float:
    """Agreement on five steps."""
    return float(qwk(np.round(human * 4), np.round(share * 4)))


def drawn(seed: int, count: int) -> tuple[Array, Array, Array]:
    """Shares, doubts and human shares: the more doubt, the further off."""
    rng = np.random.default_rng(seed)
    share, unsure = rng.uniform(size=count), rng.uniform(size=count)
    human = np.clip(share + rng.normal(size=count) * (0.02 + 0.4 * unsure), 0, 1)
    return share, unsure, human


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_intervals_hold_what_they_say_on_other_answers(seed: int) -> None:
    """About nine in ten human shares of answers that were not seen lie inside."""
    found = fit_doubt(*drawn(seed, 600), kappa)
    assert found is not None
    share, unsure, human = drawn(seed + 100, 2000)
    ends = np.array([found.interval(*row) for row in zip(share, unsure, strict=True)])
    inside = (human >= ends[:, 0] - 1e-9) & (human <= ends[:, 1] + 1e-9)
    assert 0.86 <= inside.mean() <= 0.96
    wide, narrow = ends[unsure > 0.8], ends[unsure < 0.2]
    assert (wide[:, 1] - wide[:, 0]).mean() > 1.5 * (narrow[:, 1] - narrow[:, 0]).mean()


def test_sureness_follows_doubt_and_thresholds_the_target() -> None:
    """Confidence falls with doubt; more agreement asks for no less confidence."""
    found = fit_doubt(*drawn(1, 600), kappa)
    assert found is not None
    assert found.confidence(0.5, 0.1) > found.confidence(0.5, 0.9)
    least = [found.least_confidence(k) for k in KAPPAS]
    assert least == sorted(least)


def test_too_few_answers_teach_no_doubt() -> None:
    """Below thirty answers there is nothing to say; a target out of reach is never reached."""
    assert fit_doubt(*drawn(1, LEAST_ANSWERS - 1), kappa) is None
    share, unsure, human = drawn(1, 100)
    assert least_confidence(1 - unsure, share, 1 - human, kappa, 0.8) == NEVER


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 50), st.integers(30, 80))
def test_the_order_of_answers_does_not_matter(seed: int, count: int) -> None:
    """The same answers in another order give the same interval, to three digits."""
    share, unsure, human = drawn(seed, count)
    mixed = np.random.default_rng(seed).permutation(count)
    one, other = (
        fit_doubt(share, unsure, human, kappa),
        fit_doubt(share[mixed], unsure[mixed], human[mixed], kappa),
    )
    assert one is not None
    assert other is not None
    for point in (0.0, 0.5, 1.0):
        assert one.interval(point, 0.5) == pytest.approx(other.interval(point, 0.5), abs=1e-3)
        assert one.confidence(point, 0.5) == pytest.approx(other.confidence(point, 0.5), abs=1e-3)

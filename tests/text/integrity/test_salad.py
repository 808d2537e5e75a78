"""The probe for words without sentences: its features, and what it says with the real encoder."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.text.encoder import Encoder
from grader.text.integrity.salad import are_sentences, features, is_salad, log_odds, salad_digest
from grader.text.reading import plan, read

SENTENCES = [
    "岩浆里溶解着大量气体，当它上升到浅处的时候压力会变小，气体就膨胀起来，把岩浆推出火山口。",
    "Magma holds a lot of gas, and when it rises the pressure on it falls, so the gas expands.",
    "The bulbs are in one closed path with the battery, so they light up.",
    "火山喷发是因为气体膨胀，压力太大。",
]
SALADS = [
    "气体的把当推到变小大量会岩浆就浅处着压力溶解它里膨胀火山口时候起来上升出岩浆",
    "of rises holds and gas magma so the pressure lot when falls expands on it a gas it the",
    "magma gas pressure crust vent eruption ash lava plate heat rock chamber surface",
]


def tokens_of(text: str, encoder: Encoder) -> np.ndarray:
    """The token vectors of a text."""
    made = plan(text)
    return read(made, encoder.encode(made.texts)).tokens


@pytest.mark.parametrize("text", SENTENCES)
def test_sentences_are_no_salad(text: str, e5: Encoder) -> None:
    """Long and short, in both languages."""
    assert not is_salad(text, tokens_of(text, e5))
    assert are_sentences(text, tokens_of(text, e5))


@pytest.mark.parametrize("text", SALADS)
def test_shuffles_lists_and_bursts_are_salad(text: str, e5: Encoder) -> None:
    """The same words without their sentences."""
    assert is_salad(text, tokens_of(text, e5))
    assert not are_sentences(text, tokens_of(text, e5))


def test_german_and_a_few_words_are_left_alone(e5: Encoder) -> None:
    """What the probe does not know or cannot tell is not flagged."""
    for text in ("gas rises", "气体", "und die der Gas nach Magma oben drückt aus sich dehnt das"):
        assert not is_salad(text, tokens_of(text, e5))


@given(
    st.sampled_from([*SENTENCES, *SALADS]),
    st.integers(1, 40),
    st.integers(0, 99),
    st.integers(2, 9),
)
@settings(deadline=None, max_examples=30)
def test_features_are_finite_and_need_only_the_mean_of_many_tokens(
    text: str, count: int, seed: int, width: int
) -> None:
    """Their number follows from the width; the second half is the first, grown with length."""
    tokens = np.random.default_rng(seed).normal(size=(count, width)).astype(np.float32)
    found = features(text, tokens)
    half = len(found) // 2
    assert np.isfinite(found).all()
    assert half == width + 18
    np.testing.assert_allclose(found[half:], found[:half] * (min(count, 100) / 20) ** 0.5)


def test_the_weights_are_named_and_the_same_text_gets_the_same_odds(e5: Encoder) -> None:
    """Twelve hexadecimal digits; no chance in the odds."""
    assert len(salad_digest()) == 12
    assert int(salad_digest(), 16) >= 0
    tokens = tokens_of(SENTENCES[0], e5)
    assert log_odds(SENTENCES[0], tokens) == log_odds(SENTENCES[0], tokens)

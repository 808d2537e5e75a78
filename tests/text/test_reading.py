"""An answer read once: segments, vectors, tokens and their places."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.text.encoder import Encoder
from grader.text.integrity.lists import ties
from grader.text.reading import Reading, plan, read
from tests.conftest import HashingEncoder

TEXTS = st.text(
    st.sampled_from("岩浆不升gas1)）.、，。!;:— \n\u200bＡ"), min_size=1, max_size=50
).filter(lambda text: any(c.isalnum() for c in text))


def reading_of(text: str, encoder: Encoder) -> Reading:
    """The reading of one text."""
    made = plan(text)
    return read(made, encoder.encode(made.texts))


@settings(deadline=None)
@given(TEXTS)
def test_any_text_with_a_letter_or_digit_can_be_read(text: str) -> None:
    """One unit vector, one denial and one share per segment."""
    reading = reading_of(text, HashingEncoder())
    count = len(reading.segments)
    assert count > 0
    assert reading.vectors.shape[0] == len(reading.denials) == count
    assert np.allclose(np.linalg.norm(reading.vectors, axis=1), 1, atol=1e-4)
    assert set(reading.denials) <= {0.0, 1.0}


@settings(deadline=None)
@given(TEXTS)
def test_tokens_stand_where_their_spans_say(text: str) -> None:
    """Spans rise through the folded text, one per token."""
    reading = reading_of(text, HashingEncoder())
    spans = reading.token_spans
    assert len(spans) == len(reading.tokens)
    assert (spans[:, 0] < spans[:, 1]).all()
    assert (spans[1:, 0] >= spans[:-1, 1]).all()
    assert spans.max(initial=0) <= len(reading.normal.text)


def test_a_sentence_has_its_own_vector_and_a_pair_their_mean(encoder: Encoder) -> None:
    """Only sentences run through the encoder."""
    reading = reading_of("岩浆上升。气体膨胀", encoder)
    first, second = (e.vector for e in encoder.encode(["岩浆上升", "气体膨胀"]))
    vectors = {
        reading.text_of(s): v for s, v in zip(reading.segments, reading.vectors, strict=True)
    }
    assert vectors["岩浆上升"] == pytest.approx(first, abs=1e-6)
    pair = (first + second) / np.linalg.norm(first + second)
    assert vectors["岩浆上升。气体膨胀"] == pytest.approx(pair, abs=1e-6)


def test_a_clause_is_the_mean_of_its_tokens(encoder: Encoder) -> None:
    """Its vector comes from the tokens inside it and from no others."""
    text = "岩浆里的气体受热膨胀，于是把岩浆推到地表上来"
    reading = reading_of(text, encoder)
    clause = next(i for i, s in enumerate(reading.segments) if s.kind == "clause" and s.start > 0)
    inside = encoder.encode([text])[0].tokens[11:].mean(axis=0)
    assert reading.vectors[clause] == pytest.approx(inside / np.linalg.norm(inside), abs=1e-5)


def test_function_words_are_counted_in_both_languages() -> None:
    """A share of characters and words; nothing has none."""
    assert ties("火山的").share == pytest.approx(1 / 2)
    assert ties("The magma is").share == pytest.approx(2 / 3)
    assert ties("").share == 0

"""Clauses, sentences and pairs: where an answer is cut."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.text.segment import segments, sentences

TEXTS = st.text(st.sampled_from("生成器gan12345)）(.、一，,。！?;:—- \n①*"), max_size=60)


@given(TEXTS)
def test_segments_lie_inside_the_text_and_say_something(text: str) -> None:
    """Ranges are in order, distinct, and each holds a letter or a digit."""
    found = segments(text)
    ranges = [(s.start, s.end) for s in found]
    assert ranges == sorted(set(ranges))
    for start, end in ranges:
        assert 0 <= start < end <= len(text)
        assert any(c.isalnum() for c in text[start:end])


@given(TEXTS)
def test_a_text_with_a_letter_or_digit_has_a_sentence(text: str) -> None:
    """Nothing that could be graded is cut away, not even a lone list number."""
    assert bool(sentences(text)) == any(c.isalnum() for c in text)


@given(TEXTS)
def test_sentences_follow_one_another(text: str) -> None:
    """No two sentences overlap."""
    spans = sentences(text)
    assert all(a_end <= b for (_, a_end), (b, _) in itertools.pairwise(spans))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("岩浆上升。气体膨胀！", ["岩浆上升", "气体膨胀"]),
        ("It rises. Gas expands.", ["It rises", "Gas expands"]),
        ("1. 岩浆上升\n（2）气体膨胀", ["岩浆上升", "气体膨胀"]),
        ("① 岩浆；- 气体", ["岩浆", "气体"]),
        ("1),", ["1),"]),
        ("3.5倍的压力", ["3.5倍的压力"]),
        ("。，！", []),
    ],
)
def test_sentences_lose_bullets_and_end_marks(text: str, expected: list[str]) -> None:
    """List numbers go, decimals stay."""
    assert [text[a:b] for a, b in sentences(text)] == expected


def test_a_long_sentence_has_clauses_and_neighbours_make_a_pair() -> None:
    """All three kinds of segment come out of two sentences."""
    text = "岩浆里的气体受热膨胀，于是把岩浆推到地表上来。火山喷发"
    assert [(text[s.start : s.end], s.kind) for s in segments(text)] == [
        ("岩浆里的气体受热膨胀", "clause"),
        ("岩浆里的气体受热膨胀，于是把岩浆推到地表上来", "sentence"),
        (text, "pair"),
        ("于是把岩浆推到地表上来", "clause"),
        ("火山喷发", "sentence"),
    ]

"""Noise in its kinds, and the writing that looks a little like it."""

from __future__ import annotations

import random
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.text.integrity.noise import is_noise

NOISE = [
    "w8ixq 7h2kd 5n9tbv",
    "zt$kq;wv%xr&jd",
    "sdfg sdfg lkjhg dfghjk",
    "啊啊啊哈哈 xx aa",
    "haha 哈哈 hahaha",
    "7h2kd5n9tbv",
]
WRITING = [
    "ich muss den Einkauf bezahlen",
    "Hygiene Maßnahmen",
    "Sauberkeit Freundlichkeit wohlgefühl",
    "敞开式货架、半封闭式货架、封闭式货架",
    "Feeds the seed.",
    "1 queue",
    "I did",
    "p10 = ((1 - rho) * rho^n) / (1 - rho^(N+1))",
    "HHHTTT, TTTHHH (10 in total)",
    "ResNet50 and GPT4o are models",
    "The bulbs are containe4d in one path.",
    "慢慢慢慢地升温，直到达到平衡",
]


@pytest.mark.parametrize("text", NOISE)
def test_marks_digits_and_runs_inside_words_are_noise(text: str) -> None:
    """Letters and digits by turns, marks inside words, runs of keys, laughter."""
    assert is_noise(text)


@pytest.mark.parametrize("text", WRITING)
def test_other_languages_formulas_names_and_slips_are_no_noise(text: str) -> None:
    """German, formulas, series of outcomes, model names, a digit that slipped in."""
    assert not is_noise(text)


@given(st.integers(0, 10_000))
@settings(deadline=None, max_examples=40)
def test_long_random_letters_are_always_noise(seed: int) -> None:
    """Sixty letters drawn at random have no order."""
    drawn = random.Random(seed)
    words = ["".join(drawn.choices(string.ascii_lowercase, k=drawn.randint(4, 9))) for _ in "x" * 9]
    assert is_noise(" ".join(words))


@given(st.sampled_from(WRITING), st.sampled_from(["\n", " ", "，", ". "]))
@settings(deadline=None, max_examples=40)
def test_words_of_the_question_are_never_noise(text: str, joint: str) -> None:
    """A text whose words the question knows stays in peace, said twice or not."""
    known = frozenset(text.lower().split())
    assert not is_noise(f"{text}{joint}{text}", known)

"""Which terms a text uses, under any of their names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.model import Keyword, Span
from grader.text.keywords import coverage, find

KEYWORDS = (
    Keyword("岩浆", ("magma",), 2.0),
    Keyword("变分自编码器", ("VAE", "variational autoencoder"), 1.5),
    Keyword("generator", ("生成器",), 1.0),
    Keyword("KL散度", ("KL divergence",), 0.5),
)
PIECES = (
    "岩浆",
    "magma",
    "magmas",
    "变分自编码",
    "变分字编码器",
    "VAE",
    "vaes",
    "generater",
    "generator",
    "生成器",
    "kl-divergence",
    "KL",
    "散度",
    "气体",
    "the",
    "s",
    "x",
    "。",
    " ",
)
texts = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)


@given(texts, texts)
def test_more_text_never_covers_less(text: str, more: str) -> None:
    """What stands on its own in a text still does with more before or after it."""
    alone = set(coverage(text, KEYWORDS).met)
    assert alone <= set(coverage(f"{text}\n{more}", KEYWORDS).met)
    assert alone <= set(coverage(f"{more}\n{text}", KEYWORDS).met)


@given(texts, st.permutations(KEYWORDS))
def test_the_order_of_keywords_does_not_matter(text: str, shuffled: list[Keyword]) -> None:
    """The share and the sets of terms are the same in any order."""
    one, other = coverage(text, KEYWORDS), coverage(text, shuffled)
    assert one.share == other.share
    assert set(one.met) == set(other.met)
    assert set(one.missed) == set(other.missed)


@given(texts)
def test_every_term_is_met_or_missed_and_shares_add_up(text: str) -> None:
    """The share is the weight of what is met, and met terms have their place in the text."""
    result = coverage(text, KEYWORDS)
    assert {*result.met, *result.missed} == {k.term for k in KEYWORDS}
    met = sum(k.weight for k in KEYWORDS if k.term in result.met)
    assert result.share == pytest.approx(met / 5)
    assert len(result.places) == len(result.met)
    assert all(0 <= p.start < p.end <= len(text) for p in result.places)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("two vaes", True),
        ("a vae.", True),
        ("vaex", False),
        ("variational-autoencoder", True),
        ("变分自编码", True),
        ("变分自解码器", True),
        ("变分编码的机器", False),
    ],
)
def test_names_match_whole_words_plurals_and_small_typos(text: str, found: bool) -> None:
    """Latin names are words; long Chinese names may be off by one character."""
    assert (find(text, KEYWORDS[1]) is not None) is found


def test_the_first_place_of_any_name_is_given() -> None:
    """An alias that stands earlier wins."""
    assert find("the magma, 岩浆", KEYWORDS[0]) == Span(4, 9)


def test_without_keywords_nothing_is_missing() -> None:
    """The share of an empty list is whole."""
    assert coverage("", ()).share == 1.0
    assert coverage("", KEYWORDS).share == 0.0

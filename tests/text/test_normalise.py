"""Many ways to write a text become one, and every character knows where it came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.text.normalise import hidden_characters, normalise

ODD = st.sampled_from("生成器薴苧乾鐘ＧＡＮ①½ﬀﷺАаeGο\u200b\u00ad\u3000\t\n\r ，。\u0301İ😀\ud800")
TEXTS = st.text(st.one_of(ODD, st.characters()), max_size=40)


@given(TEXTS)
def test_normalising_twice_changes_nothing(text: str) -> None:
    """The folded form is a fixed point."""
    once = normalise(text).text
    assert normalise(once).text == once


def test_a_character_that_simplifies_in_two_steps_is_stable() -> None:
    """薴 becomes 苧, which is itself traditional."""
    assert normalise("薴").text == normalise("苧").text == "苎"


@given(TEXTS, st.data())
def test_every_span_maps_back_into_the_source(text: str, data: st.DataObject) -> None:
    """Origins rise, and a span of the folded text is a span of the original."""
    normal = normalise(text)
    assert len(normal.origin) == len(normal.text)
    assert list(normal.origin) == sorted(normal.origin)
    start = data.draw(st.integers(0, len(normal.text)))
    end = data.draw(st.integers(start, len(normal.text)))
    span = normal.original_span(start, end)
    assert 0 <= span.start <= span.end <= len(text)
    assert (span.start < span.end) == (start < end)


def test_a_span_holds_the_characters_it_was_folded_from() -> None:
    """Hidden characters and wide letters before a word do not move its span."""
    source = "\u200b的Ｇ\u200bＡＮ模型"
    normal = normalise(source)
    start = normal.text.index("GAN")
    span = normal.original_span(start, start + 3)
    assert source[span.start : span.end] == "Ｇ\u200bＡＮ"


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("生成對抗網絡", "生成对抗网络"),
        ("ＧＡＮ（１２）", "GAN(12)"),
        ("G\u200bA\u00adN", "GAN"),
        ("GАN", "GAN"),
        ("Привет", "Привет"),
        ("a\u3000b\tc", "a b c"),
        ("", ""),
    ],
)
def test_forms_of_one_text_are_folded(written: str, folded: str) -> None:
    """Traditional, full-width, hidden, look-alike letters; a Russian word stays Russian."""
    assert normalise(written).text == folded


def test_hidden_characters_are_listed_in_order() -> None:
    """A leading byte order mark and carriage returns are no secret."""
    assert hidden_characters("\ufeffa\r\nb\tc") == []
    assert hidden_characters("a\u200bb\u202ec") == ["\u200b", "\u202e"]

"""Denials are counted; words that only look like them are not."""

from __future__ import annotations

import pytest

from grader.text.polarity import denials


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("岩浆上升", 0),
        ("岩浆不上升", 1),
        ("气体没有膨胀，岩浆不会上升", 2),
        ("这两种判别方法不同", 0),
        ("不仅快，而且稳定", 0),
        ("不是气体，而是岩浆", 0),
        ("岩浆上升，而不是下沉", 0),
        ("Gas does not expand", 1),
        ("It doesn't expand", 1),
        ("It doesn’t expand", 1),
        ("not only gas", 0),
        ("gas rather than no magma", 0),
        ("It is not gas but magma", 0),
        ("Notable knots in another note", 0),
        ("", 0),
    ],
)
def test_denials_are_counted(text: str, count: int) -> None:
    """Fixed words and the set-aside half of a correction deny nothing."""
    assert denials(text) == count

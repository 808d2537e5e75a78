"""Both languages say the same things."""

from __future__ import annotations

from string import Formatter

import pytest

from grader.cli.messages import TEXTS, language


def fields(text: str) -> set[str]:
    """The names of the values that a text takes."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_both_languages_have_every_text_with_the_same_values() -> None:
    """No text is missing in one language or lacks a value there."""
    zh, en = TEXTS["zh"], TEXTS["en"]
    assert list(zh) == list(en)
    assert [name for name in zh if fields(zh[name]) != fields(en[name])] == []


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LC_ALL": "", "LC_MESSAGES": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
    ],
)
def test_the_environment_chooses(environ: dict[str, str], expected: str) -> None:
    """LC_ALL before LC_MESSAGES before LANG; Chinese where none of them is English."""
    assert language(environ) == expected

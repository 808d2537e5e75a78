"""Both languages say the same things, and every flag is a question in either."""

from __future__ import annotations

import re

import pytest

from grader.report.words import TEXTS, Words, number, percent
from grader.text.wording import FLAGS, REVIEW


def test_both_languages_say_the_same() -> None:
    """The same names, with the same values in them."""
    assert set(TEXTS["zh"]) == set(TEXTS["en"])
    for name, text in TEXTS["zh"].items():
        assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", TEXTS["en"][name])), name


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_flags_are_said_in_the_reports_language(lang: str) -> None:
    """Whatever language a grade was made in; a flag that nobody knows keeps its own message."""
    words = Words(lang)
    for name in (*FLAGS[lang], *REVIEW[lang]):
        said = words.flag(name, "其他语言的话")
        assert said != "其他语言的话"
        if not name.startswith("calibration"):
            assert said.endswith(("?", "？")), name
    assert words.flag("unheard_of", "message") == "message"
    assert words.flag("unheard_of", "") == "unheard_of"


def test_numbers_are_short_and_shares_whole() -> None:
    """No needless zeros, a real minus, and halves go up."""
    assert [number(v) for v in (7.0, 7.5, 1 / 3, -0.5, -0.001)] == ["7", "7.5", "0.33", "−0.5", "0"]
    assert [percent(v) for v in (0, 0.005, 0.624, 1)] == ["0%", "1%", "62%", "100%"]

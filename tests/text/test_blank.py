"""Answers that say nothing, and short ones that do."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.text.blank import is_blank


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "。。。",
        "😀👍",
        "\u200b\ufeff",
        "不知道",
        "我不知道。",
        "老师，我真的不会做这道题",
        "這個問題我不知道",
        "嗯，忘了",
        "没学过",
        "无",
        "跳过",
        "略",
        "I don't know.",
        "Sorry, no idea!",
        "N/A",
        "Ｎ／Ａ",
        "idk",
        "i don't know anything about it",
        "???",
        "我不会。抱歉。",
    ],
)
def test_a_text_that_says_nothing_is_blank(text: str) -> None:
    """Emptiness, marks, and giving up in either language."""
    assert is_blank(text)


@pytest.mark.parametrize(
    "text",
    [
        "岩浆",
        "无监督学习",
        "不知道为什么岩浆会上升，可能是气体膨胀",
        "No model is needed.",
        "0",
        "1),",
        "GAN",
        "不会，因为梯度消失",
        "I don't know, but gas expands.",
    ],
)
def test_a_text_that_says_something_is_not_blank(text: str) -> None:
    """A word of substance is enough, whatever apology surrounds it."""
    assert not is_blank(text)


@given(st.text(st.characters(categories=["P", "S", "Z", "Cf"]), max_size=30))
def test_marks_alone_are_blank(text: str) -> None:
    """No letter and no digit means nothing to grade."""
    assert is_blank(text) or any(c.isalnum() for c in text) or _folds_to_letters(text)


@pytest.mark.parametrize("unit", ["嗯", "一点都", " anything about it", "也", "抱歉"])
def test_a_long_hesitation_is_read_in_linear_time(unit: str) -> None:
    """No answer makes the patterns backtrack without end."""
    began = process_time()
    assert not is_blank("i don't know" + unit * 400 + "x岩浆")
    assert not is_blank(unit * 400 + "x岩浆")
    assert process_time() - began < 1


def _folds_to_letters(text: str) -> bool:
    from grader.text.normalise import normalise

    return any(c.isalnum() for c in normalise(text).text)

"""A stranger's text is shown in the terminal, never obeyed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.cli.terminal import is_unsafe, one_line, safe_json, visible

ATTACKS = {
    "osc sets the title": ("\x1b]0;owned\x07", r"\x1b]0;owned\x07"),
    "csi clears the screen": ("\x1b[2J", r"\x1b[2J"),
    "c1 control introducer": ("\x9b31m", r"\x9b31m"),
    "c1 string terminator": ("\x9d0;x\x9c", r"\x9d0;x\x9c"),
    "bidi override": ("\u202etxt.exe\u202c", r"\u202etxt.exe\u202c"),
    "bidi isolate": ("\u2066a\u2069", r"\u2066a\u2069"),
    "carriage return overwrites": ("wrong\rright", r"wrong\rright"),
    "backspace overwrites": ("no\b\byes", r"no\x08\x08yes"),
    "zero width": ("a\u200bb\ufeff", r"a\u200bb\ufeff"),
    "line separator": ("a\u2028b", r"a\u2028b"),
    "tag character": ("\U000e0041", r"\U000e0041"),
    "delete": ("\x7f", r"\x7f"),
}


@pytest.mark.parametrize(("text", "shown"), ATTACKS.values(), ids=ATTACKS)
def test_attacks_are_shown(text: str, shown: str) -> None:
    """Each character that a terminal would obey becomes an escape."""
    assert visible(text) == shown


def test_ordinary_text_stays_as_it_is() -> None:
    """Chinese, accents, emoji and full-width marks are no attack."""
    text = "生成器（generator）naïve 🎉，λ = 0.5"
    assert visible(text) == text


@given(st.text())
def test_nothing_unsafe_comes_out(text: str) -> None:
    """Whatever goes in, what comes out holds no unsafe character."""
    assert not any(map(is_unsafe, visible(text) + one_line(text)))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_safe_json_means_the_same(text: str) -> None:
    """Escaped JSON is the same value, without unsafe characters."""
    safe = safe_json(json.dumps([text], ensure_ascii=False, indent=2))
    assert json.loads(safe) == [text]
    assert not any(is_unsafe(c) for c in safe if c != "\n")


def test_lines_are_joined() -> None:
    """English lines are joined by a blank, Chinese ones by nothing; a lone return is shown."""
    assert one_line("\na \r\n b\n") == "a b"
    assert one_line("开始造图，\n挑刺") == "开始造图，挑刺"
    assert one_line("a\rb") == r"a\rb"

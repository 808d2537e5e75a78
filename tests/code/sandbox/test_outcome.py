"""An end is judged by what was seen from outside."""

from __future__ import annotations

import signal
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.code.sandbox.outcome import TAIL_BYTES, judge, readable

BY_ITSELF: dict[str, Any] = {"broken": "", "signal": None, "exit_code": 0}


@pytest.mark.parametrize(
    ("report", "reason", "oom", "kind"),
    [
        (BY_ITSELF, "", False, "ok"),
        (BY_ITSELF | {"exit_code": 3}, "", False, "crash"),
        (BY_ITSELF | {"exit_code": 71}, "", False, "memory"),
        (BY_ITSELF | {"exit_code": None, "signal": signal.SIGSEGV}, "", False, "crash"),
        (BY_ITSELF | {"exit_code": None, "signal": signal.SIGKILL}, "", True, "memory"),
        (BY_ITSELF | {"exit_code": None, "broken": "cpu"}, "", False, "timeout"),
        (BY_ITSELF | {"exit_code": None, "broken": "wall"}, "", False, "timeout"),
        (BY_ITSELF | {"exit_code": None, "broken": "memory"}, "", False, "memory"),
        (BY_ITSELF | {"exit_code": None}, "closed", False, "ok"),
        (BY_ITSELF | {"exit_code": None}, "output", False, "output"),
        (BY_ITSELF | {"exit_code": None}, "wall", False, "timeout"),
        (None, "closed", False, "ok"),
        (None, "", False, "fault"),
        (None, "wall", False, "timeout"),
        (BY_ITSELF | {"exit_code": None}, "", False, "fault"),
    ],
)
def test_each_end_is_judged(
    report: dict[str, Any] | None, reason: str, oom: bool, kind: str
) -> None:
    """A report that was lost is our fault, unless we ended the tree ourselves."""
    assert judge(report, reason=reason, killed_for_memory=oom) == kind


@pytest.mark.parametrize("words", ["std::bad_alloc", "cannot print"])
def test_an_abort_for_want_of_memory_is_known_by_its_last_words(words: str) -> None:
    """C++ aborts where Python would raise MemoryError."""
    report = BY_ITSELF | {"exit_code": None, "signal": signal.SIGABRT, "last_words": words}
    expected = "memory" if "alloc" in words else "crash"
    assert judge(report, reason="", killed_for_memory=False) == expected


@given(st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_no_output_can_command_a_terminal(data: bytes) -> None:
    """Only printable characters, newlines and tabs are left, and not many."""
    text = readable(data)
    kinds = {unicodedata.category(char) for char in text if char not in "\n\t"}
    assert not kinds & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert len(text) <= 10 * TAIL_BYTES


def test_plain_text_stays_as_it_is() -> None:
    """Chinese, emoji and box characters are not touched."""
    assert readable("损失 0.31 │ ✓\n".encode()) == "损失 0.31 │ ✓\n"

"""How a submission ended, judged from what the supervisor saw and never from what it printed."""

from __future__ import annotations

import signal
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["ok", "timeout", "memory", "crash", "output", "fault"]

TAIL_BYTES = 8192
MEMORY_EXIT = 71
# A library that cannot allocate may abort with these as its last words. Believing them is safe:
# it makes a crash a lack of memory, and neither is a pass.
LAST_WORDS = ("bad_alloc", "MemoryError", "can't allocate memory", "Cannot allocate memory")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the process tree ended and what it used.

    `kind` is ok, timeout, memory, crash or output, or fault where we failed and not the program.
    `exit_code` and `signal` are the first process's, None where it was ended from outside.
    `stdout` and `stderr` are the last 8 KiB of each, with control characters made visible.
    """

    kind: Kind
    exit_code: int | None = None
    signal: int | None = None
    wall_seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_mib: float = 0.0
    stdout: str = ""
    stderr: str = ""


class SessionEnded(Exception):  # noqa: N818 - it is no error of ours
    """The submission ended where an answer was expected; `outcome` says how."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(f"the submission ended: {outcome.kind}")
        self.outcome = outcome


def judge(report: Mapping[str, Any] | None, *, reason: str, killed_for_memory: bool) -> Kind:
    """The kind of an end.

    `report` is what process 1 told (None: it was lost); `reason` is why the supervisor ended it:
    "" for not at all, "closed", "wall", "output"; `killed_for_memory` is the cgroup's word.
    """
    if reason == "output":
        return "output"
    if killed_for_memory:
        return "memory"
    if reason == "wall":
        return "timeout"
    if report is None:
        return "ok" if reason == "closed" else "fault"
    return _by_report(report, closed=reason == "closed")


def _by_report(report: Mapping[str, Any], *, closed: bool) -> Kind:
    if report["broken"]:
        return "memory" if report["broken"] == "memory" else "timeout"
    if report["exit_code"] is None and report["signal"] is None:
        return "ok" if closed else "fault"
    if report["exit_code"] == 0:
        return "ok"
    return "memory" if _lacked_memory(report) else "crash"


def _lacked_memory(report: Mapping[str, Any]) -> bool:
    words = report.get("last_words", "")
    return report["exit_code"] == MEMORY_EXIT or (
        report["signal"] in (signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS)
        and any(word in words for word in LAST_WORDS)
    )


def readable(data: bytes) -> str:
    """The last 8 KiB of hostile bytes as text that a terminal can show: nothing in it is obeyed."""
    text = data[-TAIL_BYTES:].decode("utf-8", "replace")
    return "".join(c if c in "\n\t" or _is_plain(c) else _escaped(c) for c in text)


def _is_plain(char: str) -> bool:
    return unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")

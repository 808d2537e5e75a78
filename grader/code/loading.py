"""The check that every task has: the program loads, and every name in it is defined."""

from __future__ import annotations

from collections.abc import Sequence

from grader.code.checking import Measured
from grader.code.findings import Finding
from grader.code.phrases import phrase


def loads(findings: Sequence[Finding]) -> Measured:
    """Full where nothing was found that counts; else the first finding is told, and how many."""
    counted = [finding for finding in findings if finding.counts]
    if not counted:
        return Measured(1.0, phrase("loads.fine"))
    first = counted[0]
    where = {"line": first.line, "type": first.type, "message": first.message}
    actual = phrase("loads.fails", **where, file=first.file, more=len(counted) - 1)
    return Measured(0.0, actual, (), {"findings": float(len(counted))})

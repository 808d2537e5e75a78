"""Loading a program: what the guest tells of it, and the check that every task has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from grader.code.checking import Measured
from grader.code.dialogue import ForgedAnswer
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


def checked_load(load: Mapping[str, Any]) -> dict[str, Any]:
    """What loading told, with the types that it should have; raises ForgedAnswer."""
    try:
        return {
            "faults": [
                {
                    "line": max(0, int(f["line"])),
                    "type": str(f["type"])[:80],
                    "message": str(f["message"])[:500],
                    "file": str(f["file"])[:200],
                }
                for f in load["faults"][:50]
            ],
            "skipped": [(max(0, int(n)), str(why)[:100]) for n, why in load["skipped"][:50]],
            "missing_files": [(max(0, int(n)), str(f)[:200]) for n, f in load["missing_files"]],
        }
    except (KeyError, TypeError, ValueError) as exc:
        raise ForgedAnswer("loading told nonsense") from exc

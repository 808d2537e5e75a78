"""Every program of fixtures/code gets the verdict that its folder names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from grader.model import Status
from tests.code.conftest import PROGRAMS, Examine, Seen, programs, verdicts

VERDICTS: Any = verdicts()


def named(path: Path) -> str:
    """The path below fixtures/code, as a test's name."""
    return path.relative_to(PROGRAMS).as_posix()


def expected_check(path: Path) -> str:
    """The one check that a program's folder names."""
    task, folder = path.relative_to(PROGRAMS).parts[:2]
    check = VERDICTS["checks"][folder]
    return str(check[task] if isinstance(check, dict) else check)


def is_right(path: Path, seen: Seen) -> bool:
    """Whether a grade is what the program's folder says."""
    folder = path.relative_to(PROGRAMS).parts[1]
    if folder == "accepted":
        return seen.grade.points == seen.grade.max_score and not seen.lost
    if folder == "forged":
        return (seen.grade.share or 0.0) < VERDICTS["forged_below"]
    if folder in VERDICTS["outcomes"]:
        return seen.outcome == folder and seen.grade.status is Status.CANDIDATE_ERROR
    return seen.failed == {expected_check(path)}


@pytest.mark.parametrize("path", programs(), ids=named)
def test_the_folder_is_the_verdict(path: Path, examine: Examine) -> None:
    """Accepted programs get all points; wrong ones fail the check that their folder names."""
    seen = examine(path)
    summary = [(e.criterion, e.actual, e.why) for e in seen.grade.evidence if e.score < 1]
    assert is_right(path, seen), (seen.outcome, sorted(seen.failed), summary)


def test_there_are_forty_wrong_programs_and_every_folder_has_a_meaning() -> None:
    """As many as the issue asks for, and none whose folder nobody checks."""
    folders = {path.relative_to(PROGRAMS).parts[1] for path in programs()}
    known = {*VERDICTS["checks"], *VERDICTS["outcomes"], "accepted", "forged"}
    assert folders <= known
    assert sum("accepted" not in path.parts for path in programs()) >= 40

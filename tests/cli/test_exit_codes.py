"""What the exit code says to a script."""

from __future__ import annotations

import pytest

from grader.cli.exit_codes import ExitCode, below, exit_code
from grader.model import Grade, Status


def grade(points: float | None, status: Status = Status.GRADED) -> Grade:
    """A grade out of 10 points."""
    return Grade("zhang", "3", status, points, 10.0, 1.0)


@pytest.mark.parametrize(
    ("points", "status", "is_below"),
    [
        (6.0, Status.GRADED, False),
        (5.99, Status.GRADED, True),
        (0.1 + 0.2 + 5.7, Status.NEEDS_REVIEW, False),
        (5.0, Status.NEEDS_REVIEW, True),
        (None, Status.BLANK, True),
        (0.0, Status.CANDIDATE_ERROR, True),
        (None, Status.GRADER_ERROR, False),
    ],
)
def test_who_is_below_sixty_percent(points: float | None, status: Status, is_below: bool) -> None:
    """Blank counts as zero, a review by its points, and our failure never."""
    assert below(grade(points, status), 60) is is_below


@pytest.mark.parametrize(
    ("points", "unread", "code"),
    [
        ([8.0], 0, ExitCode.DONE),
        ([8.0, 5.0], 0, ExitCode.BELOW),
        ([8.0, 5.0], 1, ExitCode.INCOMPLETE),
        ([], 1, ExitCode.BAD_INPUT),
    ],
)
def test_a_missing_file_weighs_more_than_a_low_grade(
    points: list[float], unread: int, code: ExitCode
) -> None:
    """Who reads 1 may rely on every file having been graded."""
    assert exit_code(map(grade, points), unread=unread, percent=60) is code


def test_without_a_limit_nobody_is_below() -> None:
    """The default of --fail-under is zero."""
    assert exit_code([grade(0.0)], unread=0, percent=0) is ExitCode.DONE

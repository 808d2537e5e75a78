"""What the command's exit code says to a script."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from grader.model import Grade, Status

# Points are sums of decimals: a share that is 60 % on paper must not fail --fail-under 60.
TOLERANCE = 1e-9


class ExitCode(IntEnum):
    """The codes of every subcommand."""

    DONE = 0
    BELOW = 1
    BAD_INPUT = 2
    NO_SANDBOX = 3
    INCOMPLETE = 4
    INTERRUPTED = 130


def below(grade: Grade, percent: float) -> bool:
    """Whether a grade is under `percent` of its maximum; what the grader failed at never is."""
    if grade.status is Status.GRADER_ERROR:
        return False
    return (grade.points or 0.0) + TOLERANCE < grade.max_score * percent / 100


def exit_code(grades: Iterable[Grade], *, unread: int, percent: float) -> ExitCode:
    """The code for grades and the number of files that could not be read beside them."""
    graded = list(grades)
    if unread or any(grade.status is Status.GRADER_ERROR for grade in graded):
        return ExitCode.INCOMPLETE if graded else ExitCode.BAD_INPUT
    return ExitCode.BELOW if any(below(g, percent) for g in graded) else ExitCode.DONE

"""The writers of other systems' formats by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from grader.batch.formats import canvas, gradescope, junit, moodle, prairielearn
from grader.batch.formats.cohort import Cohort
from grader.batch.staging import Staging

WRITERS: Mapping[str, Callable[[Cohort, Staging], None]] = {
    "gradescope": gradescope.write,
    "prairielearn": prairielearn.write,
    "moodle": moodle.write,
    "canvas": canvas.write,
    "junit": junit.write,
}


def write_formats(names: Sequence[str], cohort: Cohort, staging: Staging) -> None:
    """Writes each of the formats that are asked for, once."""
    for name in dict.fromkeys(names):
        WRITERS[name](cohort, staging)

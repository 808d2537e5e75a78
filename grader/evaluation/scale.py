"""The scale of the human scores: what full marks are, and where that is taken from."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from grader.errors import UsageError
from grader.evaluation.graded import GradedRow
from grader.model import Rubric


@dataclass(frozen=True, slots=True)
class Scale:
    """Full marks of each row; `source` is given, shares, rubric or data.

    `given` by the user, `shares` where no score is above 1, `rubric` by each row's own rubric,
    `data` the highest score, rounded up to a whole number.
    """

    full_marks: tuple[float, ...]
    source: str

    @property
    def ends(self) -> tuple[float, float]:
        """The least and the most that are full marks of a row; they differ with the rubrics."""
        return min(self.full_marks), max(self.full_marks)

    @property
    def described(self) -> str:
        """The full marks in figures: one number, or the least and the most."""
        low, high = self.ends
        return f"{low:g}" if low == high else f"{low:g}–{high:g}"


def find_scale(
    rows: Sequence[GradedRow], rubrics: Sequence[Rubric] | None, max_score: float | None
) -> Scale:
    """The scale of the rows' scores; `rubrics` are the rows' own, where they state full marks.

    Raises UsageError where `max_score` is not above zero.
    """
    if max_score is not None:
        if not max_score > 0 or math.isinf(max_score):
            raise UsageError(f"full marks of {max_score:g}: give a number above 0")
        return Scale((max_score,) * len(rows), "given")
    highest = max(_scores(rows), default=1.0)
    if highest <= 1:
        return Scale((1.0,) * len(rows), "shares")
    if rubrics is not None:
        return Scale(tuple(rubric.max_score for rubric in rubrics), "rubric")
    return Scale((float(math.ceil(highest)),) * len(rows), "data")


def _scores(rows: Iterable[GradedRow]) -> Iterable[float]:
    for row in rows:
        yield from (score for score in (row.score, row.second) if score is not None)

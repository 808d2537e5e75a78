"""A candidate's total over questions, and the range that its answers' intervals leave open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from grader.model import Grade, Status
from grader.report.views import Range


@dataclass(frozen=True, slots=True)
class Total:
    """Points of a candidate over the cohort's questions; what was not handed in earns nothing.

    Questions at which the grader itself failed count neither way.
    """

    points: float
    max_points: float
    interval: Range | None = None

    @property
    def share(self) -> float:
        """Points as a share of what could be had; zero where nothing could."""
        return self.points / self.max_points if self.max_points else 0.0

    @property
    def ends(self) -> tuple[float, float]:
        """The interval as shares; the share itself, twice, where there is none."""
        if self.interval is None or not self.max_points:
            return self.share, self.share
        return self.interval.low / self.max_points, self.interval.high / self.max_points


def total(grades: Mapping[str, Grade], asked: Mapping[str, float]) -> Total:
    """The total of one candidate's grades, by question, over questions and their maxima."""
    points = highest = 0.0
    for id_, most in asked.items():
        grade = grades.get(id_)
        if grade is None:
            highest += most
        elif grade.points is not None:
            points += grade.points
            highest += grade.max_score
    found = [grades[id_] for id_ in asked if id_ in grades]
    return Total(round(points, 4), round(highest, 4), _interval(points, found))


def _interval(points: float, grades: Sequence[Grade]) -> Range | None:
    """The total's interval, errors taken as independent; None where an answer's is not known."""
    below = above = 0.0
    for grade in grades:
        if grade.points is None or is_exact(grade):
            continue
        if grade.interval is None:
            return None
        below += max(0.0, grade.points - grade.interval.low) ** 2
        above += max(0.0, grade.interval.high - grade.points) ** 2
    return Range(round(max(0.0, points - sqrt(below)), 4), round(points + sqrt(above), 4))


def is_exact(grade: Grade) -> bool:
    """Whether points have no interval because nothing was estimated: a person, a blank, a run."""
    estimated = grade.interval is not None or grade.run is None
    return bool(grade.history) or grade.status is Status.BLANK or not estimated

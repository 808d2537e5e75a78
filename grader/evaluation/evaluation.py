"""An evaluation: the machine's grades against the human scores of the same answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grader.evaluation.bootstrap import Figure, Plan
from grader.evaluation.criteria import Criterion, missed_criteria
from grader.evaluation.grade_rows import Matched
from grader.evaluation.measures import Choices, Scores, measure
from grader.evaluation.scale import Scale
from grader.evaluation.selective import RiskPoint, risk_coverage
from grader.model import Grade, Provenance, Status

Array = NDArray[np.float64]
# What two people's scores can be compared by.
BETWEEN_PEOPLE = ("pearson", "spearman", "rmse", "wrmse", "qwk", "smd", "exact", "adjacent")
DEGRADABLE = ("pearson", "qwk")


@dataclass(frozen=True, slots=True)
class HumanHuman:
    """Two people's agreement over `n` answers; `degradation` is theirs less the machine's."""

    n: int
    figures: Mapping[str, Figure]
    degradation: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class IntervalCoverage:
    """The share of human scores inside the grades' intervals, and the mean width in 0..1."""

    n: int
    level: float
    coverage: float
    mean_width: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All that is said about a file: figures by name, what is missed, and what they rest on.

    `scores` are the arrays behind the figures, `unit` what the bootstrap drew.
    """

    n: int
    questions: int
    figures: Mapping[str, Figure]
    missed: tuple[Criterion, ...]
    risk_coverage: tuple[RiskPoint, ...]
    human_human: HumanHuman | None
    intervals: IntervalCoverage | None
    statuses: Mapping[str, int]
    scale: Scale
    choices: Choices
    unit: str
    provenance: Provenance
    scores: Scores


def evaluate(
    matched: Matched, grades: Sequence[Grade], scale: Scale, choices: Choices
) -> Evaluation:
    """The agreement of `grades` with the rows they are for; failed grades count only as status."""
    done = np.array([grade.share is not None for grade in grades], dtype=bool)
    scores = scores_of(matched, grades, scale).only(done)
    found = measure(scores, choices)
    second = _second(matched, scale)[done]
    people = _human_human(scores, second, choices)
    steps = tuple(choices.steps.number(a) for a in (scores.human, scores.machine))
    return Evaluation(
        n=len(scores.human),
        questions=len(np.unique(scores.questions)),
        figures=found,
        missed=missed_criteria(found, people.degradation if people else {}),
        risk_coverage=tuple(
            risk_coverage(scores.human, scores.machine, scores.confidence, (steps[0], steps[1]))
        ),
        human_human=people,
        intervals=_intervals(scores.human, [g for g in grades if g.share is not None]),
        statuses=_statuses(grades),
        scale=scale,
        choices=choices,
        unit=Plan(scores.questions).unit,
        provenance=grades[0].provenance if grades else Provenance(),
        scores=scores,
    )


def scores_of(matched: Matched, grades: Sequence[Grade], scale: Scale) -> Scores:
    """The scores of rows and grades as shares in 0..1; 0 where the machine gave none."""
    names = [row.question_id for row in matched.rows]
    return Scores(
        human_shares(matched, scale),
        np.array([grade.share or 0.0 for grade in grades], dtype=float),
        np.array([grade.confidence for grade in grades], dtype=float),
        np.unique(names, return_inverse=True)[1].astype(np.int64),
    )


def human_shares(matched: Matched, scale: Scale) -> Array:
    """The rows' human scores as shares (n,) in 0..1."""
    points = np.array([row.score for row in matched.rows], dtype=float)
    return np.asarray(np.clip(points / _full(scale), 0, 1))


def _second(matched: Matched, scale: Scale) -> Array:
    """The other person's shares (n,), nan where there is none."""
    points = [np.nan if row.second is None else row.second for row in matched.rows]
    return np.asarray(np.array(points, dtype=float) / _full(scale))


def _human_human(scores: Scores, second: Array, choices: Choices) -> HumanHuman | None:
    both = ~np.isnan(second)
    if not both.any():
        return None
    kept = scores.only(both)
    people = Scores(kept.human, second[both], kept.confidence, kept.questions)
    found = measure(people, choices, BETWEEN_PEOPLE)
    machine = measure(kept, choices, DEGRADABLE)
    return HumanHuman(
        int(both.sum()),
        found,
        {name: _less(found[name].value, machine[name].value) for name in DEGRADABLE},
    )


def _less(first: float | None, second: float | None) -> float | None:
    return None if first is None or second is None else first - second


def _intervals(human: Array, grades: Sequence[Grade]) -> IntervalCoverage | None:
    found = [(h, g, g.interval) for h, g in zip(human, grades, strict=True) if g.interval]
    if not found:
        return None
    inside = [i.low - 0.005 <= h * g.max_score <= i.high + 0.005 for h, g, i in found]
    widths = [(i.high - i.low) / g.max_score for _, g, i in found]
    level = found[0][2].level
    return IntervalCoverage(len(found), level, float(np.mean(inside)), float(np.mean(widths)))


def _statuses(grades: Sequence[Grade]) -> dict[str, int]:
    counts = Counter(grade.status for grade in grades)
    return {str(status): counts[status] for status in Status}


def _full(scale: Scale) -> Array:
    return np.array(scale.full_marks, dtype=float)

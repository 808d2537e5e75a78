"""A whole evaluation over arrays: figures, criteria, people, intervals, JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from grader.errors import Location
from grader.evaluation.evaluation import Evaluation, evaluate
from grader.evaluation.evaluation_record import to_json, to_record
from grader.evaluation.grade_rows import Matched
from grader.evaluation.graded import GradedRow
from grader.evaluation.measures import Choices
from grader.evaluation.scale import Scale
from grader.evaluation.steps import Steps
from grader.model import Grade, Interval, Question, Rubric, Status

RUBRIC = Rubric(Question("1", "?"))
FIGURES = [
    "pearson",
    "spearman",
    "rmse",
    "wrmse",
    "qwk",
    "smd",
    "exact",
    "adjacent",
    "macro_f1",
    "coverage_at_qwk",
    "within_questions",
]
CHOICES = Choices(Steps(10, "given"), repeats=50)


def evaluation(
    human: Sequence[float],
    machine: Sequence[float | None],
    second: Sequence[float | None] | None = None,
    intervals: Sequence[Interval | None] | None = None,
) -> Evaluation:
    """An evaluation of points out of ten, answers dealt to two questions."""
    others = second or [None] * len(human)
    rows = tuple(
        GradedRow(str(i % 2), "", "", "", score, other, Location("g.csv", i + 2))
        for i, (score, other) in enumerate(zip(human, others, strict=True))
    )
    grades = []
    for i, points in enumerate(machine):
        status = Status.GRADER_ERROR if points is None else Status.GRADED
        grade = Grade(str(i), "1", status, points, 10.0, 1 - i / len(human))
        grades.append(replace(grade, interval=intervals[i]) if intervals else grade)
    matched = Matched(rows, (RUBRIC,) * len(rows), ())
    return evaluate(matched, grades, Scale((10.0,) * len(rows), "given"), CHOICES)


HUMAN = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10]
CLOSE = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 9]
HARSH = [0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 7]


def test_a_good_machine_misses_nothing() -> None:
    """Near agreement meets every criterion, with an interval beside each figure."""
    made = evaluation(HUMAN, CLOSE)
    assert made.missed == ()
    assert made.figures["pearson"].value == pytest.approx(np.corrcoef(HUMAN, CLOSE)[0, 1])
    assert all(f.low <= f.value <= f.high for f in made.figures.values())


def test_a_harsh_machine_is_named() -> None:
    """Points three below people's are seen in the mean difference and the agreement."""
    names = {criterion.name for criterion in evaluation(HUMAN, HARSH).missed}
    assert names == {"smd_large", "exact_low", "adjacent_low"}


def test_against_two_people() -> None:
    """Where two people agree much better than the machine does, the difference is flagged."""
    noise = [5, 0, 2, 9, 4, 1, 6, 3, 8, 9, 2, 10]
    second = [*HUMAN[:-1], None]
    made = evaluation(HUMAN, noise, second)
    assert made.human_human is not None
    assert made.human_human.n == 11
    assert made.human_human.figures["qwk"].value == pytest.approx(1)
    r = np.corrcoef(HUMAN[:-1], noise[:-1])[0, 1]
    assert made.human_human.degradation["pearson"] == pytest.approx(1 - r)
    assert {"qwk_degraded", "pearson_degraded"} <= {c.name for c in made.missed}
    assert evaluation(HUMAN, noise).human_human is None


def test_failures_count_as_failures_only() -> None:
    """An answer that the grader failed at is in the statuses, not among the figures."""
    made = evaluation(HUMAN, [None, *CLOSE[1:]])
    assert made.n == 11
    assert made.statuses["grader_error"] == 1
    assert made.figures["rmse"].value == evaluation(HUMAN[1:], CLOSE[1:]).figures["rmse"].value


def test_intervals_are_counted() -> None:
    """The share of human scores that lie inside, over the grades that have an interval."""
    intervals = [Interval(p - 0.5, p + 0.5) if i else None for i, p in enumerate(CLOSE)]
    made = evaluation(HUMAN, CLOSE, intervals=intervals)
    assert made.intervals is not None
    assert made.intervals.n == 11
    assert made.intervals.coverage == pytest.approx(10 / 11)
    assert made.intervals.mean_width == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("human", "machine", "reason"),
    [
        ([5] * 12, CLOSE, "constant_human_scores"),
        (HUMAN, [5] * 12, "constant_machine_scores"),
        ([1, 2], [1, 2], "too_few_answers"),
    ],
)
def test_what_is_undefined_is_null_with_its_reason(
    human: list[float], machine: list[float], reason: str
) -> None:
    """Constant scores and too few answers give null and say why, in valid JSON."""
    record = json.loads(to_json(evaluation(human, machine)))
    expected = {"value": None, "low": None, "high": None, "reason": reason}
    assert record["pearson"] == expected


def test_the_record_has_the_promised_keys() -> None:
    """n and ten figures, each with value, low, high, reason; settings say what was taken."""
    record = to_record(evaluation(HUMAN, CLOSE))
    assert record["n"] == 12
    for name in FIGURES:
        assert list(record[name]) == ["value", "low", "high", "reason"]
    assert record["settings"]["full_marks"] == [10, 10]
    assert record["settings"]["bootstrap_unit"] == "answer"
    assert record["risk_coverage"][-1]["coverage"] == 1
    assert {"flags", "statuses", "human_human", "interval_coverage", "learning_curve"} < set(record)

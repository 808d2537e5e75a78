"""Grades with a calibration: used where it fits, named in the provenance, else flagged."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from grader.grading import Grader, scorer_id
from grader.model import Grade, Rubric, Submission
from grader.text.calibration import KNOTS, Calibration, QuestionCalibration
from grader.text.scale import Doubt
from tests.conftest import WIDTH, HashingEncoder
from tests.test_grading import GAS, VOLCANO

GRID = np.linspace(0, 1, KNOTS)
EMPTY = np.zeros((0, WIDTH), dtype=np.float32)
PART = QuestionCalibration(VOLCANO.version, 9, np.sqrt(GRID), EMPTY, np.zeros(0))
MADE = Calibration(scorer_id(), HashingEncoder.digest, GRID, False, 0.1, {"v": PART}, "d" * 64)


def graded(calibration: Calibration | None, text: str = GAS, rubric: Rubric = VOLCANO) -> Grade:
    """The grade of one text with a calibration."""
    grader = Grader(HashingEncoder(), lang="en", calibration=calibration)
    return grader.grade(Submission("v", text), rubric)


def test_the_share_is_mapped_and_the_points_add_up() -> None:
    """The calibrated share is the map's, evidence adds up to it, and its scores stay."""
    before, after = graded(None), graded(MADE)
    assert before.share is not None
    assert after.share == pytest.approx(np.sqrt(before.share), abs=0.01)
    assert sum(item.points for item in after.evidence) == pytest.approx(after.points)
    assert [e.score for e in after.evidence] == [e.score for e in before.evidence]
    assert (before.provenance.calibration, after.provenance.calibration) == ("", "d" * 64)


@pytest.mark.parametrize(
    ("stale", "flag"),
    [
        (replace(MADE, scorer="older"), "calibration_scorer"),
        (replace(MADE, encoder_digest="another"), "calibration_scorer"),
        (replace(MADE, questions={"v": replace(PART, rubric="b" * 64)}), "calibration_rubric"),
    ],
)
def test_a_stale_calibration_is_named_and_not_used(stale: Calibration, flag: str) -> None:
    """The grade is as without it, with one flag more."""
    before, after = graded(None), graded(stale)
    assert after.points == before.points
    assert after.provenance.calibration == ""
    assert {f.name for f in after.flags} - {f.name for f in before.flags} == {flag}
    assert after.status == before.status


def test_only_a_calibration_that_knows_its_doubt_lets_a_made_rubric_grade_alone() -> None:
    """A map alone still asks for a person; with a doubt, interval and confidence are its own."""
    sure = Doubt((-0.1,) * 6 + (0.0,), (0.1,) * 6 + (0.0,), 0.0, (4.0,) * 6 + (0.0,), {"0.8": 0.9})
    trusting = graded(replace(MADE, doubt=sure))
    assert "unchecked" in {reason.name for reason in graded(MADE).review}
    assert "unchecked" not in {reason.name for reason in trusting.review}
    assert trusting.confidence == pytest.approx(0.98)
    assert trusting.interval is not None
    assert trusting.interval.high - trusting.interval.low <= 0.2 * trusting.max_score + 0.01


def test_an_unknown_question_and_a_blank_answer_are_as_ever() -> None:
    """No flag where nobody graded the question; nothing is raised where there is no answer."""
    unknown = replace(MADE, questions={})
    assert graded(unknown) == graded(None)
    assert graded(MADE, "不知道") == graded(None, "不知道")

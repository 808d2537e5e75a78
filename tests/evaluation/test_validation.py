"""Cross-validation: help is seen, harm is refused, the curve counts what it used."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from grader.cli.calibration_view import refusal
from grader.evaluation.calibrating import calibrate
from grader.evaluation.fitted import Graded
from grader.evaluation.fitting import STAGES
from grader.evaluation.learning_curve import choose, learning_curve
from grader.evaluation.shrinkage import Shrinkage
from grader.evaluation.steps import Steps
from grader.evaluation.validation import validate
from grader.model import Provenance, Question, Rubric
from grader.text.calibration_file import from_record
from tests.evaluation.test_fitting import answers

BY = Shrinkage()
TENTHS = Steps(10, "given")


def test_severity_is_learnt() -> None:
    """People who give .3 less are followed: less error, no shift, and others covered."""
    verdict = validate(answers(0, 120, 8, 0.3), TENTHS, BY)
    best = verdict.after[verdict.stage]
    assert verdict.stage in STAGES
    assert best.rmse < 0.7 * verdict.before.rmse
    assert abs(best.smd) < abs(verdict.before.smd)
    assert verdict.covers_others


def test_what_is_right_already_is_left_alone() -> None:
    """A machine that gives people's own scores cannot be made better: refused."""
    graded = answers(1, 60)
    verdict = validate(replace(graded, human=graded.machine), TENTHS, BY)
    assert verdict.stage == ""


def test_few_answers_are_refused() -> None:
    """Questions with one or two graded answers are not counted; with no other nothing is."""
    graded = answers(2, 4, 1)
    spread = replace(graded, questions=np.array([0, 0, 1, 2]))
    verdict = validate(spread, TENTHS, BY)
    assert (verdict.answers, verdict.stage, verdict.before.rmse) == (0, "", None)


def test_equal_scores_are_refused() -> None:
    """Where people gave one score only, nothing says what it is given for."""
    verdict = validate(replace(answers(2, 60), human=np.full(60, 0.5)), TENTHS, BY)
    assert verdict.stage == ""
    assert "same" in refusal(verdict, "en")


def test_the_verdict_does_not_depend_on_order() -> None:
    """The folds are the same however the answers came."""
    graded = answers(3, 50, 4, 0.2)
    mixed = graded.at(np.random.default_rng(0).permutation(50))
    assert validate(graded, TENTHS, BY) == validate(mixed, TENTHS, BY)


def test_a_record_holds_what_was_fitted() -> None:
    """The record names scorer, encoder and rubrics, holds no time, and reads back."""
    graded = answers(4, 60, 3, 0.3)
    ids = {0: "a", 1: "b", 2: "c"}
    rubrics = {id_: Rubric(Question(id_, "?"), version=id_ * 64) for id_ in ids.values()}
    provenance = Provenance(scorer="s", encoder="n", encoder_digest="e")
    made = calibrate(graded, ids, rubrics, provenance, TENTHS, BY)
    assert made.record is not None
    read = from_record(made.record)
    assert (read.scorer, read.encoder_digest) == ("s", "e")
    assert {id_: part.rubric for id_, part in read.questions.items()} == {
        id_: id_ * 64 for id_ in "abc"
    }
    assert sum(part.answers for part in read.questions.values()) == 60
    again = calibrate(graded, ids, rubrics, provenance, TENTHS, BY)
    assert again.record == made.record


def test_a_refusal_has_no_record() -> None:
    """Nothing is made to be stored where the error does not fall."""
    graded = answers(5, 30)
    same = replace(graded, human=graded.machine)
    assert calibrate(same, {}, {}, Provenance(), TENTHS, BY).record is None


@pytest.mark.parametrize("n", [0, 3, 5, 50])
def test_some_answers_are_always_left(n: int) -> None:
    """No question is used up: a fifth of it, one at least, stays to be tried on."""
    questions = np.repeat([0, 1, 2], [2, 10, 40])
    chosen = choose(questions, n, np.random.default_rng(0))
    counts = np.bincount(questions[chosen], minlength=3)
    assert counts.tolist() == [min(n, 1), min(n, 8), min(n, 32)]


def test_the_curve_rises() -> None:
    """More graded answers agree better; 0 is the machine alone; the seed makes it again."""
    graded = answers(6, 200, 4, 0.3)
    points = learning_curve(graded, TENTHS, BY, seed=1, repeats=2, counts=(0, 5, 30))
    errors = [point.rmse for point in points]
    assert errors == sorted(errors, reverse=True)
    assert [round(point.used) for point in points] == [0, 5, 30]
    assert points[0].rmse == pytest.approx(np.sqrt(((graded.machine - graded.human) ** 2).mean()))
    assert points == learning_curve(graded, TENTHS, BY, seed=1, repeats=2, counts=(0, 5, 30))


def test_a_curve_of_constant_scores_is_undefined() -> None:
    """Where people gave one score only, r and kappa are null and the error is not."""
    graded: Graded = replace(answers(7, 30, 1), human=np.full(30, 0.5))
    (point,) = learning_curve(graded, TENTHS, BY, seed=0, repeats=1, counts=(5,))
    assert (point.pearson, point.qwk) == (None, None)
    assert point.rmse is not None

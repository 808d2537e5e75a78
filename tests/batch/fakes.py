"""Graders that need no model, for tests of batches: functions of a module, so that they travel."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from grader.batch.worker import Recipe
from grader.model import (
    Evidence,
    Flag,
    Grade,
    Interval,
    Provenance,
    Resources,
    Rubric,
    Run,
    Status,
    Submission,
    Verdict,
)

SCORER = "fake-1"


class ReadingGrader:
    """Gives the points that an answer begins with; `fail` raises, `die` kills the process.

    `once FILE` kills it the first time: FILE says that it has been done.
    """

    def __init__(self, recipe: Recipe, scorer: str = SCORER) -> None:
        self._recipe = recipe
        self._scorer = scorer
        self.graded: list[str] = []

    def grade_many(self, pairs: Sequence[tuple[Submission, Rubric]]) -> list[Grade]:
        """One Grade per pair, in order."""
        return [self._grade(submission, rubric) for submission, rubric in pairs]

    def _grade(self, submission: Submission, rubric: Rubric) -> Grade:
        word = (submission.text.split() or [""])[0]
        if word == "fail":
            raise ValueError("cannot read this one")
        if word == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if word == "once" and not (mark := Path(submission.text.split()[1])).exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if word == "slow":
            time.sleep(0.05)
        if word:
            self.graded.append(submission.text)
        points = float(word) if word.replace(".", "").isdigit() else 0.0
        points = min(points, rubric.max_score)
        name = rubric.key_points[0].name if rubric.key_points else "check"
        share = points / rubric.max_score
        evidence = Evidence(
            name, "key_point", Verdict.MET, share, points, rubric.max_score, why="因为如此。"
        )
        return Grade(
            candidate_id=submission.candidate_id,
            question_id=submission.question_id,
            status=Status.GRADED if word else Status.BLANK,
            points=points,
            max_score=rubric.max_score,
            confidence=0.9,
            evidence=(evidence,),
            flags=(Flag("short", "很短"),) if share < 0.5 else (),
            feedback="好。",
            provenance=Provenance(rubric=rubric.version, encoder="fake", scorer=self._scorer),
            interval=Interval(max(0.0, points - 1), min(rubric.max_score, points + 1)),
            answer=submission.text,
            origin=submission.origin,
        )


class RunningGrader:
    """A code grader: as many points as the program has lines; never uses the same time twice."""

    def __init__(self, recipe: Recipe) -> None:
        self._recipe = recipe

    def grade(self, submission: Submission, rubric: Rubric) -> Grade:
        """The grade of one program."""
        if "raise" in submission.text:
            raise ValueError("the sandbox broke")
        points = float(min(len(submission.text.splitlines()), int(rubric.max_score)))
        used = Resources(time.perf_counter() % 1, 0.1, 20.0)
        return Grade(
            submission.candidate_id,
            submission.question_id,
            Status.GRADED,
            points,
            rubric.max_score,
            0.9,
            answer=submission.text,
            run=Run("python", resources=used),
        )

    def close(self) -> None:
        """Nothing was started."""


def open_text(recipe: Recipe) -> ReadingGrader:
    """A grader by the answers' first words."""
    return ReadingGrader(recipe)


def open_other_text(recipe: Recipe) -> ReadingGrader:
    """The same with another scorer."""
    return ReadingGrader(recipe, "fake-2")


def open_code(recipe: Recipe) -> RunningGrader:
    """A code grader by lines."""
    return RunningGrader(recipe)

"""The grader of programs that a batch uses: one sandbox a process, opened when first needed."""

from __future__ import annotations

import os

from grader.batch.worker import Recipe
from grader.code.sandbox import Sandbox, open_sandbox
from grader.errors import SandboxUnavailableError
from grader.model import Grade, Rubric, Submission


class SandboxedGrader:
    """Grades programs with the recipe's seed and language."""

    def __init__(self, sandbox: Sandbox, recipe: Recipe) -> None:
        self._sandbox, self._recipe = sandbox, recipe

    def grade(self, submission: Submission, rubric: Rubric) -> Grade:
        """The grade of one program."""
        from grader.grading import grade_program

        by = self._recipe
        return grade_program(submission, rubric, sandbox=self._sandbox, seed=by.seed, lang=by.lang)

    def close(self) -> None:
        """Ends the processes that wait for programs."""
        self._sandbox.close()


class NoGrader:
    """Says of each program why none is run: every one fails, none is a zero."""

    def __init__(self, reason: SandboxUnavailableError) -> None:
        self._reason = reason

    def grade(self, *_: object) -> Grade:
        """Raises SandboxUnavailableError."""
        raise self._reason

    def close(self) -> None:
        """Nothing was started."""


def open_code_grader(recipe: Recipe) -> SandboxedGrader | NoGrader:
    """The grader of programs, or one that says what the sandbox lacks here."""
    try:
        return SandboxedGrader(open_sandbox(os.environ), recipe)
    except SandboxUnavailableError as exc:
        return NoGrader(exc)

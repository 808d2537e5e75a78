"""The executor that a name stands for."""

from __future__ import annotations

import os

from grader.batch.executors import Executor
from grader.batch.worker import Recipe


def open_executor(name: str, recipe: Recipe, jobs: int | None) -> Executor:
    """`here` (this process), `pool` (processes) or `ray`; `jobs` is how many, else one a core.

    Raises MissingExtraError where Ray is not installed.
    """
    from grader.batch.executors.in_process import InProcess

    jobs = jobs or len(os.sched_getaffinity(0))
    if name == "here":
        return InProcess(recipe)
    raise NotImplementedError(name, jobs)

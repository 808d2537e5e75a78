"""The executor that a name stands for."""

from __future__ import annotations

import os

from grader.batch.executors import Executor
from grader.batch.worker import Recipe


def open_executor(name: str, recipe: Recipe, jobs: int | None) -> Executor:
    """`here` (this process), `pool` (processes) or `ray`; `jobs` is how many, else one a core.

    Raises MissingExtraError where Ray is not installed.
    """
    jobs = jobs or len(os.sched_getaffinity(0))
    if name == "pool":
        from grader.batch.executors.pool import ProcessPool

        return ProcessPool(recipe, jobs)
    if name == "ray":
        from grader.batch.executors.ray_data import RayData

        return RayData(recipe, jobs, os.environ)
    from grader.batch.executors.in_process import InProcess

    return InProcess(recipe)

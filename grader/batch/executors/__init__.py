"""Where chunks of tasks are graded: in this process, in several, or on a Ray cluster.

All give the same results in the same order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from grader.batch.tasks import Task
from grader.batch.worker import Graded


class Executor(Protocol):
    """Grades chunks of tasks, somewhere."""

    def map(self, chunks: Iterable[Sequence[Task]]) -> Iterator[Sequence[Graded]]:
        """The results of each chunk, in the order of the chunks; `chunks` is read as needed.

        Never raises for a task: what cannot be graded has a `grader_error`.
        """
        ...

    def close(self) -> None:
        """Ends whatever was started, without waiting for unfinished tasks."""
        ...

"""Chunks graded one after the other, here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from grader.batch.tasks import Task
from grader.batch.worker import Graded, Recipe, Worker


class InProcess:
    """An Executor in this process."""

    def __init__(self, recipe: Recipe) -> None:
        self._worker = Worker(recipe)

    def map(self, chunks: Iterable[Sequence[Task]]) -> Iterator[Sequence[Graded]]:
        """The results of each chunk, in order."""
        return map(self._worker.grade, chunks)

    def close(self) -> None:
        """Ends what the graders started."""
        self._worker.close()

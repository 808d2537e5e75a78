"""Chunks graded by several processes of this machine; a process that dies costs one answer at most.

Processes are spawned, not forked: torch does not survive a fork.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from grader.batch.problems import Problem
from grader.batch.tasks import Task
from grader.batch.worker import Graded, Recipe, Worker, not_graded
from grader.records import to_record

# Chunks waiting for each process: enough that none is idle, few enough to stay in memory.
AHEAD = 2

_worker: Worker | None = None
Pending = tuple[Sequence[Task], "Future[list[Graded]]"]


class ProcessPool:
    """An Executor over `jobs` processes."""

    def __init__(self, recipe: Recipe, jobs: int) -> None:
        self._recipe = recipe
        self._jobs = jobs
        self._pool = self._open()

    def map(self, chunks: Iterable[Sequence[Task]]) -> Iterator[Sequence[Graded]]:
        """The results of each chunk, in order."""
        pending: deque[Pending] = deque()
        for chunk in chunks:
            pending.append((chunk, self._submit(chunk)))
            while len(pending) > AHEAD * self._jobs:
                yield self._next(pending)
        while pending:
            yield self._next(pending)

    def close(self) -> None:
        """Ends the processes, whatever they are at."""
        processes = list((self._pool._processes or {}).values())
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()
        for process in processes:
            process.join()

    def _next(self, pending: deque[Pending]) -> Sequence[Graded]:
        chunk, future = pending.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            self._reopen()
            result = self._alone(chunk)
            # What else was waiting went down with the pool, unless it had been done.
            again = [(c, f if _is_done(f) else self._submit(c)) for c, f in pending]
            pending.clear()
            pending.extend(again)
            return result

    def _alone(self, chunk: Sequence[Task]) -> Sequence[Graded]:
        """A chunk graded with nothing beside it, so that it is known which one kills a process."""
        try:
            return self._submit(chunk).result()
        except BrokenProcessPool:
            self._reopen()
        if len(chunk) == 1:
            return [self._crashed(chunk[0])]
        half = len(chunk) // 2
        return [*self._alone(chunk[:half]), *self._alone(chunk[half:])]

    def _submit(self, chunk: Sequence[Task]) -> Future[list[Graded]]:
        return self._pool.submit(_grade, chunk)

    def _crashed(self, task: Task) -> Graded:
        rubric = self._recipe.rubrics[task.submission.question_id]
        grade = not_graded(task.submission, rubric, Problem("crashed"), self._recipe.lang)
        return Graded(task.key, task.submission.question_id, to_record(grade))

    def _reopen(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self._open()

    def _open(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._jobs,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=(self._recipe, max(1, len(os.sched_getaffinity(0)) // self._jobs)),
        )


def _is_done(future: Future[list[Graded]]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _begin(recipe: Recipe, cores: int) -> None:
    """Prepares a process: an interrupt is the parent's to handle, cores are shared out."""
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    share_cores(cores)
    _worker = Worker(recipe)


def share_cores(cores: int) -> None:
    """Keeps numeric libraries of this process to so many threads; call before they load."""
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = str(cores)


def _grade(chunk: Sequence[Task]) -> list[Graded]:
    if _worker is None:
        raise RuntimeError("the process was not prepared")
    return _worker.grade(chunk)

"""Chunks graded by Ray Data, on this machine or on a cluster: texts and programs are two stages.

Order is kept, stages ask for parts of cores so that neither starves the other, the object store is
capped and usage statistics are off. Ray repeats what a lost worker had; what kills its worker again
and again is found by a pool of one process.
"""

from __future__ import annotations

import os
import pickle
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from grader.batch.executors.pool import ProcessPool
from grader.batch.tasks import Task
from grader.batch.worker import Graded, Recipe, Worker
from grader.errors import MissingExtraError

# Chunks handed to Ray at once; the whole window is in the object store.
WINDOW = 64
STORE_BYTES = 256 << 20
# A lost actor is always replaced; a chunk that was lost with it is not repeated forever.
MOST_RETRIES = 2
CORES = {"text": 0.75, "code": 0.25}


class RayData:
    """An Executor over `jobs` actors for texts and as many for programs."""

    def __init__(self, recipe: Recipe, jobs: int, environ: Mapping[str, str]) -> None:
        self._recipe = recipe
        self._jobs = jobs
        self._ray = _start(environ, jobs)

    def map(self, chunks: Iterable[Sequence[Task]]) -> Iterator[Sequence[Graded]]:
        """The results of each chunk, in order."""
        left = iter(chunks)
        while window := list(islice(left, WINDOW)):
            yield from self._window(window)

    def close(self) -> None:
        """Leaves the cluster; ends it where it was started here."""
        self._ray.shutdown()

    def _window(self, window: Sequence[Sequence[Task]]) -> Iterator[Sequence[Graded]]:
        received = 0
        try:
            for row in self._dataset(window).iter_rows():
                yield pickle.loads(row["graded"])  # noqa: S301 (made by our own workers)
                received += 1
        except (self._ray.exceptions.RayError, self._ray.exceptions.RaySystemError):
            pool = ProcessPool(self._recipe, 1)
            try:
                yield from pool.map(window[received:])
            finally:
                pool.close()

    def _dataset(self, window: Sequence[Sequence[Task]]) -> Any:
        import ray.data

        context = ray.data.DataContext.get_current()
        context.execution_options.preserve_order = True
        context.enable_progress_bars = False
        rows = [{"chunk": pickle.dumps(tuple(chunk))} for chunk in window]
        data: ray.data.Dataset = ray.data.from_items(rows, override_num_blocks=len(rows))
        kinds = {_kind(chunk) for chunk in window}
        for name in sorted(kinds, reverse=True):
            data = self._stage(data, name)
        return data

    def _stage(self, data: Any, name: str) -> Any:
        import ray.data

        with warnings.catch_warnings():
            # Ray has no other way yet to bound a lost actor's retries, and warns of this one.
            warnings.simplefilter("ignore", DeprecationWarning)
            return data.map_batches(
                Stage,
                fn_constructor_args=(self._recipe, name),
                batch_size=1,
                batch_format="numpy",
                num_cpus=CORES[name],
                compute=ray.data.ActorPoolStrategy(size=self._jobs),
                max_restarts=-1,
                max_task_retries=MOST_RETRIES,
            )


class Stage:
    """An actor that grades the chunks of its kind, and hands the others on."""

    def __init__(self, recipe: Recipe, kind: str) -> None:
        self._worker = Worker(recipe)
        self._kind = kind

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        """The batch with `graded` filled in for chunks of this stage's kind."""
        graded = list(batch.get("graded", [b""] * len(batch["chunk"])))
        for at, packed in enumerate(batch["chunk"]):
            chunk = pickle.loads(packed)  # noqa: S301 (made by the driver)
            if _kind(chunk) == self._kind:
                graded[at] = pickle.dumps(self._worker.grade(chunk))
        return {"chunk": batch["chunk"], "graded": graded}


def _kind(chunk: Sequence[Task]) -> str:
    return "text" if all(task.submission.program is None for task in chunk) else "code"


def _start(environ: Mapping[str, str], jobs: int) -> Any:
    """Ray, joined to the cluster that RAY_ADDRESS names, else started for this run alone."""
    # Read while ray is being imported, so it cannot come as an argument.
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ["RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO"] = "0"
    try:
        import ray
        import ray.data
    except ImportError as exc:
        raise MissingExtraError(
            "Ray is not installed: pip install 'grader[ray]', or use --executor pool"
        ) from exc
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": "ERROR"}
    if environ.get("RAY_ADDRESS"):
        ray.init(address="auto", **quiet)
    else:
        ray.init(num_cpus=jobs, include_dashboard=False, object_store_memory=STORE_BYTES, **quiet)
    return ray

"""Prints the throughput of one and of two Ray actors, and of this process; asserts nothing.

    python tests/bench/batch_ray.py [TEXTS [TURNS]]

Real texts and the real grader. What is timed begins when every actor has returned a chunk, so that
starting Ray and loading models do not count. Two actors need two free cores: the machine's load
stands beside each figure, and turns are repeated because it drifts.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from statistics import median

from answers import answers

from grader.batch.executors import Executor
from grader.batch.executors.in_process import InProcess
from grader.batch.executors.ray_data import RayData
from grader.batch.tasks import Task
from grader.batch.worker import Recipe, open_text_grader
from grader.model import Submission
from grader.rubric.bank import default_folder
from grader.rubric.files import load_rubrics
from grader.text.models import DEFAULT_MODEL, cache_folder

# As many as a batch sends, and too many for the cache: else a second way would find the first's.
CHUNK = 512


def rate(executor: Executor, chunks: Sequence[Sequence[Task]], actors: int) -> float:
    """Texts a second after the first chunk of each actor."""
    began, count = 0.0, 0
    for number, results in enumerate(executor.map(chunks), 1):
        if number > actors:
            count += len(results)
        elif number == actors:
            began = time.perf_counter()
    seconds = time.perf_counter() - began
    executor.close()
    return count / seconds


def main(texts: int, turns: int) -> None:
    """Prints a line for each way and turn, and the ratio of two actors to one."""
    rubrics = load_rubrics(default_folder())
    cache = str(cache_folder(os.environ))
    recipe = Recipe(rubrics, open_text_grader, model=DEFAULT_MODEL, cache=cache)
    said = dict.fromkeys((q, text) for _, q, text in answers(rubrics, texts))
    tasks = [Task(f"{n:032x}", Submission(q, text)) for n, (q, text) in enumerate(said)]
    chunks = [tasks[at : at + CHUNK] for at in range(0, len(tasks), CHUNK)]
    ways: dict[str, tuple[int, Callable[[], Executor]]] = {
        "one actor": (1, lambda: RayData(recipe, 1, {})),
        "two actors": (2, lambda: RayData(recipe, 2, {})),
        "this process": (1, lambda: InProcess(recipe)),
    }
    rates: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(turns):
        for name, (actors, opened) in ways.items():
            before = os.getloadavg()[0]
            found = rate(opened(), chunks, actors)
            rates[name].append(found)
            print(f"{name}: {found:.1f} texts a second (load before {before:.1f})", flush=True)
    ratios = [two / one for one, two in zip(rates["one actor"], rates["two actors"], strict=True)]
    cores = len(os.sched_getaffinity(0))
    print(f"two actors / one actor: {median(ratios):.2f} ({cores} cores, {len(tasks)} texts)")


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    main(*(numbers + [3_000, 2][len(numbers) :]))

"""Prints how time and memory of a batch grow with its rows; asserts nothing.

    python tests/bench/batch_scale.py [TEXTS [ROWS...]]

Each size is graded by the real grader in a process of its own. There are few distinct texts, so
that what grows is reading, copying and writing. The first size is run twice and its first run left
aside. Needs about 3 GB of disk for a million rows.
"""

from __future__ import annotations

import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice, pairwise
from pathlib import Path

from answers import answers, write_table

from grader.batch.batch import Settings, run_batch
from grader.batch.executors.in_process import InProcess
from grader.batch.reading.questions import Questions
from grader.batch.reading.rows import open_submissions
from grader.batch.worker import Recipe, open_text_grader
from grader.rubric.bank import default_folder
from grader.rubric.files import load_rubrics
from grader.text.models import DEFAULT_MODEL, cache_folder


class Quiet:
    """Watches nothing."""

    def planned(self, *_: object) -> None:
        """After the scan."""

    def graded(self, *_: int) -> None:
        """After a chunk."""

    def problem(self, *_: object) -> None:
        """For a bad row."""


def one(rows: int, texts: int) -> None:
    """Grades `rows` rows of `texts` distinct texts; prints seconds and peak memory in MiB."""
    rubrics = load_rubrics(default_folder())
    recipe = Recipe(
        rubrics, open_text_grader, model=DEFAULT_MODEL, cache=str(cache_folder(os.environ))
    )
    known = list(answers(rubrics, texts))
    questions = 30
    repeated = (
        (f"c{number // questions:07d}", id_, text)
        for number, (_, id_, text) in enumerate(islice(cycle(known), rows))
    )
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "class.csv"
        write_table(table, repeated)
        submissions = open_submissions(table, Questions(rubrics))
        start, used = time.perf_counter(), time.process_time()
        run_batch(submissions, recipe, Settings(Path(folder) / "out"), InProcess, Quiet())
        wall, cpu = time.perf_counter() - start, time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(rows, round(wall, 2), round(cpu, 2), round(peak))


def main(texts: int, sizes: list[int]) -> None:
    """Prints a line for each size, then exponents between neighbours and the ratio of memory."""
    found = []
    for turn, size in enumerate([sizes[0], *sizes]):
        command = [sys.executable, __file__, "--one", str(size), str(texts)]
        line = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        if turn:
            rows, wall, cpu, peak = map(float, line.split()[-4:])
            found.append((rows, wall, cpu, peak))
            print(f"{rows:.0f} rows: {wall:.1f} s, {cpu:.1f} s of CPU, peak {peak:.0f} MiB")
    for (r0, w0, c0, p0), (r1, w1, c1, p1) in pairwise(found):
        scale = math.log(r1 / r0)
        print(
            f"{r0:.0f} → {r1:.0f}: exponent {math.log(w1 / w0) / scale:.2f} (wall), "
            f"{math.log(c1 / c0) / scale:.2f} (CPU); memory × {p1 / p0:.2f}"
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(int(sys.argv[2]), int(sys.argv[3]))
    else:
        numbers = [int(argument) for argument in sys.argv[1:]]
        main(numbers[0] if numbers else 300, numbers[1:] or [10_000, 100_000, 1_000_000])

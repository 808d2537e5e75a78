"""Prints how fast a batch is beside the script that people write today; asserts nothing.

    python tests/bench/batch_speed.py [ROWS [SAMPLE [LONGEST]]]
    CPU=1 python tests/bench/batch_speed.py           # seconds of CPU, for a machine with company

The script encodes answer and reference of each row (`SentenceTransformer.encode`), takes the cosine
and looks for keywords with `in`; it is timed on SAMPLE rows. Sentences of answers are cut at LONGEST
characters, 24 where nothing is said; their mean length is printed. Same machine, model, threads and run;
the two are timed in turns, because machines drift.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from answers import LONGEST, answers, write_table

from grader.batch.batch import Settings, run_batch
from grader.batch.executors.in_process import InProcess
from grader.batch.reading.questions import Questions
from grader.batch.reading.rows import open_submissions
from grader.batch.worker import Recipe, open_text_grader
from grader.model import Submission
from grader.rubric.bank import default_folder
from grader.rubric.files import load_rubrics
from grader.text import encoder as encoder_module
from grader.text.models import DEFAULT_MODEL, cache_folder, open_encoder

PART = 500


clock = time.process_time if os.environ.get("CPU") else time.perf_counter


class Quiet:
    """Watches nothing."""

    def planned(self, rows: int, distinct: int, *_: int) -> None:
        """After the scan."""
        print(f"{rows} rows, {distinct} distinct")

    def graded(self, *_: int) -> None:
        """After a chunk."""

    def problem(self, *_: object) -> None:
        """For a bad row."""


def naive_model(folder: Path) -> Any:
    """The default encoder as a plain SentenceTransformer."""
    from sentence_transformers import SentenceTransformer

    open_encoder(DEFAULT_MODEL, folder).encode([f"converted {time.time_ns()}"])
    (place,) = folder.glob(f"{DEFAULT_MODEL}-*/")
    return SentenceTransformer(str(place), device="cpu")


def naive(model: Any, rows: list[tuple[str, str, str]], rubrics: Any) -> float:
    """Seconds that the script takes for `rows`."""
    import numpy as np

    start = clock()
    for _, id_, text in rows:
        rubric = rubrics[id_]
        one, other = model.encode(text), model.encode(rubric.question.reference)
        cosine = float(one @ other / (np.linalg.norm(one) * np.linalg.norm(other)))
        words = [k for p in rubric.key_points for k in p.keywords]
        found = sum(any(name in text for name in word.names) for word in words)
        _ = 0.7 * cosine + 0.3 * found / max(1, len(words))
    return clock() - start


def prepare(recipe: Recipe) -> None:
    """Encodes the rubrics' statements, as every batch but the first finds them."""
    grader = open_text_grader(recipe)
    for id_, rubric in recipe.rubrics.items():
        if rubric.key_points:
            grader.grade_many([(Submission(id_, f"Warm up {time.time_ns()}."), rubric)])


def main(count: int, sample: int, longest: int) -> None:
    """Prints the two rates, their ratio, and where the batch's time went."""
    folder = cache_folder(os.environ)
    rubrics = load_rubrics(default_folder())
    rows = list(answers(rubrics, count, longest=longest))
    model = naive_model(folder)
    recipe = Recipe(rubrics, open_text_grader, model=DEFAULT_MODEL, cache=str(folder))
    inside = [0.0]
    plain = encoder_module.TransformerEncoder._forward

    def timed(self: Any, *args: Any) -> Any:
        start = clock()
        result = plain(self, *args)
        inside[0] += clock() - start
        return result

    encoder_module.TransformerEncoder._forward = timed  # type: ignore[method-assign]
    prepare(recipe)
    naive(model, rows[:20], rubrics)
    script = naive(model, rows[:sample], rubrics)
    with tempfile.TemporaryDirectory() as out:
        table = Path(out) / "class.csv"
        write_table(table, iter(rows))
        submissions = open_submissions(table, Questions(rubrics))
        inside[0] = 0.0
        start = clock()
        run_batch(submissions, recipe, Settings(Path(out) / "results"), InProcess, Quiet())
        ours = clock() - start
    script += naive(model, rows[-sample:], rubrics)
    rates = count / ours, 2 * sample / script
    size = sum(len(text) for _, _, text in rows) / count
    print(f"answers: {size:.0f} characters on average")
    print(f"threads: {os.environ.get('OMP_NUM_THREADS') or len(os.sched_getaffinity(0))}")
    print(f"script: {rates[1]:.1f} answers a second ({2 * sample} rows timed)")
    print(f"batch:  {rates[0]:.1f} answers a second ({ours:.1f} s)")
    print(f"ratio:  {rates[0] / rates[1]:.1f}")
    print(f"inside the encoder's forward pass: {100 * inside[0] / ours:.0f} % of the batch's time")


if __name__ == "__main__":
    arguments = [int(argument) for argument in sys.argv[1:]]
    main(*(arguments + [10_000, 300, LONGEST][len(arguments) :]))

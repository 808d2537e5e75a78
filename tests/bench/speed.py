"""Prints how fast answers are graded; asserts nothing.

    python tests/bench/speed.py

Cold: one answer in a new process, second run (the encoder's weights converted, the rubric's
statements cached, the answer's text new), beside importing torch and sentence-transformers alone.
Warm: answers per second in one process, every text new. Paired in one run: machines drift.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from grader.grading import Grader
from grader.model import Submission
from grader.rubric.bank import default_folder
from grader.rubric.files import load_rubrics
from grader.text.cache import Store
from grader.text.models import DEFAULT_MODEL, cache_folder, open_encoder

ROOT = Path(__file__).parents[2]
IMPORTS = "import torch, sentence_transformers"
COMMAND = "from grader.cli.main import main; main()"
ROUNDS = 3


def seconds(*command: str) -> float:
    """The wall time of one process."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, check=True)
    return time.perf_counter() - start


def cold() -> None:
    """New answers, each in its own process, beside the bare imports."""
    text = (ROOT / "fixtures/answers/3/full/zh-terse.txt").read_text(encoding="utf-8")
    for turn in range(ROUNDS + 1):
        with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
            file.write(f"{text}（第 {time.time_ns()} 次）")
            file.flush()
            graded = seconds("-c", COMMAND, file.name, "--q", "3", "--json")
        imports = seconds("-c", IMPORTS)
        if turn:
            print(
                f"cold: {graded:.2f} s, imports alone {imports:.2f} s, beyond {graded - imports:.2f} s"
            )


def warm() -> None:
    """All example answers, none of them seen before, in one process."""
    rubrics = load_rubrics(default_folder())
    encoder = open_encoder(DEFAULT_MODEL, cache_folder(os.environ))
    grader = Grader(encoder)
    paths = [
        p for p in sorted((ROOT / "fixtures/answers").glob("*/*/*.txt")) if "blank" not in p.parts
    ]
    texts = {p: p.read_text(encoding="utf-8") for p in paths}
    grader.grade_many(
        [
            (Submission(q, "先热身，准备好每道题。"), rubrics[q])
            for q in {p.parts[-3] for p in paths}
        ]
    )
    for label, cut in (("whole answers", 10_000), ("short answers of 40 characters", 40)):
        for turn in range(ROUNDS):
            pairs = [
                (Submission(p.parts[-3], f"{turn}{cut}{texts[p][:cut]}"), rubrics[p.parts[-3]])
                for p in paths
            ]
            encoder._store = Store(None)  # nothing remembered, on disk or in memory
            start = time.perf_counter()
            grader.grade_many(pairs)
            took = time.perf_counter() - start
            size = sum(len(s.text) for s, _ in pairs) / len(pairs)
            print(
                f"warm: {len(pairs) / took:.1f} a second, {label}, mean {size:.0f} characters, {took:.2f} s, by {len(os.sched_getaffinity(0))} cores"
            )


if __name__ == "__main__":
    cold()
    warm()

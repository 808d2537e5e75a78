"""Prints whether a batch that is killed at random moments ends as an undisturbed one.

    python tests/bench/batch_kill.py [KILLS [ROWS]]

A run of texts and programs with fake graders is started, killed (SIGKILL) after a random time and
resumed, until it ends; that counts as many kills as it took. The outputs are compared byte by byte.
"""

from __future__ import annotations

import csv
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
RUNNER = ROOT / "tests" / "batch" / "killed.py"
OUTPUTS = ("grades.jsonl", "grades.csv", "candidates.csv", "similar.json")


def rows(count: int) -> list[tuple[str, str, str]]:
    """Half texts, half programs."""
    half = count // 2
    texts = [(f"c{i}", "1", f"{i % 9} answer number {i}") for i in range(half)]
    return texts + [(f"c{i}", "c1", f"x = {i}\ny = 2") for i in range(count - half)]


def start(table: Path, folder: Path) -> subprocess.Popen[bytes]:
    """A run that goes on in `folder`."""
    return subprocess.Popen([sys.executable, str(RUNNER), str(table), str(folder)], cwd=ROOT)


def main(kills: int, count: int) -> None:
    """Prints the number of kills and of runs whose outputs differ."""
    drawn = random.Random(1)
    with tempfile.TemporaryDirectory() as place:
        table = Path(place) / "class.csv"
        with table.open("w", newline="") as file:
            csv.writer(file).writerows([("candidate_id", "question_id", "answer"), *rows(count)])
        whole = Path(place) / "whole"
        began = time.perf_counter()
        start(table, whole).wait()
        seconds = time.perf_counter() - began
        done = differing = runs = 0
        while done < kills:
            folder = Path(place) / f"run{runs}"
            runs += 1
            while True:
                process = start(table, folder)
                try:
                    process.wait(drawn.uniform(0.1, 1.0) * seconds if done < kills else None)
                    break
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
                    done += 1
            same = all((folder / n).read_bytes() == (whole / n).read_bytes() for n in OUTPUTS)
            differing += not same
    print(f"{done} kills in {runs} runs of {count} rows ({seconds:.1f} s each)")
    print(f"runs whose outputs differ from an undisturbed run: {differing}")


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    main(*(numbers + [50, 2_000][len(numbers) :]))

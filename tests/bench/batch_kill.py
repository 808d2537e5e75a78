"""Prints whether a batch that is killed at random moments ends as an undisturbed one.

    python tests/bench/batch_kill.py [KILLS [ROWS]]
    python tests/bench/batch_kill.py --real [KILLS [ROWS]]

A run of texts and programs is started, killed (SIGKILL) after a random time and resumed, until it
ends; that counts as many kills as it took. The outputs are compared byte by byte. Graders are fake,
so that many kills take little time; with --real it is the whole command, with the encoder, and
programs of the sample in the sandbox.
"""

from __future__ import annotations

import csv
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from answers import answers

from grader.rubric.bank import default_folder
from grader.rubric.files import load_rubrics

ROOT = Path(__file__).parents[2]
RUNNER = ROOT / "tests" / "batch" / "killed.py"
CODE = ROOT / "fixtures" / "submissions" / "code"
OUTPUTS = ("grades.jsonl", "grades.csv", "candidates.csv", "similar.json")
# Of the sample's programs those that take a second or so, several of them to their whole end.
QUICK = (
    "c1_missing_name_torch_optim_not_imported.py",
    "c1_frozen_discriminator_torch_requires_grad_left_off.py",
    "c2_accepted_torch_functions.py",
    "c2_no_kl_torch_reconstruction_only.py",
    "c2_crash_tensorflow_exits_in_build.py",
    "c3_off_by_one_torch_dataset.py",
    "c3_accepted_torch_script_cn.py",
    "c4_crash_torch_position_table_too_short.py",
)
COMMAND = "import sys; from grader.cli.main import main; sys.argv[0] = 'grade'; main()"
Row = tuple[str, str, str, str]
Command = Callable[[Path, Path], list[str]]


def fake_rows(count: int, _: Path) -> list[Row]:
    """Half texts, half programs."""
    half = count // 2
    texts = [(f"c{i}", "1", f"{i % 9} answer number {i}", "") for i in range(half)]
    return texts + [(f"c{i}", "c1", f"x = {i}\ny = 2", "") for i in range(count - half)]


def real_rows(count: int, folder: Path) -> list[Row]:
    """`count` texts, and after every few of them a program, which is copied into `folder`."""
    rubrics = load_rubrics(default_folder())
    rows = [
        (candidate, question, text, "") for candidate, question, text in answers(rubrics, count)
    ]
    for at, name in enumerate(QUICK):
        shutil.copy(CODE / name, folder)
        rows.insert(at * count // len(QUICK), (f"p{at}", name[:2], "", name))
    return rows


def fake_command(table: Path, folder: Path) -> list[str]:
    """A run with fake graders that goes on in `folder`."""
    return [sys.executable, str(RUNNER), str(table), str(folder)]


def real_command(table: Path, folder: Path) -> list[str]:
    """`grade batch` that goes on in `folder`."""
    options = ["-o", str(folder), "--resume", "--seed", "1", "--quiet"]
    return [sys.executable, "-c", COMMAND, "batch", str(table), *options]


def killed(command: Sequence[str], seconds: float | None) -> bool:
    """Whether a run that may take so many seconds had to be killed."""
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True
    if process.returncode:
        raise SystemExit(f"the run ended with {process.returncode}")
    return False


def main(made: Callable[[int, Path], list[Row]], command: Command, kills: int, count: int) -> None:
    """Prints the number of kills and of runs whose outputs differ."""
    drawn = random.Random(1)
    with tempfile.TemporaryDirectory() as place:
        table, whole = Path(place) / "class.csv", Path(place) / "whole"
        rows = made(count, Path(place))
        with table.open("w", newline="") as file:
            head = ("candidate_id", "question_id", "answer", "code_file")
            csv.writer(file).writerows([head, *rows])
        killed(command(table, whole), None)
        shutil.rmtree(whole)  # the first run may have to fill caches, which the killed ones find
        began = time.perf_counter()
        killed(command(table, whole), None)
        seconds = time.perf_counter() - began
        print(f"undisturbed: {len(rows)} rows in {seconds:.1f} s", flush=True)
        done = differing = runs = 0
        while done < kills:
            folder = Path(place) / f"run{runs}"
            runs += 1
            while killed(
                command(table, folder), drawn.uniform(0.1, 1.0) * seconds if done < kills else None
            ):
                done += 1
            same = all((folder / n).read_bytes() == (whole / n).read_bytes() for n in OUTPUTS)
            differing += not same
            print(f"{done} kills, {runs} runs, {differing} differ", flush=True)
    print(f"runs whose outputs differ from an undisturbed run: {differing} of {runs}")


if __name__ == "__main__":
    is_real = "--real" in sys.argv
    numbers = [int(argument) for argument in sys.argv[1:] if argument != "--real"]
    if is_real:
        main(real_rows, real_command, *(numbers + [15, 160][len(numbers) :]))
    else:
        main(fake_rows, fake_command, *(numbers + [50, 2_000][len(numbers) :]))

"""`grade batch`: every awkward table ends with its message, its code and its rows."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.batch.fakes import open_text
from tests.cli.conftest import QUESTION, Run

FOLDER = Path(__file__).parents[2] / "fixtures" / "bad_csv"
CASES = YAML(typ="safe", pure=True).load((FOLDER / "cases.yaml").read_text("utf-8"))
Batch = Callable[..., Any]


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the awkward tables, links and all."""
    return Path(shutil.copytree(FOLDER, tmp_path / "tables", symlinks=True))


@pytest.fixture
def batch(run: Run, bank: Path, monkeypatch: pytest.MonkeyPatch) -> Batch:
    """Runs `grade batch` with a grader that reads points off the answer."""
    monkeypatch.setattr("grader.batch.worker.open_text_grader", open_text)
    second = QUESTION.format(id="4", kind="short_answer").replace("火山", "地震")
    (bank / "q04.yaml").write_text(second.replace("volcano erupt", "quake begin"), "utf-8")

    def of(*args: str) -> Any:
        return run("batch", *args, "--rubrics", "bank")

    return of


def rows(folder: Path) -> list[dict[str, str]]:
    """The rows of grades.csv."""
    text = (folder / "grades.csv").read_text("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def records(folder: Path) -> list[dict[str, Any]]:
    """The records of grades.jsonl."""
    return [json.loads(line) for line in (folder / "grades.jsonl").read_text().splitlines()]


def test_there_are_enough_awkward_tables() -> None:
    """Sixty at least, each of them once, and no file without a case."""
    files = [case["file"] for case in CASES]
    assert len(set(files)) == len(files) >= 60
    known = {*files, "cases.yaml", "files", "linked"}
    assert {path.name for path in FOLDER.iterdir()} - known == set()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_awkward_tables(case: dict[str, Any], batch: Batch, tables: Path) -> None:
    """Each ends with the code, the lines on standard error and the statuses that are written."""
    result = batch(f"tables/{case['file']}", "-o", "out", *case.get("options", ()))
    assert result.exit_code == case["exit"]
    lines = result.stderr.splitlines()
    for line in case["says"]:
        assert line in lines
    if case["exit"] == 2:
        assert len(lines) == 1
        return
    out = tables.parent / "out"
    assert [record["status"] for record in records(out)] == case["statuses"]
    assert [row["status"] for row in rows(out)] == case["statuses"]
    if "answers" in case:
        assert [record["answer"] for record in records(out)] == case["answers"]
    if "candidates" in case:
        assert [record["candidate_id"] for record in records(out)] == case["candidates"]


def write(folder: Path, text: str) -> str:
    """Writes a table into the current folder."""
    (folder / "class.csv").write_text("candidate_id,question_id,answer\n" + text, "utf-8")
    return "class.csv"


def test_a_dry_run_checks_and_writes_nothing(batch: Batch, tmp_path: Path) -> None:
    """Problems are named, counts are said, and no folder appears."""
    table = write(tmp_path, "ann,3,5\nbob,99,5\n")
    before = set(tmp_path.iterdir())
    result = batch(table, "--dry-run", "-o", "out")
    assert result.exit_code == 4
    assert "class.csv: row 3, column question: there is no question 99" in result.stderr
    expected = "checked, nothing graded: 2 rows, 1 distinct answers, 1 rows with problems"
    assert result.stderr.splitlines()[-1] == expected
    assert set(tmp_path.iterdir()) == before


def test_a_good_dry_run_ends_with_zero(batch: Batch, tmp_path: Path) -> None:
    """Without problems, without -o."""
    assert batch(write(tmp_path, "ann,3,5\n"), "--dry-run").exit_code == 0


def test_the_closing_words(batch: Batch, tmp_path: Path) -> None:
    """Counts by status, mean and spread by question, time, and where the results are."""
    result = batch(write(tmp_path, "ann,3,5\nbob,3,7\ncyd,3,\ndan,3,fail\n"), "-o", "out")
    lines = result.stdout.splitlines()
    assert lines[0] == "4 rows: 1 blank, 2 graded, 1 not graded (no zeros)"
    assert lines[1].split() == ["question", "answers", "mean", "deviation", "maximum"]
    assert lines[2].split() == ["3", "3", "4.00", "2.94", "10"]
    assert lines[-1] == "results in out: grades.csv, candidates.csv, grades.jsonl"


def test_quiet_says_nothing_but_problems(batch: Batch, tmp_path: Path) -> None:
    """No progress and no summary."""
    result = batch(write(tmp_path, "ann,3,5\nbob,99,1\n"), "-o", "out", "--quiet")
    assert result.stdout == ""
    assert result.stderr == "class.csv: row 3, column question: there is no question 99\n"


def test_chinese_for_whoever_asks_for_it(batch: Batch, tmp_path: Path) -> None:
    """Problems, errors and the summary."""
    result = batch(write(tmp_path, "ann,3,5\nbob,99,1\n"), "-o", "out", "--lang", "zh")
    assert "class.csv：第 3 行，question 列：没有第 99 题" in result.stderr
    assert result.stdout.startswith("2 行：已评分 1，未能评分 1（不算零分）")
    assert batch("no.csv", "-o", "x", "--lang", "zh").stderr.startswith(
        "错误：no.csv: 没有这个文件"
    )


def test_an_interrupt_says_how_to_go_on(
    batch: Batch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C ends with 130, and the run can be resumed."""
    table = write(tmp_path, "ann,3,5\n")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("grader.batch.executors.in_process.InProcess.map", interrupt)
        result = batch(table, "-o", "out")
    assert result.exit_code == 130
    expected = "interrupted; what is graded is safe in out: run again with --resume to go on"
    assert result.stderr.splitlines()[-1] == expected
    assert batch(table, "-o", "out", "--resume").exit_code == 0


def test_a_folder_is_not_overwritten(batch: Batch, tmp_path: Path) -> None:
    """A second run into a folder needs --resume."""
    table = write(tmp_path, "ann,3,5\n")
    batch(table, "-o", "out")
    result = batch(table, "-o", "out")
    assert result.exit_code == 2
    assert "out holds a run already (1 graded): add --resume to go on" in result.stderr


def test_without_a_folder_it_says_what_is_missing(batch: Batch, tmp_path: Path) -> None:
    """-o must be there unless nothing is graded."""
    result = batch(write(tmp_path, "ann,3,5\n"))
    assert result.exit_code == 2
    assert "-o/--output is missing" in result.stderr


def test_the_words_are_there_in_both_languages() -> None:
    """Every text of the command in Chinese and in English."""
    from grader.cli.batch_messages import TEXTS

    assert TEXTS["zh"].keys() == TEXTS["en"].keys()


def test_progress_in_plain_lines() -> None:
    """Away from a terminal a line comes every ten seconds; each kind has its own pace."""
    from click.testing import CliRunner

    from grader.cli.batch_progress import ProgressWatcher

    times = iter([0.0, 0.0, 5.0, 8.0, 20.0])
    watcher = ProgressWatcher(
        "t.csv", "en", quiet=False, terminal=False, clock=lambda: next(times, 20.0)
    )
    with CliRunner().isolation() as (_, stderr, _output):
        watcher.planned(400, 300, 290, 10)
        watcher.graded(100, 0)
        watcher.graded(0, 1)
        watcher.graded(0, 1)
        said = stderr.getvalue().decode().splitlines()
    assert said == [
        "400 rows, 300 distinct answers; to grade: 290 texts, 10 programs",
        "graded: programs 2/10 (1 min 00 s left), texts 100/290 (0 min 10 s left)",
    ]

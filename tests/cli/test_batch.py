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

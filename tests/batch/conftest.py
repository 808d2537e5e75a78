"""What the tests of batches share: a small bank, a recipe, and whole runs without a model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from grader.batch.batch import Settings, run_batch
from grader.batch.executors import Executor
from grader.batch.executors.in_process import InProcess
from grader.batch.problems import Problem
from grader.batch.reading.questions import Questions
from grader.batch.reading.rows import Row, Submissions, open_submissions
from grader.batch.summary import Summary
from grader.batch.worker import Recipe
from grader.model import Check, KeyPoint, Kind, Question, Rubric
from tests.batch.fakes import open_code, open_text

SAME_EVERY_TIME = (
    "grades.jsonl", "grades.csv", "candidates.csv", "similar.json",
)  # fmt: skip


class Listener:
    """A Watcher that writes down what it is told."""

    def __init__(self) -> None:
        self.plan: tuple[int, int, int] = (0, 0, 0)
        self.kinds: tuple[int, int] = (0, 0)
        self.counts: list[int] = []
        self.problems: list[tuple[int, str]] = []

    def planned(self, rows: int, distinct: int, texts: int, programs: int) -> None:
        """After the scan."""
        self.plan = (rows, distinct, texts + programs)
        self.kinds = (texts, programs)

    def graded(self, texts: int, programs: int) -> None:
        """After each chunk."""
        self.counts.append(texts + programs)

    def problem(self, row: Row, problem: Problem) -> None:
        """For each bad row."""
        self.problems.append((row.number, problem.name))


@pytest.fixture
def rubrics() -> dict[str, Rubric]:
    """Two short answers and a coding task."""
    text = Question("1", "请解释火山怎样喷发。", "岩浆中的气体膨胀，把岩浆推出地表。")
    other = Question("2", "How do tides arise?", "The moon pulls at the sea.", language="en")
    task = Question("c1", "写一个函数。", kind=Kind.CODING)
    points = (KeyPoint("气体膨胀", "气体膨胀，把岩浆推上来。", 10.0),)
    return {
        "1": Rubric(text, points, version="v1"),
        "2": Rubric(
            other, (KeyPoint("moon", "The moon pulls.", 5.0),), max_score=5.0, version="v2"
        ),
        "c1": Rubric(task, checks=(Check("runs", "runs", 10.0, "能运行"),), version="v3"),
    }


@pytest.fixture
def recipe(rubrics: dict[str, Rubric]) -> Recipe:
    """Fake graders for texts and programs."""
    return Recipe(rubrics, open_text, open_code, lang="en", seed=7)


@pytest.fixture
def table(tmp_path: Path) -> Callable[[Sequence[Sequence[str]]], Path]:
    """Writes rows of (candidate, question, answer) into a table."""

    def of(rows: Sequence[Sequence[str]]) -> Path:
        import csv

        path = tmp_path / "class.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("candidate_id", "question_id", "answer"), *rows])
        return path

    return of


@pytest.fixture
def opened(recipe: Recipe) -> Callable[[Path], Submissions]:
    """Opens a table against the small bank."""
    return lambda path: open_submissions(path, Questions(recipe.rubrics))


Runner = Callable[..., Summary]


@pytest.fixture
def run_to(recipe: Recipe, opened: Callable[[Path], Submissions]) -> Runner:
    """Runs a whole batch in this process: `run_to(table, folder, resume=True, …)`."""

    def of(
        path: Path,
        folder: Path,
        *,
        executor: Callable[[Recipe], Executor] = InProcess,
        watcher: Listener | None = None,
        changes: dict[str, Any] | None = None,
        **settings: Any,
    ) -> Summary:
        used = replace(recipe, **(changes or {}))
        return run_batch(
            opened(path), used, Settings(folder, **settings), executor, watcher or Listener()
        )

    return of


def outputs(folder: Path) -> dict[str, bytes]:
    """The bytes of every output that must not differ between runs."""
    names = [name for name in SAME_EVERY_TIME if (folder / name).exists()]
    return {name: (folder / name).read_bytes() for name in names}

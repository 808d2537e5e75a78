"""What tests of programs share: one sandbox, the bank's coding tasks, the fixtures' verdicts."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from grader.code.grade import CodeGrader
from grader.code.program import read_program
from grader.code.sandbox import Limits, Sandbox, open_sandbox
from grader.model import Grade, Rubric, Submission
from grader.rubric.files import load_rubric

ROOT = Path(__file__).parents[2]
PROGRAMS = ROOT / "fixtures" / "code"
# Generous, because a machine that runs tests is busy; programs that never end get less.
LIMITS = Limits(wall_seconds=300, cpu_seconds=200)
SHORT = Limits(wall_seconds=40, cpu_seconds=20)
SEED = 1

Examine = Callable[[Path], "Seen"]


@dataclass(frozen=True)
class Seen:
    """A grade, the checks that failed by themselves, and all that lost points, by name."""

    grade: Grade
    failed: set[str]
    lost: set[str]

    @property
    def outcome(self) -> str:
        """How the run ended."""
        return self.grade.run.outcome if self.grade.run else ""


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """One sandbox for all tests, with its warm processes."""
    with open_sandbox(os.environ) as opened:
        yield opened


@pytest.fixture(scope="session")
def tasks() -> dict[str, Rubric]:
    """The coding tasks of the bank by id."""
    paths = sorted((ROOT / "rubrics" / "aigc").glob("c*.yaml"))
    return {path.stem: load_rubric(path) for path in paths}


@pytest.fixture(scope="session")
def examine(sandbox: Sandbox, tasks: dict[str, Rubric]) -> Examine:
    """Grade one fixture program; its path says which task it answers."""

    def run(path: Path, seed: int = SEED) -> Seen:
        task, verdict = path.relative_to(PROGRAMS).parts[:2]
        limits = SHORT if verdict == "timeout" else LIMITS
        submission = read_program(str(path), task, BytesIO())
        return grade_program(submission, tasks[task], sandbox, seed=seed, limits=limits)

    return run


def grade_program(
    submission: Submission,
    rubric: Rubric,
    sandbox: Sandbox,
    *,
    seed: int = SEED,
    limits: Limits = LIMITS,
) -> Seen:
    """The grade in English, and the names of the checks that lost points."""
    grade = CodeGrader(sandbox, seed=seed, lang="en", limits=limits).grade(submission, rubric)
    names = {check.title_en: check.name for check in rubric.checks}
    checks = [e for e in grade.evidence if e.kind == "check"]
    lost = {names[e.criterion] for e in checks if e.score < 1}
    reached = [e for e in checks if not e.actual.startswith("not reached")]
    failed = {names[e.criterion] for e in reached if e.score < 1 and not e.why}
    return Seen(grade, failed, lost)


def programs() -> list[Path]:
    """Every fixture program: a file or a folder under fixtures/code/TASK/VERDICT."""
    found = sorted(PROGRAMS.glob("c*/*/*"))
    return [p for p in found if p.is_dir() or p.suffix in (".py", ".ipynb")]


def verdicts() -> dict[str, object]:
    """What fixtures/code/verdicts.yaml says."""
    read: dict[str, object] = YAML(typ="safe").load(PROGRAMS / "verdicts.yaml")
    return read

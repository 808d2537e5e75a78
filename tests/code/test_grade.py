"""Grading programs in the sandbox: repeatable, partial, honest about what could not be run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import grader.code.grade as grading
from grader.code.grade import CodeGrader
from grader.code.program import program_from_bytes, submission_of
from grader.code.sandbox import Sandbox
from grader.errors import MissingExtraError, UsageError
from grader.model import Grade, Rubric, Status, Submission
from grader.records import from_record, to_record
from tests.code.conftest import LIMITS, PROGRAMS, Examine, grade_program

GRU = PROGRAMS / "c3" / "accepted" / "torch_class_gru.py"


def script(source: str, task: str = "c3") -> Submission:
    """A submission of one script."""
    return submission_of(program_from_bytes("a.py", source.encode()), task, "a", "a.py")


def measured(grade: Grade) -> list[dict[str, float]]:
    """The numbers behind the checks, to three digits."""
    return [{k: float(f"{v:.3g}") for k, v in e.signals.items()} for e in grade.evidence]


def test_the_same_seed_gives_the_same_grade(examine: Examine) -> None:
    """Points, and the numbers behind them; another seed draws other data."""
    first, second, other = (examine(GRU, seed).grade for seed in (5, 5, 6))
    assert first.points == second.points == first.max_score
    assert measured(first) == measured(second) != measured(other)
    assert (first.provenance.seed, other.provenance.seed) == (5, 6)


def test_a_grade_of_a_program_survives_as_a_record(examine: Examine) -> None:
    """Checks, curve, resources and provenance come back from JSON data."""
    grade = examine(GRU).grade
    assert from_record(to_record(grade)) == grade
    assert grade.run is not None
    assert grade.run.curves[0].values[0] > grade.run.curves[0].values[-1]
    assert {e.kind for e in grade.evidence} == {"check"}


def test_a_missing_import_is_told_and_what_else_is_wrong(
    sandbox: Sandbox, tasks: dict[str, Rubric]
) -> None:
    """The points are those of the program as it is; the second look earns nothing."""
    source = GRU.read_text("utf-8").replace("import numpy as np\n", "")
    source = source.replace(
        "targets = series[starts + window_size]", "targets = series[starts + window_size - 1]"
    )
    seen = grade_program(script(source), tasks["c3"], sandbox)
    found = [e for e in seen.grade.evidence if e.kind == "finding"]
    assert found[0].why == "line 29: NameError: name 'np' is not defined"
    assert found[0].quote.startswith("series = torch.as_tensor(np.asarray(series)")
    assert any("with that put right: The target is the very next step" in f.why for f in found)
    assert seen.failed == {"loads"}
    assert all(f.points == f.max_points == 0 for f in found)


def test_an_empty_program_is_blank(sandbox: Sandbox, tasks: dict[str, Rubric]) -> None:
    """Nothing is run, and nothing earned."""
    grade = grade_program(script("  \n"), tasks["c3"], sandbox).grade
    assert (grade.status, grade.points, grade.run) == (Status.BLANK, 0.0, None)


def test_a_program_that_is_no_answer_says_what_is_missing(
    sandbox: Sandbox, tasks: dict[str, Rubric]
) -> None:
    """The accepted names are listed; that it loads is all it earns."""
    grade = grade_program(script("print('hello')"), tasks["c3"], sandbox).grade
    assert (grade.status, grade.points) == (Status.GRADED, 1.0)
    assert any("accepted names: build_model" in e.actual for e in grade.evidence)
    assert grade.run is not None
    assert grade.run.stdout == "hello\n"


def test_a_framework_that_is_not_there_is_our_fault(
    sandbox: Sandbox, tasks: dict[str, Rubric], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No points are not zero points, and the line that installs it is told."""

    def missing(*args: object, **kwargs: object) -> None:
        raise MissingExtraError("torch is not installed: pip install 'grader[torch]'")

    monkeypatch.setattr(grading, "examine", missing)
    grade = grade_program(script("import torch"), tasks["c3"], sandbox).grade
    assert (grade.status, grade.points) == (Status.GRADER_ERROR, None)
    assert "pip install 'grader[torch]'" in grade.flags[0].message


def test_a_rubric_without_checks_is_a_wrong_argument(
    sandbox: Sandbox, tasks: dict[str, Rubric]
) -> None:
    """Before anything is run."""
    with pytest.raises(UsageError, match="no checks"):
        CodeGrader(sandbox, seed=1, limits=LIMITS).grade(
            script("x = 1"), replace(tasks["c3"], checks=())
        )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_check_of_the_bank_can_be_said(
    lang: str, sandbox: Sandbox, tasks: dict[str, Rubric]
) -> None:
    """Expected and actual in both languages, for a program that has nothing of what is asked."""
    for task, rubric in tasks.items():
        grader = CodeGrader(sandbox, seed=1, lang=lang, limits=LIMITS)
        grade = grader.grade(script("x = 1", task), rubric)
        assert [e for e in grade.evidence if not (e.expected and e.actual)] == []
        assert sum(e.max_points for e in grade.evidence) == rubric.max_score


def test_the_fixture_is_where_the_tests_think() -> None:
    """The line numbers above are this file's."""
    assert Path(GRU).read_text("utf-8").splitlines()[29].strip().startswith("series = torch")

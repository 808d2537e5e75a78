"""What the tests of reports share: a cohort, its folder, and what is made of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from grader.model import Grade
from grader.report.results import Results, read_results
from grader.report.writing import Report
from grader.review import append
from grader.review.decision import Decision, decide
from tests.conftest import HashingEncoder
from tests.report.cohort import make_cohort, names, real_grades, write_folder



@pytest.fixture(scope="session")
def cohort(hashing: HashingEncoder) -> list[Grade]:
    """Sixty candidates' grades of all thirty-five questions."""
    return make_cohort(real_grades(hashing))


@pytest.fixture(scope="session")
def decided(cohort: list[Grade]) -> list[Decision]:
    """A person's decisions about every seventh of the answers."""
    return [
        decide(
            grade,
            round(min(10.0, (grade.points or 0.0) + number % 3), 1),
            author="李老师",
            time=f"2026-11-25T12:{number % 60:02}:00Z",
            reason="说得对，只是用词不同",
        )
        for number, grade in enumerate(cohort[::7])
    ]


@pytest.fixture(scope="session")
def results(
    cohort: list[Grade], decided: list[Decision], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The cohort's result folder, with decisions; not to be written to."""
    folder = write_folder(tmp_path_factory.mktemp("results"), cohort, names(60))
    append(folder / "decisions.jsonl", decided)
    return folder


@pytest.fixture(scope="session")
def found(results: Path) -> Results:
    """What a report reads in that folder."""
    return read_results(results)


@pytest.fixture(scope="session")
def pages(found: Results) -> dict[str, str]:
    """All pages in Chinese, by path."""
    made = Report(found, "zh", ("html",)).files()
    return {name: content.decode() for name, content in made}


@pytest.fixture
def own_results(results: Path, tmp_path: Path) -> Path:
    """A copy of the folder that a test may write to."""
    return shutil.copytree(results, tmp_path / "results")

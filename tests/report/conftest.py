"""What the tests of reports share: a cohort, its folder, and what is made of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.model import Grade
from grader.report.results import Results, read_results
from grader.report.writing import Report, write_report
from grader.review import append
from grader.review.decision import Decision, decide, key_of
from tests.conftest import HashingEncoder
from tests.report.cohort import make_cohort, names, real_grades, write_folder
from tests.report.hostile import write_hostile


@pytest.fixture(scope="session")
def cohort(hashing: HashingEncoder) -> list[Grade]:
    """Sixty candidates' grades of all thirty-five questions."""
    return make_cohort(real_grades(hashing))


@pytest.fixture(scope="session")
def decided(cohort: list[Grade]) -> list[Decision]:
    """A person's decisions about every ninth of the answers."""
    return [
        decide(
            grade,
            round(min(10.0, (grade.points or 0.0) + number % 3), 1),
            author="李老师",
            time=f"2026-11-25T12:{number % 60:02}:00Z",
            reason="说得对，只是用词不同",
        )
        for number, grade in enumerate(cohort[::9])
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


@pytest.fixture(scope="session")
def few_results(
    cohort: list[Grade], decided: list[Decision], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A folder with five candidates and five questions; not to be written to."""
    grades = [g for g in cohort[: 5 * 35] if g.question_id in ("3", "4", "13", "c1", "c2")]
    folder = write_folder(tmp_path_factory.mktemp("few"), grades, names(5))
    keys = {key_of(grade) for grade in grades}
    append(folder / "decisions.jsonl", [made for made in decided if made.key in keys])
    return folder


@pytest.fixture(scope="session")
def few(few_results: Path) -> Results:
    """What a report reads in that small folder."""
    return read_results(few_results)


@pytest.fixture(scope="session")
def hostile_results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A result folder full of hostile strings; not to be written to."""
    return write_hostile(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="session")
def hostile_site(hostile_results: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of that folder, but for PDF."""
    target = tmp_path_factory.mktemp("report")
    write_report(Report(read_results(hostile_results), "en", ("html", "md", "json")), target)
    return target

"""From journal and table to the files of results; the same bytes however the run went."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from grader.batch.journal import Journal
from grader.batch.problems import Problem
from grader.batch.reading.rows import Row
from grader.batch.results import Result, result, to_text
from grader.batch.sheets import GradesSheet, Points
from grader.batch.spreadsheet import ENCODING
from grader.batch.staging import Staging
from grader.batch.summary import Summary
from grader.batch.worker import not_graded
from grader.model import Grade, Rubric, Submission
from grader.records import from_record, to_record
from grader.review.decisions import load

DECISIONS = "decisions.jsonl"
KEPT_RESULTS = 2048

Decide = Callable[[Grade], Grade]


class Results:
    """The result of each row: from the journal, or what kept it from being graded."""

    def __init__(
        self, journal: Journal, rubrics: Mapping[str, Rubric], table: Path, lang: str
    ) -> None:
        self._rubrics = rubrics
        self._name = table.name
        self._lang = lang
        self._journal = journal
        self._of_key = lru_cache(maxsize=KEPT_RESULTS)(lambda key: result(journal.read(key)))

    def of(self, row: Row, key: str | None, problem: Problem | None) -> Result:
        """The result of a row; `key` is None where there is a problem."""
        if key is not None and key in self._journal:
            return self._of_key(key)
        submission = Submission(row.question, row.text)
        rubric = self._rubrics.get(row.question)
        failed = not_graded(submission, rubric, problem or Problem("changed"), self._lang)
        return result(to_record(failed))

    def origin(self, row: Row) -> str:
        """Where a row stands: the table and the row in it."""
        return f"{self._name}#{row.number}"


def write_grades(
    staging: Staging,
    rows: Iterable[tuple[Row, str | None, Problem | None]],
    results: Results,
    decide: Decide | None,
) -> tuple[Points, Summary]:
    """Writes grades.jsonl, grades.csv and resources.jsonl; gives what the other files need."""
    points, summary = Points(), Summary()
    lines = staging.open("grades.jsonl")
    sheet = GradesSheet(staging.open("grades.csv", encoding=ENCODING))
    resources = staging.open("resources.jsonl")
    for row, key, problem in rows:
        found = results.of(row, key, problem)
        origin = results.origin(row)
        record, line = _decided(found, row.candidate, origin, decide)
        lines.write(line)
        sheet.add(record)
        if found.resources is not None:
            used = {"candidate_id": row.candidate, "question_id": row.question}
            resources.write(to_text(used | {"resources": found.resources}) + "\n")
        share = record["points"], record["max_score"], found.status
        points.add(*share)
        summary.add(row.question, found.status, *share[:2])
    return points, summary


def _decided(
    found: Result, candidate: str, origin: str, decide: Decide | None
) -> tuple[Mapping[str, Any], str]:
    record = found.for_row(candidate, origin)
    if decide is None:
        return record, found.line(candidate, origin)
    decided = to_record(decide(from_record(record)))
    return decided, to_text(decided) + "\n"


def decisions(folder: Path) -> Decide | None:
    """What people decided about the grades of a folder; None where nobody did."""
    path = folder / DECISIONS
    if not path.exists():
        return None
    return load(path).apply

"""A batch from table to results: scan, grade what is new, write."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from grader.batch.executors import Executor
from grader.batch.journal import Journal
from grader.batch.ledger import Ledger
from grader.batch.outputs import Results, decisions, write_grades
from grader.batch.problems import Problem
from grader.batch.reading.rows import Row, Submissions
from grader.batch.sheets import write_candidates
from grader.batch.similar import write_similar
from grader.batch.spreadsheet import ENCODING
from grader.batch.staging import Staging
from grader.batch.summary import Summary
from grader.batch.tasks import Keys, Task, chunked
from grader.batch.worker import Recipe
from grader.model import Submission
from grader.rubric.files import natural_key

GradedBy = Mapping[str, Mapping[str, str] | Problem]
Finish = Callable[[Staging, Summary], None]


class Watcher(Protocol):
    """Is told how a run goes."""

    def planned(self, rows: int, distinct: int, texts: int, programs: int) -> None:
        """After the scan: how many rows and distinct answers, and how many are to be graded."""
        ...

    def graded(self, texts: int, programs: int) -> None:
        """After each chunk: so many more distinct answers of each kind."""
        ...

    def problem(self, row: Row, problem: Problem) -> None:
        """For each row that cannot be graded."""
        ...


@dataclass(slots=True)
class Plan:
    """A scanned batch: its ledger, rows that repeat others, and how much there is to grade.

    `programs` are the keys of answers that are programs; `names` are people's, by candidate id.
    """

    ledger: Ledger
    keys: Keys
    ungradable: Mapping[str, Problem]
    repeated: dict[int, int] = field(default_factory=dict)
    programs: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    texts_to_grade: int = 0
    programs_to_grade: int = 0

    @property
    def to_grade(self) -> int:
        """How many distinct answers are to be graded."""
        return self.texts_to_grade + self.programs_to_grade


def scan(submissions: Submissions, graded_by: GradedBy, done: Callable[[str], bool]) -> Plan:
    """Reads every row once: what is there, and what `done` does not hold yet."""
    keys = Keys({q: by for q, by in graded_by.items() if not isinstance(by, Problem)})
    ungradable = {q: by for q, by in graded_by.items() if isinstance(by, Problem)}
    plan = Plan(Ledger(), keys, ungradable)
    for row in submissions:
        bad = row.problem or ungradable.get(row.question)
        key = None if bad else keys.key(row)
        plan.ledger.add(row.number, row.candidate, row.question, key)
        if key is not None and row.program is not None:
            plan.programs.add(key)
        if row.person and row.candidate:
            plan.names.setdefault(row.candidate, row.person)
    plan.repeated = plan.ledger.repeated()
    left = [key for key in plan.ledger.keys if not done(key)]
    plan.programs_to_grade = len(plan.programs.intersection(left))
    plan.texts_to_grade = len(left) - plan.programs_to_grade
    return plan


def keyed(submissions: Submissions, plan: Plan) -> Iterator[tuple[Row, str | None, Problem | None]]:
    """Each row with its key, or with its problem."""
    numbers = plan.ledger
    for at, row in enumerate(submissions):
        problem = row.problem or plan.ungradable.get(row.question)
        if problem is None and at in plan.repeated:
            first = numbers.number(plan.repeated[at])
            values = {"candidate": row.candidate, "question": row.question, "first": first}
            problem = Problem("duplicate", values)
        yield row, None if problem else plan.keys.key(row), problem


def grade(
    submissions: Submissions, plan: Plan, executor: Executor, journal: Journal, watcher: Watcher
) -> None:
    """Grades each distinct answer that the journal does not hold, and writes it there."""
    for entries in executor.map(chunked(_tasks(submissions, plan, journal))):
        journal.append(entries)
        programs = sum(entry.key in plan.programs for entry in entries)
        watcher.graded(len(entries) - programs, programs)


def _tasks(submissions: Submissions, plan: Plan, journal: Journal) -> Iterator[Task]:
    seen: set[str] = set()
    for row, key, _ in keyed(submissions, plan):
        if key is None or key in journal or key in seen:
            continue
        seen.add(key)
        yield Task(key, Submission(row.question, row.text, program=row.program))


def write(
    submissions: Submissions,
    plan: Plan,
    journal: Journal,
    recipe: Recipe,
    folder: Path,
    watcher: Watcher,
    finish: Finish,
) -> Summary:
    """Writes all files of results into `folder`, from the table and the journal alone.

    `finish` may add files before any of them gets its name.
    """
    results = Results(journal, recipe.rubrics, submissions.table.path, recipe.lang)
    with Staging(folder) as staging:
        rows = _reported(keyed(submissions, plan), watcher)
        points, summary = write_grades(staging, rows, results, decisions(folder))
        summary.distinct = len(plan.ledger.keys)
        order = questions_of(plan, recipe)
        sheet = staging.open("candidates.csv", encoding=ENCODING)
        write_candidates(sheet, plan.ledger, points, plan.repeated, order)
        groups = staging.open("similar.json")
        summary.alike = write_similar(groups, plan.ledger, journal, recipe.rubrics, recipe.lang)
        finish(staging, summary)
    return summary


def questions_of(plan: Plan, recipe: Recipe) -> list[str]:
    """The known questions of a batch, in natural order."""
    return sorted((q for q in plan.ledger.questions if q in recipe.rubrics), key=natural_key)


def _reported(
    rows: Iterator[tuple[Row, str | None, Problem | None]], watcher: Watcher
) -> Iterator[tuple[Row, str | None, Problem | None]]:
    for row, key, problem in rows:
        if problem is not None:
            watcher.problem(row, problem)
        yield row, key, problem

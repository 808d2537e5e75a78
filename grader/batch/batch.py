"""`run_batch`: the one door to a whole batch."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from grader.batch.differences import differences
from grader.batch.executors import Executor
from grader.batch.formats.choice import write_formats
from grader.batch.formats.cohort import Cohort
from grader.batch.journal import NAME, Journal
from grader.batch.manifest import write_manifest
from grader.batch.problems import Problem
from grader.batch.reading.rows import Submissions
from grader.batch.run import Plan, Watcher, grade, keyed, questions_of, scan, write
from grader.batch.staging import Staging
from grader.batch.summary import Summary
from grader.batch.wording import say
from grader.batch.worker import Recipe, provenance
from grader.errors import UsageError


@dataclass(frozen=True, slots=True)
class Settings:
    """How a batch is run: where to, whether it goes on, and which other files it writes."""

    folder: Path
    resume: bool = False
    regrade: bool = False
    formats: Sequence[str] = ()
    options: Mapping[str, object] = field(default_factory=dict)


def run_batch(
    submissions: Submissions,
    recipe: Recipe,
    settings: Settings,
    open_executor: Callable[[Recipe], Executor],
    watcher: Watcher,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Summary:
    """Grades the submissions into the folder of `settings`; what came of it.

    Raises UsageError where the folder holds a run that is not to be continued, or was graded by
    something else; JournalError where the disk is full.
    """
    started = now()
    graded_by = provenance(recipe, recipe.open_text(recipe))
    journal = _open_journal(settings, graded_by, recipe.lang)
    try:
        plan = scan(submissions, graded_by, journal.__contains__)
        resumed = len(plan.ledger.keys) - plan.to_grade
        rows, distinct = len(plan.ledger), len(plan.ledger.keys)
        watcher.planned(rows, distinct, plan.texts_to_grade, plan.programs_to_grade)
        if plan.to_grade:
            _grade(submissions, plan, open_executor(recipe), journal, watcher)
        by = {q: by for q, by in graded_by.items() if q in plan.ledger.questions}

        def finish(staging: Staging, summary: Summary) -> None:
            about = {
                "names": plan.names,
                "options": dict(settings.options),
                "graded_by": {q: b for q, b in by.items() if not isinstance(b, Problem)},
                "started": started.isoformat(timespec="seconds"),
                "finished": now().isoformat(timespec="seconds"),
            }
            file = staging.open("run.json")
            questions = questions_of(plan, recipe)
            write_manifest(file, submissions, recipe, summary, questions, about)
            if settings.formats:
                write_formats(
                    settings.formats, _cohort(submissions, plan, recipe, staging), staging
                )

        summary = write(submissions, plan, journal, recipe, settings.folder, watcher, finish)
    finally:
        journal.close()
    summary.resumed = resumed
    summary.seconds = (now() - started).total_seconds()
    return summary


def _grade(
    submissions: Submissions, plan: Plan, executor: Executor, journal: Journal, watcher: Watcher
) -> None:
    try:
        grade(submissions, plan, executor, journal, watcher)
    finally:
        executor.close()


def _cohort(submissions: Submissions, plan: Plan, recipe: Recipe, staging: Staging) -> Cohort:
    ids = "submission_id" in submissions.layout.roles
    return Cohort(
        staging.written("grades.jsonl"),
        plan.ledger,
        plan.repeated,
        recipe.rubrics,
        questions_of(plan, recipe),
        [row.submission_id for row in submissions] if ids else (),
    )


def _open_journal(
    settings: Settings, graded_by: Mapping[str, Mapping[str, str] | Problem], lang: str
) -> Journal:
    settings.folder.mkdir(parents=True, exist_ok=True)
    is_there = (settings.folder / NAME).exists()
    journal = Journal(settings.folder)
    usable = {q: by for q, by in graded_by.items() if not isinstance(by, Problem)}
    try:
        if is_there and not (settings.resume or settings.regrade):
            raise UsageError(say(lang, "folder_taken", folder=settings.folder, count=len(journal)))
        changed = differences(journal.graded_by, usable, journal.questions)
        if changed and not settings.regrade:
            named = _named(changed, lang)
            raise UsageError(say(lang, "graded_otherwise", folder=settings.folder, changes=named))
        journal.begin(usable)
    except BaseException:
        journal.close()
        raise
    return journal


def _named(changed: Mapping[str, Sequence[str]], lang: str) -> str:
    parts = [
        say(lang, "change", name=say(lang, f"by_{name}"), questions=", ".join(questions))
        for name, questions in changed.items()
    ]
    return say(lang, "and").join(parts)


def check_batch(submissions: Submissions, recipe: Recipe, watcher: Watcher) -> Plan:
    """Reads everything and grades nothing: the plan, after telling of every bad row."""
    graded_by = provenance(recipe, recipe.open_text(recipe))
    plan = scan(submissions, graded_by, lambda _: False)
    for row, _, problem in keyed(submissions, plan):
        if problem is not None:
            watcher.problem(row, problem)
    return plan

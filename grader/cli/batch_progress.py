"""How a batch goes, as it goes: a bar on a terminal, plain lines elsewhere, nothing if quiet."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from grader.cli.batch_messages import say
from grader.cli.terminal import visible

if TYPE_CHECKING:
    from rich.progress import Progress

    from grader.batch.problems import Problem
    from grader.batch.reading.rows import Row

MOST_PROBLEMS = 20
SECONDS_BETWEEN_LINES = 10.0


class ProgressWatcher:
    """Tells standard error how a run goes; a `Watcher` of `grader.batch.run`.

    `terminal` says whether someone watches; `clock` gives seconds.
    """

    def __init__(
        self,
        table: str,
        lang: str,
        *,
        quiet: bool,
        terminal: bool,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._table = table
        self._lang = lang
        self.quiet = quiet
        self._terminal = terminal
        self._clock = clock
        self._bar: Progress | None = None
        self._done = self._total = 0
        self._began = self._spoke = clock()
        self.problems = 0

    def planned(self, rows: int, distinct: int, to_grade: int) -> None:
        """Says how much there is to do."""
        self.tell(say(self._lang, "planned", rows=rows, distinct=distinct, to_grade=to_grade))
        self._total = to_grade
        self._began = self._spoke = self._clock()
        if self._terminal and not self.quiet and to_grade:
            self._bar = _bar()
            self._bar.add_task(say(self._lang, "grading"), total=to_grade, rate="")
            self._bar.start()

    def graded(self, count: int) -> None:
        """Moves the bar, or says a line now and then."""
        self._done += count
        seconds = max(self._clock() - self._began, 1e-9)
        rate = self._done / seconds
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=self._done, rate=f"{rate:.1f}/s")
        elif self._clock() - self._spoke >= SECONDS_BETWEEN_LINES:
            self._spoke = self._clock()
            left = self.duration((self._total - self._done) / rate)
            values = {"done": self._done, "total": self._total, "rate": rate, "left": left}
            self.tell(say(self._lang, "progress", **values))

    def problem(self, row: Row, problem: Problem) -> None:
        """Names a bad row; only the first ones, the files name all."""
        self.stop()
        self.problems += 1
        if self.problems <= MOST_PROBLEMS:
            click.echo(visible(self.sentence(row, problem)), err=True)

    def sentence(self, row: Row, problem: Problem) -> str:
        """Where a bad row is, and what is wrong with it."""
        line = say(self._lang, "line", line=row.line) if row.line != row.number else ""
        column = say(self._lang, "column", name=problem.column) if problem.column else ""
        message = problem.text(self._lang)
        place = {"table": self._table, "row": row.number, "line": line, "column": column}
        return say(self._lang, "row", **place, message=message)

    def tell(self, text: str) -> None:
        """One line on standard error, unless quiet."""
        if not self.quiet:
            click.echo(visible(text), err=True)

    def stop(self) -> None:
        """Takes the bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def duration(self, seconds: float) -> str:
        """Seconds as minutes and seconds."""
        minutes, rest = divmod(round(seconds), 60)
        return say(self._lang, "minutes", minutes=minutes, seconds=rest)


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )

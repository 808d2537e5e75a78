"""How a batch goes, as it goes: a bar on a terminal, plain lines elsewhere, nothing if quiet."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import click

from grader.cli.batch_messages import say
from grader.cli.terminal import visible

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from grader.batch.problems import Problem
    from grader.batch.reading.rows import Row

MOST_PROBLEMS = 20
SECONDS_BETWEEN_LINES = 10.0


@dataclass(slots=True)
class Pace:
    """How many answers of one kind are done, and what they took; texts and programs differ."""

    total: int
    done: int = 0
    seconds: float = 0.0
    task: int = 0

    @property
    def left(self) -> float | None:
        """Seconds for the rest at the pace so far; None before there is one."""
        return (self.total - self.done) * self.seconds / self.done if self.done else None

    def add(self, count: int, seconds: float) -> None:
        """So many more, in so many seconds."""
        self.done += count
        self.seconds += seconds


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
        self._kinds: dict[str, Pace] = {}
        self._last = self._spoke = clock()
        self.problems = 0

    def planned(self, rows: int, distinct: int, texts: int, programs: int) -> None:
        """Says how much there is to do."""
        values = {"rows": rows, "distinct": distinct, "texts": texts, "programs": programs}
        self.tell(say(self._lang, "planned" if programs else "planned_texts", **values))
        totals = {"programs": programs, "texts": texts}
        self._kinds = {kind: Pace(total) for kind, total in totals.items() if total}
        self._last = self._spoke = self._clock()
        if self._terminal and not self.quiet and self._kinds:
            self._bar = _bar()
            for kind, pace in self._kinds.items():
                pace.task = self._bar.add_task(say(self._lang, kind), total=pace.total, left="")
            self._bar.start()

    def graded(self, texts: int, programs: int) -> None:
        """Moves the bars, or says a line now and then."""
        now = self._clock()
        seconds, self._last = now - self._last, now
        for kind, count in (("programs", programs), ("texts", texts)):
            if count:
                self._kinds[kind].add(count, seconds * count / (texts + programs))
        if self._bar is not None:
            for pace in self._kinds.values():
                task, left = cast("TaskID", pace.task), self._left(pace)
                self._bar.update(task, completed=pace.done, left=left)
        elif now - self._spoke >= SECONDS_BETWEEN_LINES:
            self._spoke = now
            parts = [self._part(kind, pace) for kind, pace in self._kinds.items()]
            self.tell(say(self._lang, "progress", parts=say(self._lang, "joint").join(parts)))

    def _part(self, kind: str, pace: Pace) -> str:
        name, left = say(self._lang, kind), self._left(pace)
        part = say(self._lang, "part", kind=name, done=pace.done, total=pace.total)
        return part + (say(self._lang, "part_left", left=left) if left else "")

    def _left(self, pace: Pace) -> str:
        seconds = pace.left
        return "" if seconds is None else say(self._lang, "left", left=self.duration(seconds))

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
    )

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[left]}"),
        console=Console(stderr=True),
        transient=True,
    )

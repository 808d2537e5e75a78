"""The closing words of a batch."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.batch_messages import say
from grader.cli.batch_progress import MOST_PROBLEMS, ProgressWatcher
from grader.cli.terminal import visible

if TYPE_CHECKING:
    from grader.batch.summary import Summary


def print_summary(summary: Summary, watcher: ProgressWatcher, folder: Path, lang: str) -> None:
    """Prints counts by status, mean and spread by question, time, and where the results are."""
    more = watcher.problems - MOST_PROBLEMS
    if more > 0:
        watcher.tell(say(lang, "more_problems", count=more, folder=folder))
    if watcher.quiet:
        return
    for line in _lines(summary, folder, lang):
        click.echo(visible(line))


def _lines(summary: Summary, folder: Path, lang: str) -> list[str]:
    counts = [say(lang, str(s), count=n) for s, n in sorted(summary.statuses.items()) if n]
    lines = [say(lang, "summary", rows=summary.rows) + say(lang, "joint").join(counts)]
    if summary.resumed:
        lines.append(say(lang, "resumed", count=summary.resumed))
    lines += _questions(summary, lang)
    if summary.alike:
        lines.append(say(lang, "alike", count=summary.alike))
    rate = summary.rows / max(summary.seconds, 1e-9)
    lines.append(say(lang, "time", seconds=summary.seconds, rate=rate))
    files = say(lang, "joint").join(("grades.csv", "candidates.csv", "grades.jsonl"))
    return [*lines, say(lang, "where", folder=folder, files=files)]


def _questions(summary: Summary, lang: str) -> list[str]:
    from rich.cells import cell_len

    from grader.rubric.files import natural_key

    heads = [say(lang, name) for name in ("question", "count", "mean", "spread", "most")]
    rows = [heads] + [
        [
            id_,
            str(spread.count),
            f"{spread.mean:.2f}",
            f"{spread.deviation:.2f}",
            f"{spread.max_score:g}",
        ]
        for id_, spread in sorted(summary.questions.items(), key=lambda item: natural_key(item[0]))
    ]
    widths = [max(cell_len(row[at]) for row in rows) for at in range(len(heads))]
    return [
        "  ".join(
            " " * (width - cell_len(cell)) + cell for cell, width in zip(r, widths, strict=True)
        )
        for r in rows
    ]

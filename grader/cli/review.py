"""`grade review DIR`: people's decisions, one by one, from a table, or out to a table."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.encoding import encoding_option, tell_guess
from grader.cli.group import HelpfulGroup
from grader.cli.options import lang_option
from grader.cli.review_messages import say
from grader.cli.terminal import one_line, visible
from grader.errors import UsageError

if TYPE_CHECKING:
    from grader.report.results import Results
    from grader.review.queue import Item

WALK = "walk"


class ReviewGroup(HelpfulGroup):
    """`grade review DIR` means `grade review walk DIR`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """What is left after parsing, with the verb put in where it was left out."""
        if args and args[0] not in {*self.commands, "-h", "--help"}:
            args = [WALK, *args]
        return super().parse_args(ctx, args)


@click.group(cls=ReviewGroup)
def review() -> None:
    """Decide what waits for a person, or apply a table of decisions · 人工复核

    \b
    grade review DIR --author NAME                       walk through the queue
    grade review DIR --apply decisions.csv --author NAME
    grade review DIR --list
    grade review export DIR -o graded.csv                for grade calibrate
    """


@review.command(WALK)
@click.argument("results", type=click.Path(path_type=Path), metavar="DIR_OR_GRADES")
@click.option("--author", default="", metavar="NAME", help="Who decides. 评阅人。")
@click.option(
    "--apply",
    "table",
    type=click.Path(path_type=Path),
    metavar="CSV",
    help="A table of decisions: candidate_id, question_id, points, reason. 决定表。",
)
@encoding_option
@click.option("--list", "only_list", is_flag=True, help="Print the queue and leave. 只列出。")
@click.option(
    "--rubrics",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Rubrics, for grades without a run.json beside them. 没有 run.json 时的评分标准。",
)
@lang_option
def walk(
    results: Path,
    author: str,
    table: Path | None,
    encoding: str,
    rubrics: Path | None,
    lang: str,
    *,
    only_list: bool,
) -> None:
    """Walk through the queue, apply a table, or list what waits · 逐个复核"""
    from grader.report.results import read_results
    from grader.review import FILE_NAME

    found = read_results(results, rubrics)
    path = (results if results.is_dir() else results.parent) / FILE_NAME
    if found.damaged:
        lines = ", ".join(map(str, found.damaged))
        click.echo(visible(say(lang, "damaged", lines=lines)), err=True)
    if table is not None:
        _apply(found, table, path, author, encoding, lang)
    elif only_list:
        _list(found, lang)
    else:
        _walk(found, path, author, lang)


@review.command()
@click.argument("results", type=click.Path(path_type=Path), metavar="DIR_OR_GRADES")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="CSV",
    help="The table to write. 输出的表格。",
)
@lang_option
def export(results: Path, output: Path, lang: str) -> None:
    """Write what people decided as graded answers, for grade calibrate · 导出人工评分"""
    from grader.batch.spreadsheet import ENCODING, SheetWriter
    from grader.report.results import read_results
    from grader.review.export import COLUMNS, graded_rows

    found = read_results(results)
    questions = {id_: (asked.text, asked.reference) for id_, asked in found.questions.items()}
    rows = list(graded_rows(found.grades, questions))
    if not rows:
        raise UsageError(say(lang, "none_exported"))
    with output.open("w", encoding=ENCODING, newline="") as file:
        writer = SheetWriter(file)
        writer.row(COLUMNS)
        for row in rows:
            writer.row(row)
    click.echo(visible(say(lang, "exported", count=len(rows), path=output)))


def _apply(found: Results, table: Path, path: Path, author: str, encoding: str, lang: str) -> None:
    from grader.encodings import read_text_file
    from grader.review import append, load
    from grader.review.table import parse_decisions

    made = load(path)
    file = read_text_file(table, encoding)
    tell_guess(table, file.encoding, lang)
    new = parse_decisions(file.text, table, found.grades, made, author=author, time=_now())
    append(path, new)
    click.echo(visible(say(lang, "applied", count=len(new), path=path)))


def _list(found: Results, lang: str) -> None:
    for item in _queue(found):
        click.echo(visible(_line(item, lang)))
    for made in found.stale:
        names = {"name": one_line(made.candidate_id), "author": one_line(made.author)}
        click.echo(visible(say(lang, "stale", question=one_line(made.question_id), **names)))


def _line(item: Item, lang: str) -> str:
    from grader.cli.evidence_view import points_of

    grade = item.grade
    reasons = [flag.message or flag.name for flag in (*grade.review, *grade.flags)]
    why = say(lang, "separator").join(dict.fromkeys(reasons)) or say(lang, "unsure")
    line = say(
        lang,
        "line",
        name=one_line(grade.candidate_id),
        question=one_line(grade.question_id),
        points="–" if grade.points is None else points_of(grade.points),
        max=points_of(grade.max_score),
        confidence=grade.confidence,
        reason=one_line(why),
    )
    return line + (say(lang, "line_likes", count=len(item.likes)) if item.likes else "")


def _walk(found: Results, path: Path, author: str, lang: str) -> None:
    from grader.cli.render import console
    from grader.cli.review_walk import Dialogue
    from grader.review import append
    from grader.review.walk import Walk

    items = _queue(found)
    if not items:
        click.echo(say(lang, "empty"))
        return
    if not author.strip():
        raise UsageError(say(lang, "no_author"))
    everything = len(items) + sum(len(item.likes) for item in items)
    click.echo(say(lang, "count", items=len(items), all=everything))
    session = Walk(items, author, _now, lambda made: append(path, made))
    try:
        Dialogue(session, found.questions, console(), _reader(), lang).run()
    finally:
        click.echo(visible(say(lang, "done", count=session.decided, path=path)))


def _queue(found: Results) -> list[Item]:
    from grader.review.queue import queue

    return queue(found.grades, [(group.question_id, group.members) for group in found.groups])


def _reader() -> Callable[[str], str | None]:
    """Shows a prompt and reads a line of standard input; None at its end."""

    def read(prompt: str) -> str | None:
        click.echo(prompt, nl=False)
        return sys.stdin.readline() or None

    return read


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

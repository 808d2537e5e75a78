"""`grade review DIR`: people's decisions, one by one, from a table, or out to a table."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.encoding import encoding_option, tell_guess
from grader.cli.group import HelpfulGroup
from grader.cli.options import lang_option
from grader.cli.review_export import export
from grader.cli.review_list import show_queue, the_queue
from grader.cli.review_messages import say
from grader.cli.terminal import one_line, visible
from grader.errors import UsageError

if TYPE_CHECKING:
    from grader.report.results import Results

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
    """Decide what waits, one by one or by a table · 人工复核

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
        show_queue(found, lang)
    else:
        _walk(found, path, author, lang)


review.add_command(export)


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
    _tell_refresh(found, path, lang, count=len(new))


def _walk(found: Results, path: Path, author: str, lang: str) -> None:
    from grader.cli.render import console
    from grader.cli.review_walk import Dialogue
    from grader.review import append
    from grader.review.walk import Walk

    items = the_queue(found)
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
        _tell_refresh(found, path, lang, count=session.decided)


def _tell_refresh(found: Results, path: Path, lang: str, *, count: int) -> None:
    """What brings new decisions into the tables that a batch has written, if one has."""
    table = found.run.get("table")
    if count and isinstance(table, Mapping):
        name = one_line(str(table.get("name") or "…"))
        click.echo(visible(say(lang, "refresh", table=name, folder=path.parent)))


def _reader() -> Callable[[str], str | None]:
    """Shows a prompt and reads a line of standard input; None at its end."""

    def read(prompt: str) -> str | None:
        click.echo(prompt, nl=False)
        return sys.stdin.readline() or None

    return read


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

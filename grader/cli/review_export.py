"""`grade review export DIR`: people's decisions as graded answers, for calibration."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.options import lang_option
from grader.cli.review_messages import say
from grader.cli.terminal import visible
from grader.errors import UsageError


@click.command()
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
    """Write decisions as graded answers, for calibrate · 导出人工评分"""
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

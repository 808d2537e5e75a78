"""`grade report DIR -o reports/`: recorded grades become pages."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.options import lang_option
from grader.cli.report_messages import say
from grader.cli.terminal import visible

if TYPE_CHECKING:
    from grader.report.results import Results

FORMATS = ("html", "md", "pdf", "json")
KEY_FILE = "pseudonyms.key"


@click.command()
@click.argument("results", type=click.Path(path_type=Path), metavar="DIR_OR_GRADES")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    metavar="DIR",
    help="Folder for the report. 报告文件夹。",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(FORMATS),
    default=("html",),
    show_default="html",
    help="May be repeated; pdf needs the extra grader[pdf]. 格式，可多选。",
)
@click.option(
    "--rubrics",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Rubrics, for grades without a run.json beside them. 没有 run.json 时的评分标准。",
)
@click.option(
    "--names",
    type=click.Path(path_type=Path),
    metavar="CSV",
    help="Names by candidate id, such as the submissions' own table. 学号与姓名的表格。",
)
@click.option(
    "--anonymize", is_flag=True, help="Pseudonyms for names, in every file. 以化名代替姓名。"
)
@lang_option
def report(
    results: Path,
    output: Path,
    formats: tuple[str, ...],
    rubrics: Path | None,
    names: Path | None,
    lang: str,
    *,
    anonymize: bool,
) -> None:
    """Make pages of the grades in a folder or a JSONL file · 生成报告"""
    from grader.report.names import read_names
    from grader.report.pdf import pdf_converter
    from grader.report.results import read_results
    from grader.report.writing import Report, write_report

    found = read_results(results, rubrics)
    if names is not None:
        found = replace(found, names={**found.names, **read_names(names)})
    _warn(found, lang)
    if anonymize:
        found = _anonymous(found, results if results.is_dir() else results.parent, lang)
    chosen = tuple(name for name in FORMATS if name in formats)
    made = Report(found, lang, chosen, pdf_converter() if "pdf" in chosen else None)
    written = write_report(made, output)
    _summarise(found, output, written, lang)


def _anonymous(found: Results, folder: Path, lang: str) -> Results:
    """The results under pseudonyms; their key is made once and stays beside the grades."""
    from grader.report.anonymous import Pseudonyms

    path = folder / KEY_FILE
    if not path.exists():
        path.touch(mode=0o600)
        path.write_bytes(os.urandom(32))
    click.echo(visible(say(lang, "key", path=path)), err=True)
    return Pseudonyms(found, path.read_bytes()).apply()


def _warn(found: Results, lang: str) -> None:
    notices = []
    if found.damaged:
        notices.append(say(lang, "damaged", lines=", ".join(map(str, found.damaged))))
    if found.stale:
        notices.append(say(lang, "stale", count=len(found.stale)))
    if not any(asked.text for asked in found.questions.values()):
        notices.append(say(lang, "no_title"))
    for notice in notices:
        click.echo(visible(notice), err=True)


def _summarise(found: Results, output: Path, written: list[str], lang: str) -> None:
    from grader.model import Status

    people = len({grade.candidate_id for grade in found.grades})
    waiting = sum(
        grade.status in (Status.NEEDS_REVIEW, Status.GRADER_ERROR) for grade in found.grades
    )
    first = output / written[0]
    for line in (
        say(lang, "people", people=people, questions=len(found.questions), waiting=waiting),
        say(lang, "written", count=len(written), folder=output, first=first),
    ):
        click.echo(visible(line))

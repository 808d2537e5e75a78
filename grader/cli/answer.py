"""`grade answer FILE --q 3`: read, grade, print."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.exit_codes import below, exit_code
from grader.cli.group import complain
from grader.cli.messages import say
from grader.cli.options import lang_option, percentage, rubrics_option, the_rubrics
from grader.cli.program import ProgramOptions, grade_programs, program_options
from grader.cli.program_messages import tell
from grader.cli.terminal import safe_json, visible
from grader.cli.text import TextOptions, grade_texts, text_options
from grader.errors import SubmissionError, UsageError

if TYPE_CHECKING:
    from grader.model import Grade, Rubric, Submission


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "-q",
    "--q",
    "--question",
    "question_id",
    required=True,
    metavar="ID",
    help="The question that is answered, such as 3. 题号。",
)
@rubrics_option
@click.option("--json", "as_json", is_flag=True, help="Print the whole grade as JSON. 输出 JSON。")
@click.option(
    "--fail-under",
    default="0",
    callback=percentage,
    metavar="N",
    help="Exit with 1 where a file gets less than N percent. 低于 N% 时退出码为 1。",
)
@text_options
@program_options
@lang_option
@click.pass_context
def answer(
    ctx: click.Context,
    files: tuple[str, ...],
    question_id: str,
    rubrics: Path | None,
    model: str | None,
    fail_under: float,
    max_error: float | None,
    auto_qwk: float,
    framework: str,
    limits: dict[str, float],
    seed: int | None,
    lang: str,
    *,
    as_json: bool,
    no_calibration: bool,
) -> None:
    """Grade answers or programs in FILEs (- is standard input) · 评分"""
    folder = the_rubrics(rubrics)
    rubric = _rubric(folder, question_id, lang)
    submissions = _read(ctx, files, rubric, lang)
    if not submissions:
        grades = []
    elif rubric.checks:
        options = ProgramOptions(framework, limits, seed)
        grades = grade_programs(submissions, rubric, options, lang)
    else:
        calibrated_by = None if no_calibration else folder
        wishes = TextOptions(model, max_error, auto_qwk, calibrated_by)
        grades = grade_texts(submissions, rubric, wishes, lang)
    if grades and as_json:
        _print_json(grades, several=len(files) > 1)
    elif grades:
        _print_views(grades, submissions, rubric, lang)
    _name_those_below(grades, submissions, fail_under, lang)
    ctx.exit(exit_code(grades, unread=len(files) - len(submissions), percent=fail_under))


def _rubric(folder: Path, question_id: str, lang: str) -> Rubric:
    """The rubric of a question; raises UsageError for one that cannot be graded by."""
    from grader.model import Kind
    from grader.rubric.files import find_rubric

    rubric = find_rubric(folder, question_id)
    if rubric.question.kind is Kind.CODING:
        if not rubric.checks:
            raise UsageError(tell(lang, "no_checks", id=question_id, folder=folder))
    elif not rubric.key_points:
        raise UsageError(say(lang, "no_key_points", id=question_id, folder=folder))
    return rubric


def _read(ctx: click.Context, files: Sequence[str], rubric: Rubric, lang: str) -> list[Submission]:
    """The submissions that can be read; each of the others has its line on stderr."""
    from grader.code.program import read_program
    from grader.submission import STDIN, read_submission

    if files.count(STDIN) > 1:
        raise UsageError(say(lang, "stdin_twice"))
    stdin = sys.stdin.buffer if sys.stdin else BytesIO()
    found = []
    read = read_program if rubric.checks else read_submission
    for path in files:
        try:
            found.append(read(path, rubric.question.id, stdin))
        except SubmissionError as exc:
            complain(ctx, str(exc))
    return found


def _print_json(grades: Sequence[Grade], *, several: bool) -> None:
    from grader.records import to_json

    click.echo(safe_json(to_json(list(grades) if several else grades[0])))


def _print_views(
    grades: Sequence[Grade], submissions: Sequence[Submission], rubric: Rubric, lang: str
) -> None:
    from grader.cli.render import console, grade_view, question_view

    out = console()
    out.print(question_view(rubric.question, lang))
    for grade, submission in zip(grades, submissions, strict=True):
        out.print(grade_view(grade, submission.origin, lang))


def _name_those_below(
    grades: Sequence[Grade], submissions: Sequence[Submission], percent: float, lang: str
) -> None:
    pairs = zip(grades, submissions, strict=True)
    names = [submission.origin for grade, submission in pairs if below(grade, percent)]
    if names:
        line = say(lang, "below", limit=percent, names=", ".join(names))
        click.echo(visible(line), err=True)

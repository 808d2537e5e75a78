"""`grade answer FILE --q 3`: read, grade, print."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from grader.cli.exit_codes import below, exit_code
from grader.cli.group import complain
from grader.cli.messages import say
from grader.cli.options import (
    lang_option,
    percentage,
    rubrics_option,
    share_above_zero,
    the_rubrics,
)
from grader.cli.program import ProgramOptions, grade_programs, program_options
from grader.cli.program_messages import tell
from grader.cli.terminal import safe_json, visible
from grader.errors import SubmissionError, UsageError

if TYPE_CHECKING:
    from grader.model import Grade, Rubric, Submission


class _Wishes(NamedTuple):
    """When a person should look, and whose calibration counts: see `Grader`."""

    max_error: float | None
    auto_qwk: float
    calibrated_by: Path | None


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
@click.option(
    "--model",
    metavar="NAME_OR_PATH",
    help="Sentence encoder; else multilingual-e5-small, offline. 句向量模型。",
)
@click.option("--json", "as_json", is_flag=True, help="Print the whole grade as JSON. 输出 JSON。")
@click.option(
    "--fail-under",
    default="0",
    callback=percentage,
    metavar="N",
    help="Exit with 1 where a file gets less than N percent. 低于 N% 时退出码为 1。",
)
@click.option(
    "--max-error",
    callback=share_above_zero,
    metavar="N",
    help="Ask for a person where half the range of likely points exceeds N percent. 允许的误差。",
)
@click.option(
    "--auto-qwk",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    default=0.8,
    show_default=True,
    help="Agreement that grades must have reached to need no person. 免复核的吻合度。",
)
@click.option(
    "--no-calibration", is_flag=True, help="Leave the rubrics' calibration aside. 不用校准。"
)
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
    """Grade the answers or programs in FILEs (- is standard input) · 给答案或程序评分"""
    folder = the_rubrics(rubrics)
    rubric = _rubric(folder, question_id, lang)
    submissions = _read(ctx, files, rubric, lang)
    if not submissions:
        grades = []
    elif rubric.checks:
        options = ProgramOptions(framework, limits, seed)
        grades = grade_programs(submissions, rubric, options, lang)
    else:
        wishes = _Wishes(max_error, auto_qwk, None if no_calibration else folder)
        grades = _grade(submissions, rubric, model, lang, wishes)
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


def _grade(
    submissions: Sequence[Submission],
    rubric: Rubric,
    model: str | None,
    lang: str,
    wishes: _Wishes,
) -> list[Grade]:
    with _waiting(lang):
        from grader.grading import Grader
        from grader.text.calibration_file import find_calibration
        from grader.text.models import DEFAULT_MODEL, cache_folder, open_encoder

        folder = wishes.calibrated_by
        calibration = find_calibration(folder) if folder else None
        encoder = open_encoder(model or DEFAULT_MODEL, cache_folder(os.environ))
        grader = Grader(
            encoder,
            lang=lang,
            max_error=wishes.max_error,
            auto_qwk=wishes.auto_qwk,
            calibration=calibration,
        )
        return grader.grade_many([(submission, rubric) for submission in submissions])


def _waiting(lang: str) -> AbstractContextManager[object]:
    """A word for whoever watches, while the model loads; nothing in a pipe."""
    from rich.console import Console

    console = Console(stderr=True)
    return console.status(say(lang, "loading")) if console.is_terminal else nullcontext()


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

"""`grade calibrate GRADED.csv --rubrics DIR`: learns from graded answers how one's people grade."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.calibrate_messages import say
from grader.cli.encoding import encoding_option, tell_guess
from grader.cli.exit_codes import ExitCode
from grader.cli.graded_options import grade_with_progress, score_options
from grader.cli.group import complain
from grader.cli.options import lang_option
from grader.cli.terminal import visible

if TYPE_CHECKING:
    from grader.evaluation.calibrating import Calibrating
    from grader.evaluation.inputs import Inputs
    from grader.evaluation.validation import Verdict


@click.command()
@click.argument("graded", type=click.Path(path_type=Path), metavar="GRADED.csv")
@click.option(
    "--rubrics",
    required=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder of the rubrics; calibration.json is written there. 评分标准所在的文件夹。",
)
@encoding_option
@score_options
@lang_option
@click.pass_context
def calibrate(
    ctx: click.Context,
    graded: Path,
    rubrics: Path,
    encoding: str,
    max_score: float | None,
    steps: int | None,
    model: str | None,
    lang: str,
) -> None:
    """Learn from graded answers how your people grade · 按人工评分校准"""
    from grader.evaluation.inputs import Request, read_inputs
    from grader.text.calibration_file import FILE_NAME, write_calibration

    inputs = read_inputs(Request(graded, rubrics, max_score, encoding=encoding))
    tell_guess(graded, inputs.matched.encoding, lang)
    for fault in inputs.matched.faults:
        complain(ctx, str(fault))
    made = _calibrate(inputs, steps, model, lang)
    _show(made, lang)
    path = rubrics / FILE_NAME
    if made.record is None:
        _refuse(made.verdict, path, lang)
        ctx.exit(ExitCode.BELOW)
    write_calibration(made.record, path)
    stage = say(lang, made.verdict.stage)
    click.echo(visible(say(lang, "written", path=path, stage=stage)))
    click.echo(say(lang, "others" if made.verdict.covers_others else "not_others"))
    click.echo(
        say(lang, "not_alone") if made.alone is None else say(lang, "alone", share=made.alone)
    )
    ctx.exit(ExitCode.INCOMPLETE if inputs.matched.faults else ExitCode.DONE)


def _calibrate(inputs: Inputs, steps: int | None, model: str | None, lang: str) -> Calibrating:
    from grader.evaluation.calibrating import calibrate as fit
    from grader.evaluation.evaluation import scores_of
    from grader.evaluation.shrinkage import Shrinkage
    from grader.evaluation.steps import choose_steps
    from grader.evaluation.vectors import calibratable

    matched = inputs.matched
    grades, encoder = grade_with_progress(matched, model, lang, None)
    scores = scores_of(matched, grades, inputs.scale)
    graded, ids = calibratable(matched, grades, scores, encoder)
    rubrics = {rubric.question.id: rubric for rubric in matched.rubrics}
    found = choose_steps(scores.human, steps)
    return fit(graded, ids, rubrics, grades[0].provenance, found, Shrinkage())


def _show(made: Calibrating, lang: str) -> None:
    from grader.cli.calibration_view import verdict_view
    from grader.cli.render import console

    console().print(verdict_view(made.verdict, lang))


def _refuse(verdict: Verdict, path: Path, lang: str) -> None:
    from grader.cli.calibration_view import refusal

    click.echo(refusal(verdict, lang), err=True)
    if path.exists():
        click.echo(visible(say(lang, "kept", path=path)), err=True)

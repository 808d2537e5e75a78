"""`grade evaluate GRADED.csv`: how well the grader agrees with human scores."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.encoding import encoding_option, tell_guess
from grader.cli.evaluate_messages import say
from grader.cli.exit_codes import ExitCode
from grader.cli.graded_options import grade_with_progress, score_options
from grader.cli.group import complain
from grader.cli.options import lang_option, percentage, rubrics_option
from grader.cli.terminal import safe_json, visible

if TYPE_CHECKING:
    from grader.evaluation.evaluation import Evaluation
    from grader.evaluation.inputs import Inputs
    from grader.evaluation.learning_curve import CurvePoint
    from grader.evaluation.measures import Choices
    from grader.model import Grade
    from grader.text.encoder import Encoder


@click.command()
@click.argument("graded", type=click.Path(path_type=Path), metavar="GRADED.csv")
@rubrics_option
@score_options
@click.option(
    "--pass-mark",
    default="50%",
    show_default=True,
    callback=percentage,
    metavar="N%",
    help="What passes, for macro-F1. 及格线。",
)
@click.option(
    "--auto-qwk",
    type=click.FloatRange(-1, 1),
    default=0.8,
    show_default=True,
    metavar="N",
    help="Agreement that grading alone must reach. 自动评分要达到的 QWK。",
)
@click.option(
    "--second-column",
    default="",
    metavar="NAME",
    help="Column of a second person's scores; else score2. 第二位评分人的列名。",
)
@encoding_option
@click.option(
    "--sample",
    "sample_size",
    type=click.IntRange(1),
    metavar="N",
    help="Only so many rows, at random. 只取 N 行。",
)
@click.option("--seed", default=0, show_default=True, help="Of sampling and intervals. 随机种子。")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON. 输出 JSON。")
@click.option("--no-calibration", is_flag=True, help="Leave calibration.json aside. 不用校准。")
@click.option(
    "--learning-curve",
    "with_curve",
    is_flag=True,
    help="What 3 to 50 graded answers a question would bring; without calibration. 学习曲线。",
)
@click.option(
    "--html",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="PAGE",
    help="Also write a page with plots. 另写一个带图的网页。",
)
@lang_option
@click.pass_context
def evaluate(
    ctx: click.Context,
    graded: Path,
    rubrics: Path | None,
    max_score: float | None,
    steps: int | None,
    pass_mark: float,
    auto_qwk: float,
    second_column: str,
    encoding: str,
    sample_size: int | None,
    seed: int,
    model: str | None,
    html: Path | None,
    lang: str,
    *,
    as_json: bool,
    no_calibration: bool,
    with_curve: bool,
) -> None:
    """Compare the grader with human scores in a CSV file · 与人工评分比较"""
    from grader.evaluation.evaluation import evaluate as compare
    from grader.evaluation.inputs import Request, read_inputs

    request = Request(graded, rubrics, max_score, second_column, sample_size or 0, seed, encoding)
    inputs = read_inputs(request)
    tell_guess(graded, inputs.matched.encoding, lang)
    for fault in inputs.matched.faults:
        complain(ctx, str(fault))
    folder = None if no_calibration or with_curve else inputs.folder
    grades, encoder = grade_with_progress(inputs.matched, model, lang, folder)
    choices = _choices(inputs, steps, pass_mark, auto_qwk, seed)
    made = compare(inputs.matched, grades, inputs.scale, choices)
    curve = _curve(inputs, grades, choices, encoder) if with_curve else []
    if html:
        html.write_text(_page(made, curve, graded, inputs, lang), encoding="utf-8")
    _print(made, curve, graded, inputs, lang, as_json=as_json)
    failed = made.statuses["grader_error"]
    ctx.exit(ExitCode.INCOMPLETE if inputs.matched.faults or failed else ExitCode.DONE)


def _choices(
    inputs: Inputs, steps: int | None, pass_mark: float, auto_qwk: float, seed: int
) -> Choices:
    from grader.evaluation.evaluation import human_shares
    from grader.evaluation.measures import Choices
    from grader.evaluation.steps import choose_steps

    found = choose_steps(human_shares(inputs.matched, inputs.scale), steps)
    return Choices(found, pass_mark / 100, auto_qwk, seed=seed)


def _curve(
    inputs: Inputs, grades: Sequence[Grade], choices: Choices, encoder: Encoder
) -> list[CurvePoint]:
    from grader.evaluation.evaluation import scores_of
    from grader.evaluation.learning_curve import learning_curve
    from grader.evaluation.shrinkage import Shrinkage
    from grader.evaluation.vectors import calibratable

    scores = scores_of(inputs.matched, grades, inputs.scale)
    answers, _ = calibratable(inputs.matched, grades, scores, encoder)
    return learning_curve(answers, choices.steps, Shrinkage(), seed=choices.seed)


def _page(
    made: Evaluation, curve: Sequence[CurvePoint], graded: Path, inputs: Inputs, lang: str
) -> str:
    from grader.evaluation.page import render_page

    names = {"file": graded.name, "folder": _name(inputs.folder)}
    return render_page(made, curve, **names, lang=lang, say=partial(say, lang))


def _print(
    made: Evaluation,
    curve: Sequence[CurvePoint],
    graded: Path,
    inputs: Inputs,
    lang: str,
    *,
    as_json: bool,
) -> None:
    if as_json:
        from grader.evaluation.evaluation_record import to_json

        click.echo(safe_json(to_json(made, curve)))
        return
    from grader.cli.evaluation_view import evaluation_view
    from grader.cli.render import console

    names = {"file": visible(str(graded)), "folder": _name(inputs.folder)}
    console().print(evaluation_view(made, curve, **names, say=partial(say, lang)))


def _name(folder: Path | None) -> str:
    return visible(str(folder)) if folder else ""

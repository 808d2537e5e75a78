"""`grade evaluate GRADED.csv`: how well the grader agrees with human scores."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.evaluate_messages import say
from grader.cli.exit_codes import ExitCode
from grader.cli.group import complain
from grader.cli.options import lang_option, percentage, rubrics_option
from grader.cli.terminal import safe_json

if TYPE_CHECKING:
    from grader.evaluation.evaluation import Evaluation
    from grader.evaluation.grade_rows import Progress
    from grader.evaluation.inputs import Inputs
    from grader.model import Grade


@click.command()
@click.argument("graded", type=click.Path(path_type=Path), metavar="GRADED.csv")
@rubrics_option
@click.option(
    "--max-score",
    type=float,
    metavar="N",
    help="Full marks of the scores; else from rubrics or data. 满分。",
)
@click.option(
    "--steps",
    type=click.IntRange(1, 1000),
    metavar="N",
    help="Equal steps from 0 to full marks; else seen in the data. 分数档数。",
)
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
@click.option(
    "--sample",
    "sample_size",
    type=click.IntRange(1),
    metavar="N",
    help="Only so many rows, at random. 只取 N 行。",
)
@click.option("--seed", default=0, show_default=True, help="Of sampling and intervals. 随机种子。")
@click.option("--model", metavar="NAME_OR_PATH", help="Sentence encoder. 句向量模型。")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON. 输出 JSON。")
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
    sample_size: int | None,
    seed: int,
    model: str | None,
    lang: str,
    *,
    as_json: bool,
) -> None:
    """Compare the grader with human scores in a CSV file · 与人工评分比较"""
    from grader.evaluation.evaluation import evaluate as compare
    from grader.evaluation.inputs import Request, read_inputs
    from grader.evaluation.measures import Choices
    from grader.evaluation.steps import Steps, find_steps

    request = Request(graded, rubrics, max_score, second_column, sample_size or 0, seed)
    inputs = read_inputs(request)
    for fault in inputs.matched.faults:
        complain(ctx, str(fault))
    found = Steps(steps, "given") if steps else find_steps(_human_shares(inputs))
    choices = Choices(found, pass_mark / 100, auto_qwk, seed=seed)
    grades = _grade(inputs, model, lang)
    evaluation = compare(inputs.matched, grades, inputs.scale, choices)
    _print(evaluation, inputs, graded, lang, as_json=as_json)
    failed = evaluation.statuses["grader_error"]
    ctx.exit(ExitCode.INCOMPLETE if inputs.matched.faults or failed else ExitCode.DONE)


def _human_shares(inputs: Inputs) -> list[float]:
    rows = zip(inputs.matched.rows, inputs.scale.full_marks, strict=True)
    return [row.score / full for row, full in rows]


def _grade(inputs: Inputs, model: str | None, lang: str) -> list[Grade]:
    with _progress(lang) as progress:
        from grader.evaluation.grade_rows import grade_rows
        from grader.grading import Grader
        from grader.text.models import DEFAULT_MODEL, cache_folder, open_encoder

        encoder = open_encoder(model or DEFAULT_MODEL, cache_folder(os.environ))
        return grade_rows(inputs.matched, Grader(encoder, lang=lang), progress)


@contextmanager
def _progress(lang: str) -> Iterator[Progress]:
    """Says how far grading is to whoever watches; nothing in a pipe."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _done, _total: None
        return
    with console.status(say(lang, "grading", done=0, total="…")) as status:
        yield lambda done, total: status.update(say(lang, "grading", done=done, total=total))


def _print(
    evaluation: Evaluation, inputs: Inputs, graded: Path, lang: str, *, as_json: bool
) -> None:
    if as_json:
        import json

        from grader.evaluation.evaluation_record import to_record

        text = json.dumps(to_record(evaluation), ensure_ascii=False, indent=2, allow_nan=False)
        click.echo(safe_json(text))
        return
    from grader.cli.evaluation_view import evaluation_view
    from grader.cli.render import console

    console().print(evaluation_view(evaluation, graded, inputs.folder, lang))

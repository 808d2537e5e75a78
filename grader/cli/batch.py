"""`grade batch SUBMISSIONS.csv -o DIR`: a table in, a folder of results out."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.batch_messages import say
from grader.cli.batch_progress import MOST_PROBLEMS, ProgressWatcher
from grader.cli.exit_codes import ExitCode
from grader.cli.group import complain
from grader.cli.options import lang_option, rubrics_option, the_rubrics
from grader.cli.program import LARGEST_SEED

if TYPE_CHECKING:
    from grader.batch.executors import Executor
    from grader.batch.reading.rows import Submissions
    from grader.batch.run import Plan
    from grader.batch.worker import Recipe

EXECUTORS = ("here", "pool", "ray")
FORMATS = ("gradescope", "prairielearn", "moodle", "canvas", "junit")


@click.command()
@click.argument("table", type=click.Path(path_type=Path), metavar="SUBMISSIONS")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Folder for the results. 结果文件夹。",
)
@rubrics_option
@click.option(
    "--columns",
    metavar="NAME=COLUMN,...",
    help="Which column is candidate, question, answer, answer_file, code_file, or a question's id. "
    "指明各列。",
)
@click.option("--encoding", metavar="NAME", help="Encoding of the table, else told. 表格编码。")
@click.option("--resume", is_flag=True, help="Go on with the run in DIR. 接着评。")
@click.option(
    "--regrade",
    is_flag=True,
    help="Like --resume; grade again what another rubric, model or scorer touches. 重评受影响的。",
)
@click.option("--dry-run", is_flag=True, help="Check everything, grade nothing. 只检查。")
@click.option(
    "--to",
    "formats",
    multiple=True,
    type=click.Choice(FORMATS),
    help="Write for another system as well; may be repeated. 另写成其他系统的格式。",
)
@click.option(
    "--executor",
    type=click.Choice(EXECUTORS),
    default="here",
    show_default=True,
    help="Where grading happens: this process, several, or Ray. 在哪里评分。",
)
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes or actors. 进程数。")
@click.option(
    "--seed",
    type=click.IntRange(0, LARGEST_SEED),
    help="Programs: repeats a run; else drawn, and recorded. 随机种子。",
)
@click.option(
    "--no-calibration", is_flag=True, help="Leave the rubrics' calibration aside. 不用校准。"
)
@click.option("--model", metavar="NAME_OR_PATH", help="Sentence encoder. 句向量模型。")
@click.option("--quiet", is_flag=True, help="Print only problems. 只输出问题。")
@lang_option
@click.pass_context
def batch(
    ctx: click.Context,
    table: Path,
    output: Path | None,
    rubrics: Path | None,
    columns: str | None,
    encoding: str | None,
    executor: str,
    jobs: int | None,
    seed: int | None,
    model: str | None,
    formats: tuple[str, ...],
    lang: str,
    *,
    resume: bool,
    regrade: bool,
    dry_run: bool,
    quiet: bool,
    no_calibration: bool,
) -> None:
    """Grade a table of SUBMISSIONS (.csv .tsv .csv.gz .xlsx) · 批量评分"""
    from grader.batch.batch import Settings, check_batch, run_batch
    from grader.batch.problems import TableError
    from grader.cli.batch_summary import print_summary

    if output is None and not dry_run:
        raise click.MissingParameter(ctx=ctx, param=_output(ctx))
    watcher = ProgressWatcher(
        table.name, lang, quiet=quiet, terminal=bool(sys.stderr and sys.stderr.isatty())
    )
    try:
        recipe = _recipe(rubrics, model, _seed(seed, output), lang, calibrated=not no_calibration)
        submissions = _open(table, recipe, columns, encoding, lang)
        _describe(submissions, watcher, lang)
        if output is None or dry_run:
            _checked(check_batch(submissions, recipe, watcher), watcher, lang)
            ctx.exit(ExitCode.INCOMPLETE if watcher.problems else ExitCode.DONE)
        options = {"executor": executor, "jobs": jobs, "rubrics": str(the_rubrics(rubrics))}
        settings = Settings(output, resume, regrade, formats, options)
        summary = run_batch(submissions, recipe, settings, _executor(executor, jobs), watcher)
    except TableError as exc:
        complain(ctx, exc.in_language(lang))
        ctx.exit(ExitCode.BAD_INPUT)
    except KeyboardInterrupt:
        watcher.stop()
        click.echo(say(lang, "interrupted", folder=output), err=True)
        ctx.exit(ExitCode.INTERRUPTED)
    finally:
        watcher.stop()
    print_summary(summary, watcher, output, lang)
    ctx.exit(ExitCode.INCOMPLETE if summary.failed else ExitCode.DONE)


def _checked(plan: Plan, watcher: ProgressWatcher, lang: str) -> None:
    if watcher.problems > MOST_PROBLEMS:
        watcher.tell(say(lang, "more_problems_dry", count=watcher.problems - MOST_PROBLEMS))
    values = {"rows": len(plan.ledger), "distinct": len(plan.ledger.keys)}
    watcher.tell(say(lang, "dry", **values, problems=watcher.problems))


def _output(ctx: click.Context) -> click.Parameter:
    return next(param for param in ctx.command.params if param.name == "output")


def _seed(chosen: int | None, output: Path | None) -> int:
    """The seed that was asked for, else that of the run in the folder, else a new one."""
    from grader.batch.journal import seed_of

    earlier = seed_of(output) if chosen is None and output is not None else chosen
    return secrets.randbelow(LARGEST_SEED) if earlier is None else earlier


def _recipe(
    rubrics: Path | None, model: str | None, seed: int, lang: str, *, calibrated: bool
) -> Recipe:
    from grader.batch.programs import open_code_grader
    from grader.batch.worker import Recipe, open_text_grader
    from grader.rubric.files import load_rubrics
    from grader.text.models import DEFAULT_MODEL, cache_folder

    folder = the_rubrics(rubrics)
    return Recipe(
        load_rubrics(folder),
        open_text_grader,
        open_code_grader,
        model=model or DEFAULT_MODEL,
        cache=str(cache_folder(os.environ)),
        calibrated_by=str(folder) if calibrated else "",
        lang=lang,
        seed=seed,
    )


def _open(
    table: Path, recipe: Recipe, columns: str | None, encoding: str | None, lang: str
) -> Submissions:
    from grader.batch.reading.layout import parse_columns
    from grader.batch.reading.questions import Questions
    from grader.batch.reading.rows import open_submissions

    chosen = parse_columns(columns, lang) if columns else {}
    return open_submissions(table, Questions(recipe.rubrics), encoding=encoding, columns=chosen)


def _describe(submissions: Submissions, watcher: ProgressWatcher, lang: str) -> None:
    found = submissions.table.encoding
    name = submissions.table.path.name
    shape = say(lang, submissions.layout.shape)
    if found is None:
        watcher.tell(say(lang, "workbook", name=name, shape=shape))
    else:
        shown = say(lang, "guess", name=found.name) if found.how == "guess" else found.name
        watcher.tell(say(lang, "table", name=name, shape=shape, encoding=shown))
    if submissions.layout.person is not None:
        column = submissions.table.header[submissions.layout.person]
        watcher.tell(say(lang, "person", column=column))
    if submissions.layout.aside:
        columns = say(lang, "joint").join(submissions.layout.aside)
        watcher.tell(say(lang, "aside", columns=columns))


def _executor(name: str, jobs: int | None) -> Callable[[Recipe], Executor]:
    from grader.batch.executors.choice import open_executor

    return lambda recipe: open_executor(name, recipe, jobs)

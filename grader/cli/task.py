"""`grade task show c1`: the brief that a candidate gets."""

from __future__ import annotations

from pathlib import Path

import click

from grader.cli.group import HelpfulGroup
from grader.cli.options import lang_option, rubrics_option, the_rubrics
from grader.cli.terminal import visible


@click.group(cls=HelpfulGroup)
def task() -> None:
    """Coding tasks as candidates see them · 编程题"""


@task.command()
@click.argument("question_id", metavar="ID")
@rubrics_option
@lang_option
def show(question_id: str, rubrics: Path | None, lang: str) -> None:
    """Print the brief of task ID: what to write, what is checked · 题目说明"""
    from grader.cli.task_brief import brief
    from grader.rubric.files import find_rubric

    for line in brief(find_rubric(the_rubrics(rubrics), question_id), lang):
        click.echo(visible(line))

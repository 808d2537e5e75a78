"""Options of the subcommands, and how their values are read."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from grader.cli.messages import LANGUAGES, language

LANG_KEY = "grader.lang"
Command = TypeVar("Command", bound=Callable[..., object])


def options(*decorators: Callable[[Any], Any]) -> Callable[[Command], Command]:
    """What adds several of click's options to a command, in this order in its help."""

    def add(command: Command) -> Command:
        for decorator in reversed(decorators):
            command = decorator(command)
        return command

    return add


def percentage(ctx: click.Context, param: click.Parameter, value: str) -> float:
    """The number in 0..100 that `60` or `60%` states; raises click's BadParameter."""
    try:
        number = float(value.strip().removesuffix("%"))
    except ValueError:
        number = -1.0
    if not 0 <= number <= 100:
        message = f"{value!r} is not a percentage in 0..100, such as 60 or 60%"
        raise click.BadParameter(message, ctx, param)
    return number


def share_above_zero(ctx: click.Context, param: click.Parameter, value: str | None) -> float | None:
    """The share in 0..1 that `15` or `15%` states, None where nothing is; no zero."""
    if value is None:
        return None
    number = percentage(ctx, param, value)
    if number == 0:
        raise click.BadParameter("0 allows no error at all; use 15 or 15%", ctx, param)
    return number / 100


def current_language(ctx: click.Context | None) -> str:
    """The language of --lang, else of the environment."""
    return str((ctx.meta if ctx else {}).get(LANG_KEY) or language(os.environ))


def _remember(ctx: click.Context, _: click.Parameter, value: str | None) -> str:
    """Errors must come in the chosen language too, so it is kept where they are caught."""
    ctx.meta[LANG_KEY] = value
    return current_language(ctx)


def the_rubrics(folder: Path | None) -> Path:
    """The folder of --rubrics, else of the bank that comes with the package."""
    from grader.rubric.bank import default_folder

    return folder or default_folder()


lang_option = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    is_eager=True,
    callback=_remember,
    help="Language of the output; else LC_ALL or LANG decides. 输出语言。",
)
rubrics_option = click.option(
    "--rubrics",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder of rubrics; else the bank that comes along. 评分标准所在的文件夹。",
)

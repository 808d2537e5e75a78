"""What is wrong with a command line, in one sentence of either language."""

from __future__ import annotations

from collections.abc import Sequence

import click
from click.exceptions import NoSuchCommand

from grader.cli.chinese import in_language
from grader.cli.messages import say


def explain(error: click.UsageError, lang: str) -> str:
    """The sentence for a usage error; what click says, in English, where it has none of its own."""
    command = error.ctx.command_path if error.ctx else "grade"
    match error:
        case click.NoSuchOption(option_name=name, possibilities=near):
            return say(
                lang, "no_such_option", name=name, hint=_hint(lang, near or ()), command=command
            )
        case NoSuchCommand(command_name=name, possibilities=near):
            return say(
                lang, "no_such_command", name=name, hint=_hint(lang, near or ()), command=command
            )
        case click.MissingParameter(param=click.Parameter() as param, ctx=click.Context() as ctx):
            return say(lang, "missing", name=_name(param, ctx), command=command)
    return in_language(lang, error.format_message())


def _hint(lang: str, names: Sequence[str]) -> str:
    return say(lang, "did_you_mean", name=names[0]) if names else ""


def _name(param: click.Parameter, ctx: click.Context) -> str:
    return "/".join(param.opts) if isinstance(param, click.Option) else param.make_metavar(ctx)

"""The group of all commands: the verb may be left out, and every failure is one line."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from grader.cli.chinese import in_language
from grader.cli.exit_codes import ExitCode
from grader.cli.messages import say
from grader.cli.options import current_language
from grader.cli.terminal import visible
from grader.cli.usage import explain
from grader.errors import GraderError, SandboxUnavailableError

VERB = "answer"


class HelpfulGroup(click.Group):
    """A group that shows its help where it is called with nothing."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """What is left after parsing."""
        return super().parse_args(ctx, args or ["--help"])


class GradeGroup(HelpfulGroup):
    """`grade FILE --q 3` means `grade answer FILE --q 3`; failures become a line and a code."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command; characters that the terminal's encoding lacks become escapes."""
        if reconfigure := getattr(sys.stdout, "reconfigure", None):
            reconfigure(errors="backslashreplace")
        return super().main(*args, **kwargs)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """What is left after parsing, with the verb put in where it was left out."""
        own = {name for param in self.get_params(ctx) for name in param.opts}
        if args and args[0] not in own | set(self.commands) and not self._is_near(args[0]):
            args = [VERB, *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand; leaves with an exit code where it fails."""
        try:
            return super().invoke(ctx)
        except SandboxUnavailableError as exc:
            complain(ctx, str(exc))
            ctx.exit(ExitCode.NO_SANDBOX)
        except GraderError as exc:
            complain(ctx, str(exc))
        except click.UsageError as exc:
            complain(ctx, explain(exc, current_language(exc.ctx)))
        except BrokenPipeError:
            raise
        except OSError as exc:
            complain(ctx, f"{exc.filename or 'input or output'}: {exc.strerror or exc}")
        except KeyboardInterrupt:
            click.echo(say(current_language(ctx), "interrupted"), err=True)
            ctx.exit(ExitCode.INTERRUPTED)
        return ctx.exit(ExitCode.BAD_INPUT)

    def _is_near(self, word: str) -> bool:
        """Whether a word is a misspelt command: like one, and no file."""
        is_plain = word.isalpha() and not Path(word).exists()
        return is_plain and bool(get_close_matches(word, self.commands))


def complain(ctx: click.Context, message: str) -> None:
    """One line on stderr, in which nothing from a file name or a file is obeyed."""
    lang = current_language(ctx)
    click.echo(visible(say(lang, "error", message=in_language(lang, message))), err=True)

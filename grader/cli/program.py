"""`grade solution.py --q c1`: programs are read, run in the sandbox, and graded."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from grader.cli.options import current_language, options
from grader.cli.program_messages import tell
from grader.cli.waiting import waiting

if TYPE_CHECKING:
    from grader.code.sandbox import Limits
    from grader.model import Grade, Rubric, Submission

FRAMEWORKS = ("auto", "torch", "tensorflow", "keras-torch")
LIMIT_NAMES = {
    "wall": "wall_seconds",
    "cpu": "cpu_seconds",
    "memory": "memory_mib",
    "processes": "processes",
    "output": "output_bytes",
    "disk": "disk_mib",
}
LARGEST_SEED = 2**31 - 1


@dataclass(frozen=True, slots=True)
class ProgramOptions:
    """What the command line says about running programs."""

    framework: str
    limits: dict[str, float]
    seed: int | None


def _limits(ctx: click.Context, param: click.Parameter, value: str) -> dict[str, float]:
    """The numbers that `wall=60,memory=3000` states; raises click's BadParameter."""
    found = {}
    for part in filter(None, value.split(",")):
        name, _, number = part.partition("=")
        try:
            found[LIMIT_NAMES[name.strip()]] = float(number)
        except (KeyError, ValueError):
            names = ", ".join(LIMIT_NAMES)
            message = tell(current_language(ctx), "bad_limits", names=names)
            raise click.BadParameter(message, ctx, param) from None
    return found


# What only programs need.
program_options = options(
    click.option(
        "--framework",
        type=click.Choice(FRAMEWORKS),
        default="auto",
        help="Programs: else told by their imports. 框架。",
    ),
    click.option(
        "--limits",
        default="",
        metavar="NAME=N,...",
        callback=_limits,
        help="Programs: wall=60,memory=3000 (seconds, MiB). 资源限制。",
    ),
    click.option(
        "--seed",
        type=click.IntRange(0, LARGEST_SEED),
        help="Programs: repeats a run; else drawn, and recorded. 随机种子。",
    ),
)


def limits_of(numbers: dict[str, float]) -> Limits:
    """The limits with some changed; raises UsageError for one that makes no sense."""
    from grader.code.sandbox import Limits

    whole = {"memory_mib", "processes", "output_bytes", "disk_mib"}
    return Limits(**{k: int(v) if k in whole else v for k, v in numbers.items()})  # type: ignore[arg-type]


def grade_programs(
    submissions: Sequence[Submission], rubric: Rubric, options: ProgramOptions, lang: str
) -> list[Grade]:
    """One grade a program, in order; raises SandboxUnavailableError where nothing may be run."""
    from grader.grading import grade_program

    seed = secrets.randbelow(LARGEST_SEED) if options.seed is None else options.seed
    limits = limits_of(options.limits)
    with waiting(tell(lang, "starting")):
        from grader.code.sandbox import open_sandbox

        with open_sandbox(os.environ) as sandbox:
            return [
                grade_program(
                    submission,
                    rubric,
                    sandbox=sandbox,
                    seed=seed,
                    lang=lang,
                    framework=options.framework,
                    limits=limits,
                    warm=len(submissions) > 1,
                )
                for submission in submissions
            ]

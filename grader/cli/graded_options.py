"""Options that the commands over graded answers share, and how they grade."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from grader.cli.evaluate_messages import say
from grader.cli.options import options

if TYPE_CHECKING:
    from pathlib import Path

    from grader.evaluation.grade_rows import Matched, Progress
    from grader.model import Grade
    from grader.text.encoder import Encoder


# What says how the human scores are to be read, and by which encoder.
score_options = options(
    click.option(
        "--max-score",
        type=float,
        metavar="N",
        help="Full marks of the scores; else from rubrics or data. 满分。",
    ),
    click.option(
        "--steps",
        type=click.IntRange(1, 1000),
        metavar="N",
        help="Equal steps from 0 to full marks; else seen in the data. 分数档数。",
    ),
    click.option("--model", metavar="NAME_OR_PATH", help="Sentence encoder. 句向量模型。"),
)


def grade_with_progress(
    matched: Matched, model: str | None, lang: str, calibrated_by: Path | None
) -> tuple[list[Grade], Encoder]:
    """The grades of all rows, and the encoder; says how far it is to whoever watches.

    `calibrated_by` is the folder whose calibration is used, if there is one in it.
    """
    with _progress(lang) as progress:
        from grader.evaluation.grade_rows import grade_rows
        from grader.grading import Grader
        from grader.text.calibration_file import find_calibration
        from grader.text.models import DEFAULT_MODEL, cache_folder, open_encoder

        encoder = open_encoder(model or DEFAULT_MODEL, cache_folder(os.environ))
        calibration = find_calibration(calibrated_by) if calibrated_by else None
        grader = Grader(encoder, lang=lang, calibration=calibration)
        return grade_rows(matched, grader, progress), encoder


@contextmanager
def _progress(lang: str) -> Iterator[Progress]:
    """A line on a terminal's standard error; nothing in a pipe."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _done, _total: None
        return
    with console.status(say(lang, "grading", done=0, total="…")) as status:
        yield lambda done, total: status.update(say(lang, "grading", done=done, total=total))

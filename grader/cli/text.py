"""Short answers for `grade answer`: the options that only they have, and how they are graded."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from grader.cli.messages import say
from grader.cli.options import options, share_above_zero
from grader.cli.waiting import waiting

if TYPE_CHECKING:
    from grader.model import Grade, Rubric, Submission


class TextOptions(NamedTuple):
    """Which encoder, when a person should look, and whose calibration counts: see `Grader`."""

    model: str | None
    max_error: float | None
    auto_qwk: float
    calibrated_by: Path | None


# What only short answers need.
text_options = options(
    click.option(
        "--model",
        metavar="NAME_OR_PATH",
        help="Sentence encoder; else multilingual-e5-small, offline. 句向量模型。",
    ),
    click.option(
        "--max-error",
        callback=share_above_zero,
        metavar="N",
        help="Ask for a person where half the likely range exceeds N percent. 允许的误差。",
    ),
    click.option(
        "--auto-qwk",
        type=click.FloatRange(0, 1, min_open=True, max_open=True),
        default=0.8,
        show_default=True,
        help="Agreement that grades must have reached to need no person. 免复核的吻合度。",
    ),
    click.option(
        "--no-calibration", is_flag=True, help="Leave the rubrics' calibration aside. 不用校准。"
    ),
)


def grade_texts(
    submissions: Sequence[Submission],
    rubric: Rubric,
    wishes: TextOptions,
    lang: str,
) -> list[Grade]:
    """One grade a submission, in order; whoever watches is told that a model loads."""
    with waiting(say(lang, "loading")):
        from grader.grading import Grader
        from grader.text.calibration_file import find_calibration
        from grader.text.models import DEFAULT_MODEL, cache_folder, open_encoder

        folder = wishes.calibrated_by
        calibration = find_calibration(folder) if folder else None
        encoder = open_encoder(wishes.model or DEFAULT_MODEL, cache_folder(os.environ))
        grader = Grader(
            encoder,
            lang=lang,
            max_error=wishes.max_error,
            auto_qwk=wishes.auto_qwk,
            calibration=calibration,
        )
        return grader.grade_many([(submission, rubric) for submission in submissions])

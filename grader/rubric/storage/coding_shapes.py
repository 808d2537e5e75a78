"""The parts of a rubric file that only coding tasks have: what to write, and what is measured."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from grader.rubric.storage.shapes import Line, Shape, field


class SignatureFile(Shape):
    """One function that a coding task asks for."""

    function: Line = field("Function", "The name the task asks for.")
    accepts: list[Line] = field("Accepts", "Other names that count.", default=[])
    signature: str = field("Signature", "The call, as the task states it.", default="")
    returns: str = field("Returns", "What comes back: type, shape, range.", default="")


CheckKind = Literal[
    "program.loads",
    "gan.shape", "gan.range", "gan.step_alone", "gan.discriminator", "gan.updates",
    "gan.training", "gan.diversity",
    "vae.shape", "vae.draws_differ", "vae.training", "vae.kl", "vae.range", "vae.updates",
    "series.shape", "series.training", "series.best_lag", "series.updates", "series.rollout",
    "language.shape", "language.no_leak", "language.training", "language.next_token",
    "language.start_loss", "language.updates", "language.generate",
]  # fmt: skip
Parameter = Annotated[float, Field(allow_inf_nan=False)] | str | bool


class CheckFile(Shape):
    """One thing that is measured of a program."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")] = field(
        "Name", "A short name, unique in the rubric: lower-case letters, digits and _."
    )
    kind: CheckKind = field("Kind", "The measurement: the kind of task, a dot, what is measured.")
    points: Annotated[float, Field(ge=0, allow_inf_nan=False)] = field(
        "Points", "What it earns; the checks of a rubric add up to max_score."
    )
    title: Line = field("Title", "What is checked, for the candidate.")
    title_en: str = field("Title in English", "The same in English.", default="")
    hint: str = field("Hint", "What to look at where it fails, for the candidate.", default="")
    hint_en: str = field("Hint in English", "The same in English.", default="")
    params: dict[str, Parameter] = field(
        "Parameters", "Thresholds and sizes of the measurement, by name.", default={}
    )

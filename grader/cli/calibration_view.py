"""What cross-validation says of a calibration, as a person reads it in a terminal."""

from __future__ import annotations

from dataclasses import asdict

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from grader.cli.calibrate_messages import say
from grader.evaluation.fitted import LEAST_ANSWERS
from grader.evaluation.validation import Verdict

FIGURES = ("pearson", "rmse", "qwk", "smd")


def verdict_view(verdict: Verdict, lang: str) -> RenderableType:
    """A row a figure, a column before and for each stage; the stage that is kept is bold."""
    table = Table(box=box.SIMPLE)
    table.add_column(say(lang, "figure"))
    table.add_column(say(lang, "before"), justify="right")
    for stage in verdict.after:
        style = "bold" if stage == verdict.stage else ""
        mark = "✓ " if stage == verdict.stage else ""
        table.add_column(f"{mark}{say(lang, stage)}", justify="right", style=style)
    columns = [asdict(column) for column in (verdict.before, *verdict.after.values())]
    for name in FIGURES:
        cells = [_number(name, column[name], lang) for column in columns]
        table.add_row(say(lang, name), *cells)
    title = say(lang, "title", answers=verdict.answers, questions=verdict.questions)
    return Group(Text(title, "bold"), table)


def refusal(verdict: Verdict, lang: str) -> str:
    """Why nothing is written, in one line."""
    errors = {s: f.rmse for s, f in verdict.after.items() if f.rmse is not None}
    if not errors or verdict.before.rmse is None:
        return say(lang, "refused_few", least=LEAST_ANSWERS)
    if verdict.before.qwk is None:
        return say(lang, "refused_same")
    best = min(errors, key=lambda stage: errors[stage])
    if errors[best] >= verdict.before.rmse:
        return say(lang, "refused_error", before=verdict.before.rmse, after=errors[best])
    before, after = verdict.before.pearson or 0.0, verdict.after[best].pearson or 0.0
    return say(lang, "refused_order", before=before, after=after)


def _number(name: str, value: float | None, lang: str) -> str:
    if value is None:
        return say(lang, "undefined")
    return f"{value:+.3f}" if name == "smd" else f"{value:.3f}"

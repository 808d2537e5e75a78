"""An evaluation as a person reads it in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from grader.cli.evaluate_messages import say
from grader.cli.messages import say as say_status
from grader.cli.terminal import visible
from grader.evaluation.bootstrap import Figure
from grader.evaluation.evaluation import Evaluation

PERCENT = {"exact", "adjacent", "coverage_at_qwk"}


def evaluation_view(
    evaluation: Evaluation, file: Path, folder: Path | None, lang: str
) -> RenderableType:
    """The table of figures, the criteria that are missed, and what all of it rests on."""
    summary = say(
        lang, "summary", file=visible(str(file)), n=evaluation.n, questions=evaluation.questions
    )
    notes = "\n".join(_notes(evaluation, folder, lang))
    return Group(
        Text(summary, "bold"),
        figures_table(evaluation, lang),
        _criteria(evaluation, lang),
        Text(),
        Text(notes, "dim"),
    )


def figures_table(evaluation: Evaluation, lang: str) -> Table:
    """A row a figure: its value, its interval, and what two people have where it is known."""
    table = Table(box=box.SIMPLE)
    table.add_column(say(lang, "figure"))
    table.add_column(say(lang, "value"), justify="right")
    table.add_column(say(lang, "interval"), justify="right")
    people = evaluation.human_human
    if people:
        table.add_column(f"{say(lang, 'people')} (n {people.n})", justify="right")
    for name, figure in evaluation.figures.items():
        label = say(lang, name, target=evaluation.choices.auto_qwk)
        cells = [label, value_of(name, figure, lang), interval_of(name, figure)]
        if people:
            other = people.figures.get(name)
            cells.append(value_of(name, other, lang) if other else "")
        table.add_row(*map(Text, cells))
    return table


def value_of(name: str, figure: Figure, lang: str) -> str:
    """A figure in words: a number, a percentage, or why there is none."""
    if figure.value is None:
        return say(lang, "undefined", reason=say(lang, str(figure.reason)))
    return number(name, figure.value)


def interval_of(name: str, figure: Figure) -> str:
    """A figure's interval; empty where there is none."""
    if figure.low is None or figure.high is None:
        return ""
    return f"{number(name, figure.low)} … {number(name, figure.high)}"


def number(name: str, value: float) -> str:
    """A value as its figure is written: shares as percentages, the SMD with its sign."""
    if name in PERCENT:
        return f"{value:.1%}"
    return f"{value:+.3f}" if name == "smd" else f"{value:.3f}"


def _criteria(evaluation: Evaluation, lang: str) -> RenderableType:
    if not evaluation.missed:
        return Text(say(lang, "all_met"))
    lines = [Text(say(lang, "missed"), "bold")]
    for criterion in evaluation.missed:
        line = say(lang, criterion.name, value=criterion.value, limit=criterion.limit)
        lines.append(Text.assemble(("  ! ", "yellow"), line))
    return Group(*lines)


def _notes(evaluation: Evaluation, folder: Path | None, lang: str) -> Iterator[str]:
    choices, scale = evaluation.choices, evaluation.scale
    yield say(lang, "folder", folder=visible(str(folder))) if folder else say(lang, "built")
    yield say(lang, f"scale_{scale.source}", full=scale.described)
    steps = say(lang, f"steps_{choices.steps.source}", count=choices.steps.count)
    yield f"{steps} · {say(lang, 'pass_mark', value=choices.pass_mark)}"
    unit = f"unit_{evaluation.unit}"
    yield say(lang, unit, repeats=choices.repeats, seed=choices.seed)
    counts = (f"{say_status(lang, name)} {n}" for name, n in evaluation.statuses.items() if n)
    yield say(lang, "statuses", counts=" · ".join(counts))
    if found := evaluation.intervals:
        values = {"level": found.level, "coverage": found.coverage, "width": found.mean_width}
        yield say(lang, "intervals", **values)

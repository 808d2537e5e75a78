"""Figures of an evaluation in words, for the terminal and the page alike.

`say` gives the text of a name with its values filled in, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from grader.evaluation.bootstrap import Figure
from grader.evaluation.evaluation import Evaluation
from grader.evaluation.learning_curve import CurvePoint

Say = Callable[..., str]
PERCENT = {"exact", "adjacent", "coverage_at_qwk", "auto"}
CURVE = ("pearson", "rmse", "wrmse", "qwk", "smd", "auto")


def figure_rows(evaluation: Evaluation, say: Say) -> Iterator[list[str]]:
    """A row a figure: name, value, interval, and two people's where there are any."""
    people = evaluation.human_human
    for name, figure in evaluation.figures.items():
        label = say(name, target=evaluation.choices.auto_qwk)
        cells = [label, value_of(name, figure, say), interval_of(name, figure)]
        if people:
            other = people.figures.get(name)
            cells.append(value_of(name, other, say) if other else "")
        yield cells


def value_of(name: str, figure: Figure, say: Say) -> str:
    """A figure: a number, a percentage, or why there is none."""
    if figure.value is None:
        return say("undefined", reason=say(str(figure.reason)))
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


def missed_lines(evaluation: Evaluation, say: Say) -> list[str]:
    """The criteria that are missed, one sentence each."""
    return [say(c.name, value=c.value, limit=c.limit) for c in evaluation.missed]


def notes(evaluation: Evaluation, folder: str, say: Say) -> Iterator[str]:
    """What the figures rest on: rubrics, scale, steps, draws, statuses."""
    choices, scale = evaluation.choices, evaluation.scale
    yield say("folder", folder=folder) if folder else say("built")
    if evaluation.provenance.calibration:
        yield say("calibrated", digest=evaluation.provenance.calibration[:12])
    yield say(f"scale_{scale.source}", full=scale.described)
    steps = say(f"steps_{choices.steps.source}", count=choices.steps.count)
    yield f"{steps} · {say('pass_mark', value=choices.pass_mark)}"
    yield say(f"unit_{evaluation.unit}", repeats=choices.repeats, seed=choices.seed)
    counts = (f"{say(f'status_{name}')} {n}" for name, n in evaluation.statuses.items() if n)
    yield say("statuses", counts=" · ".join(counts))
    if found := evaluation.intervals:
        values = {"level": found.level, "coverage": found.coverage, "width": found.mean_width}
        yield say("intervals", **values)


def curve_rows(points: Sequence[CurvePoint], say: Say) -> Iterator[list[str]]:
    """The learning curve as a table, its header first."""
    yield [say("curve_n"), say("curve_used"), *(say(f"short_{name}") for name in CURVE)]
    for point in points:
        values = ((name, getattr(point, name)) for name in CURVE)
        cells = ["–" if value is None else number(name, value) for name, value in values]
        yield [f"{point.n}", f"{point.used:.1f}", *cells]

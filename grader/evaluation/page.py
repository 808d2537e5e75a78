"""An evaluation as one HTML page: no script, nothing loaded, plots drawn in it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from grader.evaluation.evaluation import Evaluation
from grader.evaluation.learning_curve import CurvePoint
from grader.evaluation.plots import Axes, Line, boxes, lines
from grader.evaluation.wording import Say, curve_rows, figure_rows, missed_lines, notes

MOST_TICKS = 10


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot with its heading, one sentence about it, and its numbers as a table, or none."""

    title: str
    about: str
    svg: Markup
    table: Sequence[Sequence[str]] = ()


def render_page(
    evaluation: Evaluation,
    curve: Sequence[CurvePoint],
    *,
    file: str,
    folder: str,
    lang: str,
    say: Say,
) -> str:
    """The text of the page; `say` gives its texts, `curve` is empty where none was asked for."""
    style = _resource("page.css")
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    people = evaluation.human_human
    return environment.from_string(_resource("page.html.j2")).render(
        lang="zh-CN" if lang == "zh" else "en",
        say=say,
        style=Markup(style),  # noqa: S704 - the file beside this one
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        summary=say("summary", file=file, n=evaluation.n, questions=evaluation.questions),
        people=f"{say('people')} (n {people.n})" if people else "",
        rows=list(figure_rows(evaluation, say)),
        missed=missed_lines(evaluation, say),
        plots=_plots(evaluation, curve, say),
        notes=list(notes(evaluation, folder, say)),
    )


def _plots(evaluation: Evaluation, curve: Sequence[CurvePoint], say: Say) -> list[Plot]:
    plots = []
    if evaluation.n:
        plots += [_by_score(evaluation, say), _risk_coverage(evaluation, say)]
    if curve:
        plots.append(_learning_curve(curve, say))
    return plots


def _by_score(evaluation: Evaluation, say: Say) -> Plot:
    steps = evaluation.choices.steps
    every = max(1, -(-steps.count // MOST_TICKS))
    numbers = [*range(0, steps.count, every), steps.count]
    ticks = [(float(i), f"{i / steps.count:.2g}") for i in numbers]
    title = say("by_score")
    axes = Axes(title, say("human_score"), say("machine_score"), ticks)
    scores = evaluation.scores
    svg = boxes(axes, steps.number(scores.human), scores.machine, steps.count)
    return Plot(title, say("by_score_about"), svg)


def _risk_coverage(evaluation: Evaluation, say: Say) -> Plot:
    points = evaluation.risk_coverage
    xs = [point.coverage for point in points]
    drawn = [
        Line(say("short_qwk"), xs, [p.qwk for p in points]),
        Line(say("short_rmse"), xs, [p.rmse for p in points]),
    ]
    ticks = [(part / 5, f"{part / 5:.0%}") for part in range(6)]
    title = say("risk_coverage")
    target = evaluation.choices.auto_qwk
    svg = lines(Axes(title, say("coverage"), "", ticks, _low(drawn)), drawn, target)
    return Plot(title, say("risk_coverage_about", target=target), svg)


def _learning_curve(curve: Sequence[CurvePoint], say: Say) -> Plot:
    # Square roots give the small counts room.
    xs = [point.n**0.5 for point in curve]
    names = ("pearson", "rmse", "qwk")
    drawn = [Line(say(f"short_{n}"), xs, [getattr(p, n) for p in curve]) for n in names]
    ticks = [(x, str(point.n)) for x, point in zip(xs, curve, strict=True)]
    title = say("learning_curve")
    svg = lines(Axes(title, say("curve_n"), "", ticks, _low(drawn)), drawn)
    return Plot(title, say("learning_curve_about"), svg, list(curve_rows(curve, say)))


def _low(drawn: Sequence[Line]) -> float:
    """Where the y axis begins: at 0, or at -1 where something is below."""
    values = [y for line in drawn for y in line.ys if y is not None]
    return -1.0 if min(values, default=0.0) < 0 else 0.0


def _resource(name: str) -> str:
    return resources.files("grader.evaluation").joinpath(name).read_text(encoding="utf-8")

"""An evaluation as a person reads it in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from grader.evaluation.evaluation import Evaluation
from grader.evaluation.learning_curve import CurvePoint
from grader.evaluation.wording import Say, curve_rows, figure_rows, missed_lines, notes


def evaluation_view(
    evaluation: Evaluation, curve: Sequence[CurvePoint], *, file: str, folder: str, say: Say
) -> RenderableType:
    """The table of figures, the criteria that are missed, and what all of it rests on.

    `file` and `folder` are names made safe for a terminal; `curve` may be empty.
    """
    summary = say("summary", file=file, n=evaluation.n, questions=evaluation.questions)
    return Group(
        Text(summary, "bold"),
        _figures(evaluation, say),
        *_criteria(evaluation, say),
        Text(),
        *_curve(curve, say),
        Text("\n".join(notes(evaluation, folder, say)), "dim"),
    )


def _figures(evaluation: Evaluation, say: Say) -> Table:
    people = evaluation.human_human
    header = [say("figure"), say("value"), say("interval")]
    if people:
        header.append(f"{say('people')} (n {people.n})")
    return _table([header, *figure_rows(evaluation, say)])


def _criteria(evaluation: Evaluation, say: Say) -> Iterator[Text]:
    lines = missed_lines(evaluation, say)
    yield Text(say("missed"), "bold") if lines else Text(say("all_met"))
    yield from (Text.assemble(("  ! ", "yellow"), line) for line in lines)


def _curve(curve: Sequence[CurvePoint], say: Say) -> Iterator[RenderableType]:
    if curve:
        yield Text(say("learning_curve"), "bold")
        yield Text(say("learning_curve_about"))
        yield _table(list(curve_rows(curve, say)))


def _table(rows: Sequence[Sequence[str]]) -> Table:
    table = Table(box=box.SIMPLE)
    for at, title in enumerate(rows[0]):
        table.add_column(title, justify="right" if at else "left")
    for row in rows[1:]:
        table.add_row(*map(Text, row))
    return table

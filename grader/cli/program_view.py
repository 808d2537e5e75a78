"""The parts of a grade that only programs have, as a person reads them in a terminal."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import partial

from rich.console import RenderableType
from rich.text import Text

from grader.cli.evidence_view import INDENT, scored
from grader.cli.program_messages import tell
from grader.cli.terminal import one_line, visible
from grader.cli.wrapping import Wrapped
from grader.model import Evidence, Grade, Verdict

CHECK, FINDING = "check", "finding"
BLOCKS = "▁▂▃▄▅▆▇█"
COLUMNS = 40
LAST_LINES = 6


def checks(grade: Grade, lang: str) -> Iterator[RenderableType]:
    """Each check with its mark and points; where points were lost, what was expected and seen."""
    found = [evidence for evidence in grade.evidence if evidence.kind == CHECK]
    return scored(found, partial(_details, lang=lang))


def findings(grade: Grade) -> Iterator[RenderableType]:
    """Each defect of the source: line, error, and the line itself."""
    for evidence in grade.evidence:
        if evidence.kind == FINDING:
            mark = "  ! " if evidence.verdict is Verdict.MISSED else "  · "
            yield Wrapped(Text(one_line(evidence.why)), Text(mark, "yellow"))
            if evidence.quote:
                yield Wrapped(Text(one_line(evidence.quote), "dim"), INDENT)


def run(grade: Grade, lang: str) -> Iterator[RenderableType]:
    """How it ran: framework, outcome, resources, curves, what was not run."""
    if grade.run is None:
        return
    outcome = tell(lang, grade.run.outcome)
    values = {"name": grade.run.framework, "outcome": outcome, "seed": grade.provenance.seed}
    yield Wrapped(Text(tell(lang, "framework", **values)), "  ")
    if used := grade.run.resources:
        numbers = {"wall": used.wall_seconds, "cpu": used.cpu_seconds, "memory": used.peak_mib}
        yield Wrapped(Text(tell(lang, "resources", **numbers)), "  ")
    for curve in grade.run.curves:
        ends = {"first": curve.values[0], "last": curve.values[-1]}
        line = sparkline(curve.values)
        yield Wrapped(Text(tell(lang, "curve", name=one_line(curve.name), line=line, **ends)), "  ")
    for text in grade.run.skipped:
        yield Wrapped(Text(tell(lang, "skipped", text=one_line(text)), "dim"), "  ")


def last_errors(grade: Grade) -> Iterator[RenderableType]:
    """The last lines of standard error, shown and never obeyed."""
    lines = grade.run.stderr.splitlines()[-LAST_LINES:] if grade.run else []
    yield from (Wrapped(Text(visible(line)[:300], "dim"), "  ") for line in lines if line.strip())


def sparkline(values: tuple[float, ...], columns: int = COLUMNS) -> str:
    """A series as a line of blocks, at most so many; means over equal parts, `·` for no number."""
    size = max(1, math.ceil(len(values) / columns))
    parts = [values[i : i + size] for i in range(0, len(values), size)]
    means = [sum(part) / len(part) for part in parts]
    numbers = [mean for mean in means if math.isfinite(mean)]
    low, high = min(numbers, default=0.0), max(numbers, default=0.0)
    return "".join(_block(mean, low, high) for mean in means)


def _block(value: float, low: float, high: float) -> str:
    if not math.isfinite(value):
        return "·"
    share = (value - low) / (high - low) if high > low else 0.0
    return BLOCKS[round(share * (len(BLOCKS) - 1))]


def _details(evidence: Evidence, lang: str) -> Iterator[RenderableType]:
    lost = evidence.verdict is not Verdict.MET
    if lost:
        yield Wrapped(Text(tell(lang, "expected", text=one_line(evidence.expected))), INDENT)
    yield Wrapped(
        Text(tell(lang, "actual", text=one_line(evidence.actual)), "" if lost else "dim"), INDENT
    )
    if evidence.why:
        yield Wrapped(Text(one_line(evidence.why), "dim"), INDENT)
    elif lost and evidence.hint:
        yield Wrapped(Text(tell(lang, "hint", text=one_line(evidence.hint)), "dim"), INDENT)

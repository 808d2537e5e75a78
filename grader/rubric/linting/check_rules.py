"""Lint rules about the checks of a coding task."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum, isclose

from grader.model import Kind, Rubric
from grader.rubric.linting.finding import Remark, Severity


def checks(rubric: Rubric) -> Iterator[Remark]:
    """Remarks on a task without checks, on their names, points, kinds and hints."""
    if rubric.question.kind is not Kind.CODING:
        return
    if not rubric.checks:
        message = "no checks: a program cannot be graded; add what is measured, with points"
        yield Remark("no-checks", rubric.question.id, ("checks",), message)
        return
    yield from _names(rubric)
    yield from _sums(rubric)
    yield from _hints(rubric)


def _names(rubric: Rubric) -> Iterator[Remark]:
    seen: set[str] = set()
    for index, check in enumerate(rubric.checks):
        if check.name in seen:
            message = f"another check is called “{check.name}”: name them apart"
            path = ("checks", index, "name")
            yield Remark("same-check", rubric.question.id, path, message, Severity.ERROR)
        seen.add(check.name)


def _sums(rubric: Rubric) -> Iterator[Remark]:
    id_ = rubric.question.id
    total = fsum(check.points for check in rubric.checks)
    if not isclose(total, rubric.max_score, abs_tol=1e-6):
        message = f"checks add up to {total:g}, max_score is {rubric.max_score:g}: make them equal"
        yield Remark("check-sum", id_, ("checks",), message, Severity.ERROR)
    kinds = sorted({check.kind.split(".")[0] for check in rubric.checks} - {"program"})
    if len(kinds) != 1:
        message = f"kinds of {len(kinds)} tasks ({', '.join(kinds) or 'none'}): use those of one"
        yield Remark("check-kinds", id_, ("checks",), message, Severity.ERROR)


def _hints(rubric: Rubric) -> Iterator[Remark]:
    for index, check in enumerate(rubric.checks):
        lacks = [n for n in ("title_en", "hint", "hint_en") if not getattr(check, n)]
        if lacks:
            message = f"check “{check.name}” has no {' and no '.join(lacks)}"
            path = ("checks", index)
            yield Remark("no-hint", rubric.question.id, path, message, Severity.NOTE)

"""A ready criterion, as the files of other tools hold it, before it is a key point."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from grader.errors import DocumentError, Location
from grader.model import KeyPoint


@dataclass(frozen=True, slots=True)
class Criterion:
    """A name, a weight in points (negative for an error) and what is required."""

    name: str
    weight: float
    requirement: str
    location: Location


def key_points(criteria: Iterable[Criterion]) -> tuple[KeyPoint, ...]:
    """The criteria that earn points, in their order."""
    return tuple(KeyPoint(c.name, c.requirement, c.weight) for c in criteria if c.weight > 0)


def refuse_same_names(criteria: Iterable[Criterion]) -> None:
    """Raise DocumentError for a name given twice: a grade names its evidence by it."""
    first: dict[str, Criterion] = {}
    for each in criteria:
        other = first.setdefault(each.name, each)
        if other is not each:
            problem = f"second criterion {each.name}, the first is on line {other.location.line}"
            raise DocumentError(f"{problem}: expected another name", each.location)

"""Ready criteria as Canvas exports them: a CSV with one row for each criterion and its ratings.

A criterion weighs what its highest rating earns. Lower ratings and ranges are left aside, since
partial credit comes from the evidence here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.errors import DocumentError
from grader.model import Question, Source
from grader.rubric.document import Document, Notice, in_order
from grader.rubric.documents.criterion import Criterion, key_points, refuse_same_names
from grader.rubric.documents.csv_rows import Row, read_points
from grader.rubric.documents.language import language_of

_FIXED = ("rubric name", "criteria name", "criteria description", "criteria enable range")
_RATING = ("rating name", "rating description", "rating points")
_EXPECTED = (
    "expected Rubric Name,Criteria Name,Criteria Description,Criteria Enable Range and then "
    "Rating Name,Rating Description,Rating Points for each rating"
)


@dataclass(frozen=True, slots=True)
class Rating:
    """One level of a criterion; `points` are zero or more."""

    name: str
    description: str
    points: float


def is_canvas(rows: Sequence[Row]) -> bool:
    """Whether the header is that of a Canvas rubric."""
    return rows[0].cells[0].casefold() == _FIXED[0]


def read_canvas(rows: Sequence[Row], path: Path) -> Document:
    """One question for each rubric name, ids 1..n, with its criteria as key points.

    Raises DocumentError, with the line a row starts on, for another header, missing names,
    ratings or points, and a rubric that can earn nothing.
    """
    header, *body = rows
    _check_header(header)
    notices: list[Notice] = []
    rubrics: dict[str, list[Criterion]] = {}
    for row in body:
        criterion = _criterion(row, len(header.cells), notices)
        rubrics.setdefault(row.cells[0], []).append(criterion)
    if not rubrics:
        raise header.error("no rows below the header: expected one row for each criterion")
    named = list(enumerate(rubrics.items(), start=1))
    questions = tuple(_question(str(n), name, found, path, notices) for n, (name, found) in named)
    points = {str(n): key_points(found) for n, (_, found) in named}
    scores = {id_: sum(point.weight for point in found) for id_, found in points.items()}
    return Document(questions, criteria=points, notices=in_order(notices), max_scores=scores)


def _check_header(header: Row) -> None:
    names = [re.sub(r"\s*\d+$", "", cell.casefold()) for cell in header.cells]
    while names and not names[-1]:
        names.pop()
    ratings = max(1, (len(names) - len(_FIXED) + 2) // len(_RATING))
    if tuple(names) != _FIXED + _RATING * ratings:
        raise header.error(f"not the header of a Canvas rubric: {_EXPECTED}")


def _criterion(row: Row, width: int, notices: list[Notice]) -> Criterion:
    ratings = _ratings(row, width)
    _, name, description, *_ = row.cells
    best = max(ratings, key=lambda rating: rating.points)
    requirement = description or best.description
    if not requirement:
        notices.append(Notice(row.location, f"{name} has no description: its name is required"))
    if not best.points:
        notices.append(Notice(row.location, f"{name} earns no points: left aside"))
    if len(ratings) > 1:
        lower = ", ".join(rating.name for rating in ratings if rating is not best)
        notices.append(Notice(row.location, f"lower ratings of {name} left aside: {lower}"))
    return Criterion(name, best.points, requirement or name, row.location)


def _ratings(row: Row, width: int) -> list[Rating]:
    cells = list(row.cells)
    for name, cell in zip(_FIXED[:2], cells, strict=False):
        if not cell:
            raise row.error(f"no {name} here: {_EXPECTED}")
    if any(cells[width:]):
        raise row.error(f"{len(cells)} cells, expected at most {width} as in the header")
    cells += [""] * (-(len(cells) - len(_FIXED)) % len(_RATING))
    groups = [tuple(cells[n : n + 3]) for n in range(len(_FIXED), len(cells), len(_RATING))]
    ratings = [_rating(row, *group) for group in groups if any(group)]
    if not ratings:
        raise row.error(f"no rating here: {_EXPECTED}")
    return ratings


def _rating(row: Row, name: str, description: str, points: str) -> Rating:
    value = read_points(points)
    if value is None:
        raise row.error(f"rating {name} has points {points or 'missing'}: expected a number")
    return Rating(name, description, value)


def _question(
    id_: str, name: str, criteria: Sequence[Criterion], path: Path, notices: list[Notice]
) -> Question:
    first = criteria[0].location
    refuse_same_names(criteria)
    if not any(each.weight for each in criteria):
        raise DocumentError(f"rubric {name} earns no points: expected a rating above 0", first)
    notices.append(Notice(first, f"rubric {name}: no reference answer, its name is asked"))
    language = language_of(name, *(each.requirement for each in criteria))
    return Question(id=id_, text=name, language=language, source=Source(path.name, id_))

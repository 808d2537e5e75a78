"""grades.csv, one row a submission, and candidates.csv, one row a candidate."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import IO, Any

from grader.batch.ledger import Ledger
from grader.batch.spreadsheet import SheetWriter, number
from grader.model import Status

GRADES_HEADER = (
    "candidate_id", "question_id", "status", "points", "max_score", "confidence", "low", "high",
    "review", "flags", "feedback", "decided_by", "origin",
)  # fmt: skip
CANDIDATE_END = ("total", "out_of", "percent", "needs_review", "errors")


class GradesSheet:
    """Writes grades.csv."""

    def __init__(self, file: IO[str]) -> None:
        self._sheet = SheetWriter(file)
        self._sheet.row(GRADES_HEADER)

    def add(self, record: Mapping[str, Any]) -> None:
        """One row for a record."""
        interval = record["interval"] or {"low": None, "high": None}
        history = record["history"]
        self._sheet.row(
            (
                record["candidate_id"],
                record["question_id"],
                record["status"],
                number(record["points"]),
                number(record["max_score"]),
                number(record["confidence"]),
                number(interval["low"]),
                number(interval["high"]),
                _messages(record["review"]),
                _messages(record["flags"]),
                record["feedback"],
                history[-1]["author"] if history else "",
                record["origin"],
            )
        )


class Points:
    """Points, maximum and status of every row, to be laid out by candidate."""

    def __init__(self) -> None:
        self.points = array("d")
        self.most = array("d")
        self.status = array("b")

    def add(self, points: float | None, most: float, status: Status) -> None:
        """The next row."""
        self.points.append(float("nan") if points is None else points)
        self.most.append(most)
        self.status.append(list(Status).index(status))

    def of(self, row: int) -> float | None:
        """The points of a row; None where it was not graded."""
        value = self.points[row]
        return None if value != value else value

    def status_of(self, row: int) -> Status:
        """The status of a row."""
        return list(Status)[self.status[row]]


def write_candidates(
    file: IO[str], ledger: Ledger, points: Points, repeated: Mapping[int, int], order: Sequence[str]
) -> None:
    """Writes candidates.csv: a column for each question of `order`, then totals.

    What was not graded is an empty cell, and is counted; it enters neither total nor `out_of`.
    """
    sheet = SheetWriter(file)
    sheet.row(["candidate_id", *order, *CANDIDATE_END])
    columns = {ledger.questions[name]: at for at, name in enumerate(order)}
    for candidate, rows in ledger.by_candidate():
        cells: list[object] = [""] * len(order)
        counted = [row for row in rows if row not in repeated]
        for row in counted:
            at = columns.get(ledger.question_index(row))
            if at is not None:
                cells[at] = number(points.of(row))
        sheet.row([candidate, *cells, *_totals(points, counted)])


def _totals(points: Points, rows: Sequence[int]) -> list[object]:
    graded = [row for row in rows if points.of(row) is not None]
    total = sum(points.points[row] for row in graded)
    most = sum(points.most[row] for row in graded)
    statuses = [points.status_of(row) for row in rows]
    return [
        number(round(total, 4)),
        number(round(most, 4)),
        number(round(100 * total / most, 1)) if most else "",
        statuses.count(Status.NEEDS_REVIEW),
        statuses.count(Status.GRADER_ERROR),
    ]


def _messages(flags: Sequence[Mapping[str, str]]) -> str:
    return " ".join(flag["message"] for flag in flags)

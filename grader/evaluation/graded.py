"""Graded answers from a CSV file: rows that can be used, and a line for each that cannot."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from grader.encodings import Encoding, is_damaged, read_text_file
from grader.errors import InputError, Location
from grader.rubric.documents.csv_rows import read_points

COLUMNS: Mapping[str, Sequence[str]] = {
    "question_id": ("question_id", "qid", "id", "题号", "题目编号"),
    "question": ("question", "题目", "问题"),
    "reference": ("reference", "reference_answer", "参考答案", "标准答案"),
    "answer": ("answer", "student_answer", "答案", "作答", "回答", "学生答案"),
    "score": ("score", "points", "grade", "分数", "得分"),
    "score2": ("score2", "second_score", "第二评分", "复评分数"),
}
NEEDED = ("question_id", "answer", "score")


@dataclass(frozen=True, slots=True)
class GradedRow:
    """One answer that a person scored, in the file's own unit; `second` is another person's."""

    question_id: str
    question: str
    reference: str
    answer: str
    score: float
    second: float | None
    location: Location


@dataclass(frozen=True, slots=True)
class GradedTable:
    """The rows of a file in its order, what is wrong with the others, and which columns it has.

    `encoding` is how the file's bytes became text; None for a text.
    """

    rows: tuple[GradedRow, ...]
    faults: tuple[InputError, ...]
    columns: frozenset[str]
    encoding: Encoding | None = None


def read_graded(path: Path, second_column: str = "", encoding: str = "") -> GradedTable:
    """The graded answers of the CSV file at `path`, with a header in Chinese or English.

    `second_column` names the column of another person's scores; else it is score2, if there.
    `encoding` overrides the guess. A row with bytes that do not decode is one that cannot be used.
    Raises InputError where the file cannot be read or a column is missing or there twice.
    """
    file = read_text_file(path, encoding, damage="mark")
    return replace(parse_graded(file.text, path, second_column), encoding=file.encoding)


def parse_graded(text: str, path: Path, second_column: str = "") -> GradedTable:
    """The graded answers of a CSV text; `path` is for messages. Raises as `read_graded`."""
    cells = _cells(text, path)
    header, where = next(cells, (InputError("empty file"), Location(str(path), 1)))
    if isinstance(header, InputError):
        raise InputError(
            "no header row: expected a CSV file with question_id, answer, score", where
        )
    columns = _columns(header, where, second_column)
    rows, faults = [], []
    for row, location in cells:
        try:
            rows.append(_row(row, location, columns, len(header)))
        except InputError as exc:
            faults.append(exc)
    return GradedTable(tuple(rows), tuple(faults), frozenset(columns))


def _cells(text: str, path: Path) -> Iterator[tuple[list[str] | InputError, Location]]:
    """Each row's cells, or what is wrong with it, with the line it starts on."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        location = Location(str(path), reader.line_num + 1)
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as exc:
            message = f"this row is not valid CSV ({exc}): check its quotes, double those inside"
            yield InputError(message, location), location
            continue
        if any(cell.strip() for cell in cells):
            yield cells, location


def _columns(header: list[str], where: Location, second_column: str) -> dict[str, int]:
    """The place of each known column."""
    folded = [_fold(name) for name in header]
    names = dict(COLUMNS)
    if second_column:
        names["score2"] = (_fold(second_column),)
    found = {
        column: [at for at, name in enumerate(folded) if name in wanted]
        for column, wanted in names.items()
    }
    for column, places in found.items():
        if len(places) > 1:
            raise InputError(f"two columns for {column}: expected one", where)
    needed = (*NEEDED, "score2") if second_column else NEEDED
    if missing := [column for column in needed if not found[column]]:
        known = "; ".join(f"{column}: {', '.join(names[column])}" for column in missing)
        raise InputError(f"no column {' or '.join(missing)} in the header ({known})", where)
    return {column: places[0] for column, places in found.items() if places}


def _row(
    cells: list[str] | InputError, location: Location, columns: Mapping[str, int], width: int
) -> GradedRow:
    if isinstance(cells, InputError):
        raise cells
    if any(map(is_damaged, cells)):
        advice = "save the file as UTF-8, or name its encoding with --encoding"
        raise InputError(f"bytes that do not decode: {advice}", location)
    if len(cells) != width:
        advice = "put cells that hold commas in quotes"
        raise InputError(
            f"{len(cells)} cells, expected {width} as in the header: {advice}", location
        )
    text = {column: cells[at].strip() for column, at in columns.items()}
    if not text["question_id"]:
        raise InputError("no question id: fill it in", location)
    return GradedRow(
        text["question_id"],
        text.get("question", ""),
        text.get("reference", ""),
        cells[columns["answer"]],
        _points(text["score"], "score", location),
        _points(text["score2"], "second score", location) if text.get("score2") else None,
        location,
    )


def _points(text: str, name: str, location: Location) -> float:
    points = read_points(text)
    if points is None:
        raise InputError(f"the {name} {text[:20]!r} is not a number of points", location)
    return points


def _fold(name: str) -> str:
    folded = unicodedata.normalize("NFKC", name).strip().casefold()
    return re.sub(r"[\s-]+", "_", folded)

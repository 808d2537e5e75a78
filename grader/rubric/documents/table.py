"""Reference documents as tables: question and reference pairs in CSV, YAML or JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from grader.rubric.document import Document, Notice
from grader.rubric.documents.csv_rows import Row
from grader.rubric.documents.pairs import COLUMNS, NEEDED, Cell, Entry, column_of, pairs_document
from grader.rubric.documents.tree import Node


def read_table_rows(rows: Sequence[Row], path: Path) -> Document:
    """The questions of CSV rows, the header first.

    Raises DocumentError, with the line a row starts on, for missing or doubled columns, rows of
    another length than the header, and whatever `pairs_document` refuses.
    """
    header, *body = rows
    columns = [column_of(name) for name in header.cells]
    _check_header(header, columns)
    if not body:
        raise header.error("no rows below the header: expected one row for each question")
    notices = [
        Notice(header.location, f"column {name or '(unnamed)'} left aside")
        for name, column in zip(header.cells, columns, strict=True)
        if column is None
    ]
    return pairs_document([_row_entry(row, columns) for row in body], path, notices)


def read_table_tree(root: Node, path: Path) -> Document:
    """The questions of a list of mappings, or of a mapping of id to mapping.

    Raises DocumentError, with line and column, for what is no mapping, keys given twice, lists
    in place of text, and whatever `pairs_document` refuses.
    """
    notices: list[Notice] = []
    entries = [_node_entry(node, notices) for node in root.elements()]
    entries += [_named_entry(key, node, notices) for key, node in root.fields().items()]
    if not entries:
        raise root.error("no questions: expected a list of {question: …, reference: …}")
    return pairs_document(entries, path, notices)


def _check_header(header: Row, columns: Sequence[str | None]) -> None:
    for column in COLUMNS:
        if columns.count(column) > 1:
            raise header.error(f"two columns for {column}: expected one")
    missing = [column for column in NEEDED if column not in columns]
    if missing:
        expected = "question,reference (题目,答案), optionally id, explanation, max_score"
        raise header.error(f"no column {' or '.join(missing)}: expected a header {expected}")


def _row_entry(row: Row, columns: Sequence[str | None]) -> Entry:
    if len(row.cells) != len(columns):
        advice = "put cells that hold commas in quotes"
        raise row.error(
            f"{len(row.cells)} cells, expected {len(columns)} as in the header: {advice}"
        )
    cells = zip(columns, row.cells, strict=True)
    return Entry(
        row.location, {column: Cell(text, row.location) for column, text in cells if column}
    )


def _named_entry(key: str, node: Node, notices: list[Notice]) -> Entry:
    entry = _node_entry(node, notices)
    if "id" in entry.cells:
        raise entry.error("id", f"the key {key} is this question's id: expected no second one")
    return Entry(node.location, {"id": Cell(key, node.location), **entry.cells})


def _node_entry(node: Node, notices: list[Notice]) -> Entry:
    if not node.is_mapping:
        raise node.error("not a question: expected {question: …, reference: …}")
    cells: dict[str, Cell] = {}
    for key, value in node.fields().items():
        column = column_of(key)
        if column in cells:
            raise value.error(f"two keys for {column}: expected one")
        if column:
            cells[column] = Cell("" if value.blank else value.text(column), value.location)
        else:
            notices.append(Notice(value.location, f"key {key} left aside"))
    return Entry(node.location, cells)

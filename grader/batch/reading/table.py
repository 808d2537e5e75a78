"""A table of text: its header and its records, read anew each time, a piece at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from grader.batch.problems import Problem, TableError
from grader.encodings import Encoding

MAGIC = (
    (b"\xd0\xcf\x11\xe0", "old_workbook"),
    (b"%PDF", "pdf"),
    (b"<!DOCTYPE", "web_page"),
    (b"<html", "web_page"),
)


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a table.

    `number` counts records from 1, the header and blank ones included, as a spreadsheet program
    does; `line` is where it begins in the file.
    """

    number: int
    line: int
    cells: list[str]
    problem: Problem | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in any cell."""
        return self.problem is None and not any(cell.strip() for cell in self.cells)


class Table(Protocol):
    """A header and records."""

    path: Path
    header: list[str]

    @property
    def encoding(self) -> Encoding | None:
        """How the bytes became text; None where the format says so itself."""
        ...

    def records(self) -> Iterator[Record]:
        """The records below the header, blank ones left out; reads the file again."""
        ...


def open_table(path: Path, encoding: str | None = None) -> Table:
    """The table in the file at `path`: CSV, TSV, either of them gzipped, or a workbook (.xlsx).

    `encoding` overrides the guess. Raises TableError for a file that is no table.
    """
    from grader.batch.reading.delimited import DelimitedTable
    from grader.batch.reading.workbook import WorkbookTable

    head = _head(path)
    for magic, name in MAGIC:
        if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(magic):
            raise TableError(name, path)
    if head.startswith(b"PK\x03\x04"):
        return WorkbookTable(path)
    return DelimitedTable(path, encoding)


def _head(path: Path) -> bytes:
    if path.is_dir():
        raise TableError("is_folder", path)
    try:
        with path.open("rb") as file:
            head = file.read(64)
    except FileNotFoundError as exc:
        raise TableError("missing_file", path) from exc
    except (OSError, ValueError) as exc:
        reason = getattr(exc, "strerror", None) or exc
        raise TableError("unreadable", path, reason=reason) from exc
    if not head:
        raise TableError("empty_file", path)
    return head

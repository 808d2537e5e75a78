"""Workbooks (.xlsx) as tables: the first sheet, its values as the text that people see."""

from __future__ import annotations

import datetime
import re
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from grader.batch.problems import TableError
from grader.batch.reading.table import Record

MOST_MIB = 1024
ZEROS = re.compile(r"0+")


class WorkbookTable:
    """A Table over the first sheet of a workbook."""

    encoding = None

    def __init__(self, path: Path) -> None:
        self.path = path
        self._check()
        first = next((record for record in self._parse() if not record.is_empty), None)
        if first is None:
            raise TableError("empty_file", path)
        self.header = [cell.strip() for cell in first.cells]
        while self.header and not self.header[-1]:
            self.header.pop()
        self._header_number = first.number

    def records(self) -> Iterator[Record]:
        """The records below the header, blank ones left out."""
        for record in self._parse():
            if record.number > self._header_number and not record.is_empty:
                yield record

    def _check(self) -> None:
        try:
            with zipfile.ZipFile(self.path) as archive:
                names = archive.namelist()
                size = sum(info.file_size for info in archive.infolist()) >> 20
        except (zipfile.BadZipFile, OSError, ValueError) as exc:
            raise TableError("broken_workbook", self.path, reason=exc) from exc
        if "xl/workbook.xml" not in names:
            raise TableError("archive", self.path)
        if size > MOST_MIB:
            raise TableError("huge_workbook", self.path, size=size, limit=MOST_MIB)

    def _parse(self) -> Iterator[Record]:
        from openpyxl import load_workbook

        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                book = load_workbook(self.path, read_only=True, data_only=True)
        except Exception as exc:  # openpyxl raises whatever its parsers do
            raise TableError("broken_workbook", self.path, reason=_line(exc)) from exc
        try:
            for number, row in enumerate(book.worksheets[0].iter_rows(), 1):
                yield Record(number, number, [_text(cell) for cell in row])
        except (ValueError, KeyError, IndexError, SyntaxError) as exc:
            raise TableError("broken_workbook", self.path, reason=_line(exc)) from exc
        finally:
            book.close()


def _text(cell: Any) -> str:
    match cell.value:
        case None:
            return ""
        case str(text):
            return text
        case bool(value):
            return str(value).upper()
        case int(value):
            return _padded(value, cell.number_format)
        case float(value):
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        case datetime.datetime() | datetime.date() | datetime.time() as moment:
            return moment.isoformat()
        case other:
            return str(other)


def _padded(value: int, number_format: str) -> str:
    """A number under a format of zeros alone, such as 00000 for ids, keeps its zeros."""
    width = len(number_format) if ZEROS.fullmatch(number_format or "") else 0
    return f"{value:0{width}d}"


def _line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]

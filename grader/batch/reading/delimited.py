"""CSV and TSV files as tables, plain or gzipped; an unreadable row does not stop the rest."""

from __future__ import annotations

import csv
import gzip
import zlib
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from grader.batch.problems import Problem, TableError
from grader.batch.reading.table import Record
from grader.encodings import UNDECODABLE, Encoding, detect, named
from grader.submission import LIMIT

PIECE = 1 << 20
LONGEST_LINE = 4 * LIMIT
DELIMITERS = ",\t;|"
MOST_NULS = 8
GZIP = b"\x1f\x8b"
# Cells beyond this stop the reader of the standard library; longer ones than LIMIT are refused.
csv.field_size_limit(2 * LIMIT)


class DelimitedTable:
    """A Table over a text file with separated cells (RFC 4180, and what programs make of it)."""

    def __init__(self, path: Path, encoding: str | None = None) -> None:
        self.path = path
        self.encoding = _named(path, encoding) if encoding else self._detect()
        self._delimiter, self._skipped = self._dialect()
        records = self._parse()
        first = next((record for record in records if not record.is_empty), None)
        if first is None:
            raise TableError("empty_file", path)
        if first.problem is not None:
            raise TableError(first.problem.name, path, first.line, **first.problem.values)
        self.header = [cell.strip() for cell in first.cells]
        self._header_number = first.number

    def records(self) -> Iterator[Record]:
        """The records below the header, blank ones left out."""
        for record in self._parse():
            if record.number > self._header_number and not record.is_empty:
                yield record

    def _detect(self) -> Encoding:
        with _opened(self.path) as file:
            found = detect(iter(lambda: file.read(PIECE), b""))
        if found is None or not found.codec.startswith(("utf-16", "utf-32")):
            self._refuse_binary()
        if found is None:
            raise TableError("no_encoding", self.path)
        return found

    def _refuse_binary(self) -> None:
        with _opened(self.path) as file:
            start = file.read(PIECE)
        # One NUL among text is a bad row; a binary file has many, or one before any line ends.
        if start.count(0) > MOST_NULS or 0 in start.partition(b"\n")[0]:
            raise TableError("binary", self.path, offset=start.index(0))

    def _dialect(self) -> tuple[str, int]:
        """The delimiter, and how many lines before the table say what it is (`sep=;`)."""
        with self._text() as file:
            first = file.readline(LONGEST_LINE)
            while first and not first.strip():
                first = file.readline(LONGEST_LINE)
        hint = first.strip().strip('"')
        if hint.lower().startswith("sep=") and len(hint) == 5:
            return hint[4], 1
        if self.path.name.lower().removesuffix(".gz").endswith((".tsv", ".tab")):
            return "\t", 0
        counts = {mark: _outside_quotes(first).count(mark) for mark in DELIMITERS}
        return max(counts, key=lambda mark: counts[mark]), 0

    def _parse(self) -> Iterator[Record]:
        with self._text() as file:
            yield from _parse(_Lines(file, self.path), self._delimiter, self._skipped)

    @contextmanager
    def _text(self) -> Iterator[TextIO]:
        with _opened(self.path) as file:
            yield TextIOWrapper(file, encoding=self.encoding.codec, errors=UNDECODABLE, newline="")


class _Lines:
    """Lines of a file, of bounded length; those of the current record can be taken back."""

    def __init__(self, file: TextIO, path: Path) -> None:
        self._file = file
        self._path = path
        self._pending: deque[str] = deque()
        self._taken: list[str] = []
        self.number = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._pending.popleft() if self._pending else self._file.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        if len(line) >= LONGEST_LINE:
            raise TableError("long_line", self._path, self.number + 1, limit=LONGEST_LINE)
        self.number += 1
        self._taken.append(line)
        return line

    def begin(self) -> int:
        """Begins a record: the number of the line that it will start in."""
        self._taken.clear()
        return self.number + 1

    def take_back(self) -> None:
        """Gives all lines of the record back but its first."""
        again = self._taken[1:]
        self._pending.extendleft(reversed(again))
        self.number -= len(again)
        self._taken.clear()


def _parse(lines: _Lines, delimiter: str, skipped: int) -> Iterator[Record]:
    number = 0
    for _ in range(skipped):
        next(lines, None)
        number += 1
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        line = lines.begin()
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            lines.take_back()
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            yield Record(number, line, [], Problem("stray_quote"))
            continue
        yield Record(number, line, cells)


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])


def _named(path: Path, name: str) -> Encoding:
    try:
        return named(name)
    except LookupError as exc:
        raise TableError("unknown_encoding", path, encoding=name) from exc


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """The file's bytes, unpacked where they are gzipped."""
    try:
        with path.open("rb") as raw:
            packed = raw.read(2) == GZIP
            raw.seek(0)
            yield cast(BinaryIO, gzip.GzipFile(fileobj=raw)) if packed else raw
    except (gzip.BadGzipFile, EOFError, zlib.error) as exc:
        raise TableError("broken_gzip", path, reason=exc) from exc

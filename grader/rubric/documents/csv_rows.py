"""The rows of a CSV text, each with the line it starts on, and points written in its cells."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from grader.errors import DocumentError, Location

_POINTS = re.compile(r"\d{1,9}(?:\.\d+|,\d{1,2})?")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells without spaces around them, and the place of its first line."""

    cells: tuple[str, ...]
    location: Location

    def error(self, message: str) -> DocumentError:
        """A DocumentError at this row."""
        return DocumentError(message, self.location)


def read_rows(text: str, path: Path) -> list[Row]:
    """The rows of a CSV text, the header first, rows of empty cells left out.

    Raises DocumentError, with the line the row starts on, where quotes do not match.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    while True:
        location = Location(str(path), reader.line_num + 1)
        try:
            cells = tuple(cell.strip() for cell in next(reader))
        except StopIteration:
            return rows
        except csv.Error as exc:
            message = f"this row is not valid CSV ({exc}): check its quotes, double those inside"
            raise DocumentError(message, location) from exc
        if any(cells):
            rows.append(Row(cells, location))


def read_points(text: str) -> float | None:
    """The points that a cell states, zero or more, also as `1,75`; None where it is no number."""
    number = unicodedata.normalize("NFKC", text)
    return float(number.replace(",", ".")) if _POINTS.fullmatch(number) else None

"""CSV for spreadsheet programs: with a byte order mark, and no cell that they would compute."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import IO

ENCODING = "utf-8-sig"
# What spreadsheet programs take for a formula (OWASP, CSV injection), full-width forms included.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class SheetWriter:
    """Writes rows of strangers' text and of our numbers."""

    def __init__(self, file: IO[str]) -> None:
        self._writer = csv.writer(file)

    def row(self, cells: Iterable[object]) -> None:
        """One row; text that looks like a formula gets an apostrophe in front."""
        self._writer.writerow([guarded(c) if isinstance(c, str) else c for c in cells])


def guarded(text: str) -> str:
    """`text`, or `'text` where a spreadsheet program would compute it."""
    return f"'{text}" if text.lstrip(" \u3000").startswith(FORMULA_STARTS) else text


def number(value: float | None) -> str | float | int:
    """Points for a cell: no trailing zeros, empty where there are none."""
    if value is None:
        return ""
    return int(value) if value == int(value) else round(value, 4)

"""A Jupyter notebook (nbformat 4) as one script: its code cells in order, without magics."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from grader.errors import Location, SubmissionError

CELL_MAGIC = re.compile(r"^\s*%%(\w+)")
PYTHON_CELLS = {"time", "timeit", "capture", "python", "python3", "prun"}


def script_of(content: bytes, origin: str) -> bytes:
    """The code cells' source, a comment before each; raises SubmissionError for no notebook."""
    try:
        notebook = json.loads(content.decode("utf-8-sig"))
        cells = notebook["cells"] if "cells" in notebook else notebook["worksheets"][0]["cells"]
        sources = [_source(cell) for cell in cells if cell.get("cell_type") == "code"]
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as exc:
        raise SubmissionError("is no Jupyter notebook", Location(origin)) from exc
    parts = [f"# cell {n}\n{_plain(source)}" for n, source in enumerate(sources, 1)]
    return "\n\n".join([*parts, ""]).encode("utf-8", "replace")


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source", cell.get("input", ""))
    return source if isinstance(source, str) else "".join(map(str, source))


def _plain(source: str) -> str:
    """A cell without IPython's magics; each becomes a comment, so that lines stay in place."""
    head = CELL_MAGIC.match(source)
    if head and head[1] not in PYTHON_CELLS:
        return "\n".join(f"# {line}" for line in source.splitlines())
    return "\n".join(_lines(source))


def _lines(source: str) -> Iterator[str]:
    for line in source.splitlines():
        indent = line[: len(line) - len(line.lstrip())]
        is_magic = line.lstrip().startswith(("%", "!")) or re.fullmatch(r"\s*\??[\w.]+\?+\s*", line)
        yield f"{indent}pass  # {line.strip()}" if is_magic else line

"""Candidates' names from a table that has their ids, such as the submissions themselves."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from grader.encodings import read_text_file
from grader.errors import InputError, Location

IDS = ("candidate_id", "candidate", "id", "student_id", "uid", "学号", "编号", "候选人")
NAMES = ("name", "student_name", "full_name", "姓名", "名字")


def read_names(path: Path) -> dict[str, str]:
    """Names by candidate id; of several rows of one candidate the first name counts.

    CSV with a header, in any usual encoding. Raises InputError where the file cannot be read, or
    has no column of ids or of names.
    """
    reader = csv.reader(io.StringIO(read_text_file(path).text, newline=""))
    head = [cell.strip().lower() for cell in next(reader, [])]
    id_at, name_at = _column(head, IDS, path), _column(head, NAMES, path)
    names: dict[str, str] = {}
    for row in reader:
        if len(row) > max(id_at, name_at) and row[name_at].strip():
            names.setdefault(row[id_at].strip(), row[name_at].strip())
    return names


def _column(head: Sequence[str], known: Sequence[str], path: Path) -> int:
    found = [head.index(name) for name in known if name in head]
    if not found:
        raise InputError(f"no column {' or '.join(known)}", Location(str(path), 1))
    return found[0]

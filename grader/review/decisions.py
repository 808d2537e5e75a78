"""decisions.jsonl on disk: only ever appended to, safe on the disk before anyone is told so."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable
from pathlib import Path

from grader.errors import InputError
from grader.review.decision import Decision, from_line, to_line
from grader.review.overlay import Decisions

FILE_NAME = "decisions.jsonl"


def load(path: Path) -> Decisions:
    """The decisions in a file, in order; none where there is no file.

    A line that a crash tore, or that holds no decision, is left aside and named in `damaged`.
    """
    try:
        lines = path.read_bytes().splitlines()
    except FileNotFoundError:
        return Decisions()
    made, damaged = [], []
    for number, line in enumerate(lines, 1):
        try:
            made.append(from_line(line.decode("utf-8")))
        except (InputError, UnicodeDecodeError):
            damaged += [number] if line.strip() else []
    return Decisions(tuple(made), tuple(damaged))


def append(path: Path, decisions: Iterable[Decision]) -> None:
    """Write decisions behind those that are there; all are on the disk when this returns."""
    data = "".join(to_line(decision) + "\n" for decision in decisions).encode("ascii")
    if not data:
        return
    is_new = not path.exists()
    with path.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(b"" if _ends_a_line(path) else b"\n")
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if is_new:
        _sync_folder(path.parent)


def _ends_a_line(path: Path) -> bool:
    """Whether the file is empty or ends with a line end; a torn line must not swallow the next."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        if not size:
            return True
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

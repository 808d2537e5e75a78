"""Bounds on the files of a program: how many, how big, and which names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from grader.errors import Location, SubmissionError
from grader.model import SourceFile

MOST_BYTES = 8 << 20
MOST_FILES = 200
MOST_NAME = 200
MOST_DEPTH = 10


def check_name(name: str, origin: str) -> str:
    """The name, where it is a plain relative path; raises SubmissionError for any other."""
    parts = PurePosixPath(name).parts
    plain = (
        name.isprintable()
        and "\\" not in name
        and len(name.encode("utf-8", "replace")) <= MOST_NAME
    )
    inside = bool(parts) and not name.startswith("/") and ".." not in parts and ":" not in parts[0]
    if not plain or not inside or len(parts) > MOST_DEPTH:
        shown = name[:60].encode("unicode_escape").decode()
        raise SubmissionError(
            f"holds a file named {shown}, which may not be; use plain relative names",
            Location(origin),
        )
    return PurePosixPath(name).as_posix()


def check_sizes(files: Sequence[SourceFile], origin: str) -> None:
    """Nothing; raises SubmissionError for too many files or bytes, or two files of one name."""
    total = sum(len(file.content) for file in files)
    if total > MOST_BYTES or len(files) > MOST_FILES:
        limit = f"the limit is {MOST_FILES} files and {MOST_BYTES:,} bytes"
        raise SubmissionError(f"{len(files)} files, {total:,} bytes; {limit}", Location(origin))
    names = [file.path for file in files]
    if len(set(names)) != len(names):
        raise SubmissionError("holds two files of one name", Location(origin))

"""Files that a table names: read only inside the table's folder, and never through a link."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import TypeVar

from grader.batch.problems import Problem
from grader.encodings import detect
from grader.submission import LIMIT

T = TypeVar("T")
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
# Without O_NONBLOCK opening a pipe would wait for whoever writes to it.
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def read_attachment(folder: Path, path: str, limit: int = LIMIT) -> bytes | Problem:
    """The bytes of the file at `path` below `folder`, or why they are not read."""
    return _opened(folder, path, lambda descriptor: _regular(descriptor, path, limit))


def list_attachment(folder: Path, path: str) -> list[str] | Problem | None:
    """The names in the folder at `path` below `folder`, sorted; None where it is a file."""
    return _opened(folder, path, _names)


def _opened(folder: Path, path: str, use: Callable[[int], T | Problem]) -> T | Problem:
    """What `use` makes of the file or folder at `path`; it closes the descriptor it is given."""
    parts = PurePosixPath(path.strip().replace("\\", "/")).parts
    if not parts or ".." in parts or parts[0] == "/" or "\0" in path or ":" in parts[0]:
        return Problem("path_outside", {"path": path})
    try:
        return use(_descriptor(folder, parts))
    except FileNotFoundError:
        return Problem("path_missing", {"path": path})
    except OSError as exc:
        if exc.errno in {40, 20} and _leads_through_link(folder, parts):  # ELOOP, ENOTDIR
            return Problem("path_link", {"path": path})
        return Problem("path_unreadable", {"path": path, "reason": exc.strerror or exc})


def decode_attachment(data: bytes, path: str) -> str | Problem:
    """The text of a file in whichever encoding, or why it is none."""
    encoding = detect([data])
    if encoding is not None:
        try:
            text = data.decode(encoding.codec)
        except UnicodeDecodeError:
            return Problem("path_undecodable", {"path": path})
        if "\0" not in text:
            return text
    return Problem("path_undecodable", {"path": path})


def _descriptor(folder: Path, parts: tuple[str, ...]) -> int:
    here = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for part in parts[:-1]:
            below = os.open(part, _FOLDER, dir_fd=here)
            os.close(here)
            here = below
        return os.open(parts[-1], _FILE, dir_fd=here)
    finally:
        os.close(here)


def _names(descriptor: int) -> list[str] | None:
    try:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        return sorted(os.listdir(descriptor)) if is_folder else None
    finally:
        os.close(descriptor)


def _regular(descriptor: int, path: str, limit: int) -> bytes | Problem:
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        return Problem("path_not_file", {"path": path})
    with os.fdopen(descriptor, "rb") as file:
        data = file.read(limit + 1)
    return data if len(data) <= limit else Problem("path_large", {"path": path, "limit": limit})


def _leads_through_link(folder: Path, parts: tuple[str, ...]) -> bool:
    places = [folder.joinpath(*parts[: i + 1]) for i in range(len(parts))]
    return any(place.is_symlink() for place in places)

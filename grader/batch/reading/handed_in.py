"""The program that a cell names: a file, an archive, a notebook, a folder, or several of them.

Several paths are separated by semicolons or line ends; all are read as attachments are, inside the
table's folder and through no link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from grader.batch.problems import Problem
from grader.batch.reading.attachments import decode_attachment, list_attachment, read_attachment
from grader.code.archive import KEPT, is_archive
from grader.code.members import MOST_BYTES, MOST_DEPTH, MOST_FILES
from grader.code.program import LEFT_OUT, program_from_bytes, program_of_files
from grader.errors import SubmissionError
from grader.model import Program, SourceFile

_BETWEEN = re.compile(r"[;；\r\n]+")


def read_handed_in(folder: Path, cell: str) -> tuple[str, Program] | Problem:
    """The main file's text and the program that `cell` names below `folder`, or what is wrong."""
    paths = [path for part in _BETWEEN.split(cell) if (path := part.strip().replace("\\", "/"))]
    try:
        made = _one(folder, paths[0]) if len(paths) == 1 else _several(folder, paths)
    except _UnreadableError as exc:
        return exc.problem
    except SubmissionError as exc:
        return Problem("bad_program", {"path": cell, "reason": exc.message})
    main = next(file.content for file in made.files if file.path == made.main)
    text = decode_attachment(main, made.main)
    return text if isinstance(text, Problem) else (text, made)


class _UnreadableError(Exception):
    """Carries what is wrong with a path out of a walk."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def _one(folder: Path, path: str) -> Program:
    if _is_folder(folder, path):
        return program_of_files(list(_files(folder, path)), path)
    return program_from_bytes(PurePosixPath(path).name, _bytes(folder, path))


def _several(folder: Path, paths: list[str]) -> Program:
    files = [file for path in paths for file in _files(folder, path)]
    if any(is_archive(file.content) for file in files):
        raise SubmissionError("an archive among other files; name it alone")
    return program_of_files(files, ";".join(paths))


def _files(folder: Path, path: str, depth: int = 0) -> Iterator[SourceFile]:
    """A file, or the Python files and notebooks below a folder, with their paths."""
    names = list_attachment(folder, path)
    if isinstance(names, Problem):
        raise _UnreadableError(names)
    if names is None:
        yield SourceFile(PurePosixPath(path).as_posix(), _bytes(folder, path))
        return
    if depth >= MOST_DEPTH or len(names) > 10 * MOST_FILES:
        raise SubmissionError("is too big for a program")
    for name in names:
        below = f"{path}/{name}"
        if name not in LEFT_OUT and (name.endswith(KEPT) or _is_folder(folder, below)):
            yield from _files(folder, below, depth + 1)


def _is_folder(folder: Path, path: str) -> bool:
    """Whether a folder is there; a link to one is none."""
    return isinstance(list_attachment(folder, path), list)


def _bytes(folder: Path, path: str) -> bytes:
    data = read_attachment(folder, path, MOST_BYTES)
    if isinstance(data, Problem):
        raise _UnreadableError(data)
    return data

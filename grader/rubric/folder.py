"""A folder of rubric files: which file holds which question, without parsing them."""

from __future__ import annotations

import re
from pathlib import Path

from grader.errors import DocumentError, Location, RubricError, UsageError
from grader.rubric.documents.decoding import decode
from grader.rubric.storage.parsing import parse

SUFFIXES = {".yaml", ".yml"}
_ID_LINE = re.compile(
    r"""^id:[ \t]*(["']?)([^"'\s#\\|>&*!\[{][^"'#\\\n]*?)\1[ \t]*(?:#.*)?$""", re.MULTILINE
)


def rubric_paths(folder: Path) -> dict[str, Path]:
    """The rubric files of a folder by question id, in natural order (1, 2, …, 30, c1).

    Only the `id:` line of each file is read, so that a broken file hurts nobody who asks for
    another one; a file without an id goes by its name. Raises UsageError where there are no
    files, RubricError for an id that two files share.
    """
    paths: dict[str, Path] = {}
    for path in _files(folder):
        id_ = _id_of(path)
        if id_ in paths:
            raise RubricError(f"id {id_} is also the id of {paths[id_]}", Location(str(path)))
        paths[id_] = path
    return dict(sorted(paths.items(), key=lambda item: natural_key(item[0])))


def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key in which numbers count as numbers and come before letters."""
    parts = re.findall(r"\d+|\D+", text)
    return tuple((0, int(p), p) if p.isdecimal() else (1, 0, p) for p in parts)


def read_rubric_text(path: Path) -> str:
    """The text of a rubric file; raises RubricError where it cannot be read as UTF-8."""
    try:
        return decode(path.read_bytes(), path)
    except OSError as exc:
        message = f"cannot be read: {exc.strerror}; give a rubric file"
        raise RubricError(message, Location(str(path))) from exc
    except DocumentError as exc:
        raise RubricError(exc.message, exc.location) from exc


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder; give the folder that holds the rubrics")
    found = [p for p in folder.iterdir() if p.suffix in SUFFIXES and not p.name.startswith(".")]
    if not found:
        raise UsageError(f"{folder}: holds no *.yaml; make rubrics with `grade rubric build`")
    return sorted(found)


def _id_of(path: Path) -> str:
    try:
        text = read_rubric_text(path)
        if match := _ID_LINE.search(text):
            return match[2].strip()
        content = parse(text, str(path))
    except RubricError:
        return path.stem
    id_ = content.get("id") if isinstance(content, dict) else None
    return id_ if isinstance(id_, str) else path.stem

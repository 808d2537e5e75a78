"""Rubric files on disk: found by question id, read with every problem placed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from grader.errors import Location, RubricError, UsageError
from grader.model import Rubric
from grader.rubric.convert import to_rubric
from grader.rubric.folder import natural_key, read_rubric_text, rubric_paths
from grader.rubric.schema import RubricFile
from grader.rubric.storage.explanations import nearest
from grader.rubric.storage.faults import KeyPath, faults
from grader.rubric.storage.parsing import Positions, parse
from grader.rubric.storage.writing import dump_rubric, rubric_text

__all__ = [
    "Problem",
    "check_file",
    "dump_rubric",
    "find_rubric",
    "load_rubric",
    "load_rubrics",
    "locator",
    "natural_key",
    "parse_rubric",
    "rubric_paths",
    "rubric_text",
]

EXAMPLES = 6


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a rubric file, and where."""

    location: Location
    message: str

    def __str__(self) -> str:
        return f"{self.location}: {self.message}"


def load_rubric(path: Path) -> Rubric:
    """The rubric in the file at `path`; raises RubricError with its first problem."""
    return parse_rubric(read_rubric_text(path), path)


def parse_rubric(text: str, path: Path) -> Rubric:
    """The rubric in a text; `path` is for messages and not opened. Raises as `load_rubric`."""
    try:
        return to_rubric(_validate(text, path))
    except ValidationError as exc:
        first, *others = _problems(exc, text, path)
        more = f" (and {len(others)} more)" if others else ""
        raise RubricError(f"{first.message}{more}", first.location) from exc


def load_rubrics(folder: Path) -> dict[str, Rubric]:
    """The rubrics of a folder by question id, in natural order (1, 2, …, 30, c1).

    Raises RubricError for a broken file or an id that two files share, UsageError without files.
    """
    return {id_: load_rubric(path) for id_, path in rubric_paths(folder).items()}


def find_rubric(folder: Path, question_id: str) -> Rubric:
    """The rubric of one question, parsing no other; raises UsageError for an unknown id."""
    paths = rubric_paths(folder)
    if question_id not in paths:
        raise UsageError(_unknown(question_id, list(paths), folder))
    return load_rubric(paths[question_id])


def check_file(path: Path) -> list[Problem]:
    """All problems of a rubric file, in the order of its lines; none if it loads."""
    text = ""
    try:
        text = read_rubric_text(path)
        _validate(text, path)
    except RubricError as exc:
        return [Problem(exc.location or Location(str(path)), exc.message)]
    except ValidationError as exc:
        return _problems(exc, text, path)
    return []


def locator(folder: Path) -> Callable[[str, KeyPath], Location]:
    """A function from a question id and a path of keys to the place in that question's file.

    Each file is read again, slowly, the first time that one of its places is asked for.
    """
    paths = rubric_paths(folder)

    @cache
    def positions(id_: str) -> Positions:
        return Positions(read_rubric_text(paths[id_]), str(paths[id_]))

    return lambda id_, path: positions(id_).location(path)


def _validate(text: str, path: Path) -> RubricFile:
    return RubricFile.model_validate(parse(text, str(path)))


def _problems(error: ValidationError, text: str, path: Path) -> list[Problem]:
    positions = Positions(text, str(path))
    found = [Problem(positions.location(f.path, of_key=f.in_key), f.message) for f in faults(error)]
    return sorted(found, key=lambda p: (p.location.line, p.location.column))


def _unknown(question_id: str, known: list[str], folder: Path) -> str:
    near = nearest(question_id, known, least=0.5)
    hint = f"did you mean {near}? " if near else ""
    shown = ", ".join(known[:EXAMPLES]) + (f", … {known[-1]}" if len(known) > EXAMPLES else "")
    return f"no question {question_id!r} in {folder}; {hint}there are {shown}"

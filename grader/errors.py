"""Every exception that grader raises on purpose.

GraderError                  root: one clear line, what is wrong and what to do
├── UsageError               a wrong argument or an unknown question id        (exit 2)
├── InputError               a file that cannot be used as it stands           (exit 2)
│   ├── DocumentError        a reference document (file:line)
│   ├── RubricError          a rubric file (file:line:column)
│   └── SubmissionError      a candidate's file: missing, binary, not UTF-8
├── ModelError               the encoder cannot be found or loaded             (exit 2)
├── MissingExtraError        an optional part is not installed; says how        (exit 2)
└── SandboxUnavailableError  a layer of isolation is missing: nothing is run    (exit 3)
"""

from __future__ import annotations

from dataclasses import dataclass


class GraderError(Exception):
    """The root of grader's exceptions; its text is one line for a person."""


class UsageError(GraderError):
    """An argument names something that does not exist or cannot be combined."""


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file; lines and columns count from 1, and 0 means unknown."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.path, *(str(n) for n in (self.line, self.column) if n)])


class InputError(GraderError):
    """A file cannot be used as it stands; `location` says where."""

    def __init__(self, message: str, location: Location | None = None) -> None:
        super().__init__(f"{location}: {message}" if location else message)
        self.message = message
        self.location = location


class DocumentError(InputError):
    """A reference document does not have the expected shape."""


class RubricError(InputError):
    """A rubric file does not parse, or breaks the rubric's schema."""


class SubmissionError(InputError):
    """A candidate's file cannot be read as an answer."""


class ModelError(GraderError):
    """The sentence encoder cannot be found, converted or loaded."""


class MissingExtraError(GraderError):
    """An optional part of grader is not installed; the text holds the line that installs it."""


class SandboxUnavailableError(GraderError):
    """A layer of isolation that programs need is missing, so none is run."""

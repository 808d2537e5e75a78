"""Grades answers against rubrics: offline, in Chinese and English, with evidence for every point.

The names below are imported when they are first used, so that `import grader` stays light.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.code.program import read_program
    from grader.code.sandbox import open_sandbox
    from grader.errors import (
        DocumentError,
        GraderError,
        InputError,
        Location,
        MissingExtraError,
        ModelError,
        RubricError,
        SandboxUnavailableError,
        SubmissionError,
        UsageError,
    )
    from grader.grading import Grader, grade, grade_program
    from grader.model import (
        Check,
        Contrast,
        Curve,
        Edit,
        Evidence,
        Flag,
        Grade,
        Image,
        Interval,
        KeyPoint,
        Keyword,
        Kind,
        Misconception,
        Program,
        Provenance,
        Question,
        Resources,
        Rubric,
        Run,
        SourceFile,
        Span,
        Status,
        Submission,
        Verdict,
    )
    from grader.records import from_record, record_schema, to_json, to_record
    from grader.rubric.build import build_rubric
    from grader.rubric.files import load_rubric, load_rubrics
    from grader.rubric.reference import read_reference
    from grader.text.models import open_encoder

from grader.version import __version__

__all__ = [
    "Check",
    "Contrast",
    "Curve",
    "DocumentError",
    "Edit",
    "Evidence",
    "Flag",
    "Grade",
    "Grader",
    "GraderError",
    "Image",
    "InputError",
    "Interval",
    "KeyPoint",
    "Keyword",
    "Kind",
    "Location",
    "Misconception",
    "MissingExtraError",
    "ModelError",
    "Program",
    "Provenance",
    "Question",
    "Resources",
    "Rubric",
    "RubricError",
    "Run",
    "SandboxUnavailableError",
    "SourceFile",
    "Span",
    "Status",
    "Submission",
    "SubmissionError",
    "UsageError",
    "Verdict",
    "__version__",
    "build_rubric",
    "from_record",
    "grade",
    "grade_program",
    "load_rubric",
    "load_rubrics",
    "open_encoder",
    "open_sandbox",
    "read_program",
    "read_reference",
    "record_schema",
    "to_json",
    "to_record",
]

_ERRORS = [name for name in __all__ if name.endswith("Error")] + ["Location"]
_HOMES = dict.fromkeys(__all__, "grader.model") | dict.fromkeys(_ERRORS, "grader.errors")
_HOMES |= dict.fromkeys(
    ["from_record", "record_schema", "to_json", "to_record"], "grader.records"
) | {
    "Grader": "grader.grading",
    "grade": "grader.grading",
    "grade_program": "grader.grading",
    "open_sandbox": "grader.code.sandbox",
    "read_program": "grader.code.program",
    "build_rubric": "grader.rubric.build",
    "load_rubric": "grader.rubric.files",
    "load_rubrics": "grader.rubric.files",
    "open_encoder": "grader.text.models",
    "read_reference": "grader.rubric.reference",
}


def __getattr__(name: str) -> object:
    """The public name, imported now; raises AttributeError for any other."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__

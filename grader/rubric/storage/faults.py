"""What pydantic has against a rubric file, said in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from grader.rubric import schema
from grader.rubric.storage.coding_shapes import CheckFile, SignatureFile
from grader.rubric.storage.explanations import EXPLANATIONS, nearest

KeyPath = tuple[str | int, ...]

MODELS: Mapping[str, type[BaseModel]] = {
    "": schema.RubricFile,
    "key_points": schema.KeyPointFile,
    "keywords": schema.KeywordFile,
    "contrasts": schema.ContrastFile,
    "misconceptions": schema.MisconceptionFile,
    "contract": SignatureFile,
    "checks": CheckFile,
    "source": schema.SourceFile,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a path of keys and indices; `in_key` where the key itself is the fault."""

    path: KeyPath
    message: str
    in_key: bool = False


def faults(error: ValidationError) -> list[Fault]:
    """The faults behind a validation error; a misspelt field is one fault, not two."""
    details = error.errors(include_url=False, include_context=True)
    meant = {
        (*d["loc"][:-1], near)
        for d in details
        if d["type"] == "extra_forbidden" and (near := _nearest(d["loc"]))
    }
    return [_fault(d) for d in details if d["type"] != "missing" or d["loc"] not in meant]


def fields_at(path: KeyPath) -> list[str]:
    """The names of the fields that a mapping at `path` may have."""
    model = MODELS.get(_field(path), BaseModel)
    return [info.alias or name for name, info in model.model_fields.items()]


def _field(path: KeyPath) -> str:
    """The name of the field that a path leads to or into; empty for the whole file."""
    return next((key for key in reversed(path) if isinstance(key, str)), "")


def _nearest(path: KeyPath) -> str:
    return nearest(str(path[-1]), fields_at(path[:-1]))


def _fault(detail: ErrorDetails) -> Fault:
    path, kind = detail["loc"], detail["type"]
    if kind == "missing":
        return Fault(path[:-1], f"the field `{path[-1]}` is missing: add it")
    if kind in ("extra_forbidden", "invalid_key"):
        return Fault(path, _unknown(path), in_key=True)
    explain = EXPLANATIONS.get(kind)
    said = explain(detail) if explain else detail["msg"]
    return Fault(path, f"{_label(path)} {said}")


def _unknown(path: KeyPath) -> str:
    if near := _nearest(path):
        return f"unknown field `{path[-1]}`; did you mean `{near}`?"
    return f"unknown field `{path[-1]}`; known here: {', '.join(fields_at(path[:-1]))}"


def _label(path: KeyPath) -> str:
    """The last field of a path, with the number of the item where it is a list."""
    if not path:
        return "the file"
    if isinstance(path[-1], int):
        return f"item {path[-1] + 1} of {_label(path[:-1])}"
    return f"`{path[-1]}`"

"""A Grade as a plain record for JSON, and back; the record's JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from grader.errors import InputError
from grader.model import Grade

SCHEMA_NAME = "grader grade, schema 1"
_SHARE = {"minimum": 0, "maximum": 1}
# What the types alone do not say, by definition and field.
LIMITS: Mapping[tuple[str, str], Mapping[str, Any]] = {
    ("Grade", "candidate_id"): {"description": "The name of the file without its suffix."},
    ("Grade", "points"): {"description": "0..max_score; null where nothing was graded."},
    ("Grade", "max_score"): {"exclusiveMinimum": 0},
    ("Grade", "confidence"): _SHARE,
    ("Grade", "feedback"): {"description": "One or two sentences for the candidate."},
    ("Evidence", "criterion"): {"description": "The name of the key point or misconception."},
    ("Evidence", "score"): _SHARE,
    ("Evidence", "quote"): {"description": "The words of the answer that `span` covers."},
    ("Evidence", "follow_up"): {"description": "What an interviewer could ask about it next."},
    ("Span", "start"): {"minimum": 0},
    ("Span", "end"): {"minimum": 0},
    ("Provenance", "rubric"): {"description": "SHA-256 of the rubric's canonical content."},
    ("Provenance", "encoder_digest"): {"description": "Names the weights of the encoder."},
}


def to_record(grade: Grade) -> dict[str, Any]:
    """The grade as plain dicts, lists, strings and numbers, keys in the order of the fields."""
    record: dict[str, Any] = _adapter().dump_python(grade, mode="json")
    return record


def from_record(record: Mapping[str, Any]) -> Grade:
    """The grade that `to_record` made a record of; raises InputError for anything else."""
    try:
        return _adapter().validate_python(record)
    except ValidationError as exc:
        first = exc.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or "record"
        raise InputError(f"not a grade: {place}: {first['msg']}; see `grade schema`") from exc


def to_json(grades: Grade | Sequence[Grade]) -> str:
    """JSON text: one object for a grade, a list for several; the same bytes for the same grades.

    Raises ValueError for a number that JSON does not have.
    """
    plain = to_record(grades) if isinstance(grades, Grade) else [to_record(g) for g in grades]
    return json.dumps(plain, ensure_ascii=False, indent=2, allow_nan=False)


def record_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of one record; all fields are always there, and no others."""
    schema = _adapter().json_schema(mode="serialization")
    schema["title"] = SCHEMA_NAME
    definitions = {"Grade": schema} | schema["$defs"]
    for name, definition in definitions.items():
        _complete(name, definition)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema


def _complete(name: str, definition: dict[str, Any]) -> None:
    fields = definition.get("properties")
    if fields is None:
        return
    definition["required"] = list(fields)
    definition["additionalProperties"] = False
    for key, field in fields.items():
        field.pop("default", None)
        field |= LIMITS.get((name, key), {})


@cache
def _adapter() -> TypeAdapter[Grade]:
    return TypeAdapter(Grade)

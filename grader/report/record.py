"""Views as JSON, and the JSON Schema of both kinds of file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from grader.report.views import CandidateView, CohortView

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMAS: Mapping[type, str] = {
    CandidateView: "grader candidate report, schema 1",
    CohortView: "grader cohort report, schema 1",
}


def candidate_json(view: CandidateView) -> str:
    """A candidate's report as JSON text; the same bytes for the same view."""
    return _text(view)


def cohort_json(view: CohortView) -> str:
    """The cohort's report as JSON text; the same bytes for the same view."""
    return _text(view)


def report_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a report file: a candidate's or the cohort's."""
    parts = {kind.__name__: _schema(kind) for kind in SCHEMAS}
    shared: dict[str, Any] = {}
    for part in parts.values():
        shared |= part.pop("$defs", {})
    defined = {name: _closed(part) for name, part in (shared | parts).items()}
    either = [{"$ref": f"#/$defs/{name}"} for name in parts]
    return {"$schema": DIALECT, "title": "grader report, schema 1", "anyOf": either} | {
        "$defs": defined
    }


def _text(view: CandidateView | CohortView) -> str:
    kind = CandidateView if isinstance(view, CandidateView) else CohortView
    plain = {"schema": SCHEMAS[kind]} | _adapter(kind).dump_python(view, mode="json")
    return json.dumps(plain, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _schema(kind: type) -> dict[str, Any]:
    schema = _adapter(kind).json_schema(mode="serialization")
    schema["properties"] = {"schema": {"const": SCHEMAS[kind]}} | schema["properties"]
    return schema


def _closed(part: dict[str, Any]) -> dict[str, Any]:
    """Every field is there, and no others."""
    return part | {"required": list(part["properties"]), "additionalProperties": False}


@cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    return TypeAdapter(kind)

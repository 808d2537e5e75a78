"""A recorded grade as a line of grades.jsonl: made once, filled in for each row that shares it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from grader.model import Status


@dataclass(frozen=True, slots=True)
class Result:
    """A distinct answer's grade, ready to be copied to rows.

    `record` is plain data without candidate and origin; `resources` what a program used, which is
    kept apart because it is another each time.
    """

    record: Mapping[str, Any]
    resources: Mapping[str, Any] | None
    _parts: tuple[str, str, str]

    @property
    def status(self) -> Status:
        """What became of it."""
        return Status(self.record["status"])

    def line(self, candidate: str, origin: str) -> str:
        """The line for one row, with its line end."""
        first, middle, last = self._parts
        return f"{first}{to_text(candidate)}{middle}{to_text(origin)}{last}"

    def for_row(self, candidate: str, origin: str) -> dict[str, Any]:
        """The record for one row."""
        return {**self.record, "candidate_id": candidate, "origin": origin}


def result(record: Mapping[str, Any]) -> Result:
    """The result that a record of `grader.records.to_record` makes."""
    run: Mapping[str, Any] = record.get("run") or {}
    resources = run.get("resources")
    if resources is not None:
        record = {**record, "run": {**run, "resources": None}}
    fields = {key: to_text(value) for key, value in record.items()}
    names = list(fields)
    at = names.index("origin")
    middle = [f'"{k}":{fields[k]}' for k in names[1:at]]
    rest = [f'"{k}":{fields[k]}' for k in names[at + 1 :]]
    parts = (
        '{"candidate_id":',
        ",".join(["", *middle, '"origin":']),
        ",".join(["", *rest]) + "}\n",
    )
    return Result(record, resources, parts)


def to_text(value: object) -> str:
    """Compact JSON, in which nothing is escaped that need not be."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)

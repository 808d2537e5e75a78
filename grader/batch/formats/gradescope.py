"""Gradescope: one results.json a candidate.

Source: gradescope-autograders.readthedocs.io, Specifications, "Output format".
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from grader.batch.formats.cohort import Cohort, Record, file_name
from grader.batch.staging import Staging


def write(cohort: Cohort, staging: Staging) -> None:
    """Writes `gradescope/<candidate>.json` for each candidate."""
    for candidate, records in cohort.candidates():
        name = f"gradescope/{file_name(candidate)}.json"
        json.dump(results(records), staging.open(name), ensure_ascii=False, indent=1)
        staging.close(name)


def results(records: Sequence[Record]) -> dict[str, Any]:
    """The results of one candidate: a test for each question; ungraded ones count nothing."""
    graded = [record["points"] for record in records if record["points"] is not None]
    tests = [_test(number, record) for number, record in enumerate(records, 1)]
    return {
        "score": round(sum(graded), 4),
        "output": "\n".join(r["feedback"] for r in records if r["feedback"]),
        "output_format": "text",
        "stdout_visibility": "hidden",
        "tests": tests,
        "extra_data": {r["question_id"]: r["provenance"] for r in records},
    }


def _test(number: int, record: Record) -> dict[str, Any]:
    test = {
        "name": record["question_id"],
        "number": str(number),
        "max_score": record["max_score"],
        "output": "\n".join(_lines(record)),
        "output_format": "text",
        "visibility": "after_published",
    }
    if record["points"] is None:
        return test
    full = record["points"] >= record["max_score"]
    return test | {"score": record["points"], "status": "passed" if full else "failed"}


def _lines(record: Record) -> list[str]:
    found = [
        f"{e['points']:g}/{e['max_points']:g} {e['criterion']}: {e['why'] or e['hint']}"
        for e in record["evidence"]
    ]
    return [*found, record["feedback"]] if record["feedback"] else found

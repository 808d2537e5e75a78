"""run.json: what a run was, and what reports need to know of the rubrics."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import IO, Any

from grader.batch.reading.rows import Submissions
from grader.batch.summary import Summary
from grader.batch.worker import Recipe
from grader.model import Rubric
from grader.version import __version__

SCHEMA = "grader run, schema 1"


def write_manifest(
    file: IO[str],
    submissions: Submissions,
    recipe: Recipe,
    summary: Summary,
    questions: Sequence[str],
    about: Mapping[str, object],
) -> None:
    """Writes run.json; `about` holds what the caller knows: names, options, times, what graded."""
    table = submissions.table
    counts = {str(status): count for status, count in sorted(summary.statuses.items())}
    run = {
        "schema": SCHEMA,
        "package": __version__,
        "table": {
            "name": table.path.name,
            "shape": submissions.layout.shape,
            "encoding": table.encoding.name if table.encoding else None,
            "columns_aside": list(submissions.layout.aside),
        },
        "lang": recipe.lang,
        "seed": recipe.seed,
        "rows": summary.rows,
        "distinct": summary.distinct,
        "statuses": counts,
        "questions": [_question(recipe.rubrics[id_]) for id_ in questions],
        **about,
    }
    json.dump(run, file, ensure_ascii=False, indent=2)
    file.write("\n")


def _question(rubric: Rubric) -> dict[str, Any]:
    question = rubric.question
    return {
        "id": question.id,
        "kind": str(question.kind),
        "text": question.text,
        "text_en": question.text_en,
        "reference": question.reference,
        "topics": list(question.topics),
        "max_score": rubric.max_score,
        "rubric": rubric.version,
        "criteria": [
            {
                "name": point.name,
                "requirement": point.requirement,
                "weight": point.weight,
                "required": point.required,
                "follow_up": point.follow_up,
            }
            for point in rubric.key_points
        ]
        + [
            {
                "name": check.name,
                "requirement": check.title or check.name,
                "requirement_en": check.title_en,
                "weight": check.points,
                "required": False,
                "follow_up": "",
            }
            for check in rubric.checks
        ],
    }

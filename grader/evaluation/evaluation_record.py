"""An evaluation as plain data for JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from grader.evaluation.bootstrap import LEVEL, Figure
from grader.evaluation.evaluation import Evaluation, HumanHuman
from grader.evaluation.learning_curve import CurvePoint

DECIMALS = 4


def to_json(evaluation: Evaluation, curve: Sequence[CurvePoint] = ()) -> str:
    """JSON text of `to_record`; the same bytes for the same evaluation."""
    record = to_record(evaluation, curve)
    return json.dumps(record, ensure_ascii=False, indent=2, allow_nan=False)


def to_record(evaluation: Evaluation, curve: Sequence[CurvePoint] = ()) -> dict[str, Any]:
    """The evaluation as dicts, lists, strings and numbers, as docs/formats.md describes it.

    Scores in it are shares in 0..1; undefined figures are null with a reason.
    """
    people, intervals = evaluation.human_human, evaluation.intervals
    record = {
        "n": evaluation.n,
        "questions": evaluation.questions,
        **{name: _figure(figure) for name, figure in evaluation.figures.items()},
        "flags": [asdict(criterion) for criterion in evaluation.missed],
        "statuses": dict(evaluation.statuses),
        "human_human": _people(people) if people else None,
        "interval_coverage": asdict(intervals) if intervals else None,
        "risk_coverage": [asdict(point) for point in evaluation.risk_coverage],
        "learning_curve": [asdict(point) for point in curve] or None,
        "settings": _settings(evaluation),
        "provenance": asdict(evaluation.provenance) | {"rubric": ""},
    }
    rounded: dict[str, Any] = _rounded(record)
    return rounded


def _settings(evaluation: Evaluation) -> dict[str, Any]:
    choices = evaluation.choices
    return {
        "full_marks": list(evaluation.scale.ends),
        "full_marks_from": evaluation.scale.source,
        "steps": choices.steps.count,
        "steps_from": choices.steps.source,
        "pass_mark": choices.pass_mark,
        "auto_qwk": choices.auto_qwk,
        "interval_level": LEVEL,
        "bootstrap_repeats": choices.repeats,
        "bootstrap_unit": evaluation.unit,
        "seed": choices.seed,
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return asdict(figure)


def _people(people: HumanHuman) -> dict[str, Any]:
    figures = {name: _figure(figure) for name, figure in people.figures.items()}
    return {"n": people.n, **figures, "degradation": dict(people.degradation)}


def _rounded(value: Any) -> Any:
    """Floats cut to the decimals that the figures carry, all the way down."""
    if isinstance(value, float):
        return round(value, DECIMALS)
    if isinstance(value, dict):
        return {key: _rounded(part) for key, part in value.items()}
    return [_rounded(part) for part in value] if isinstance(value, list | tuple) else value

"""`grade schema`: the shapes of what `--json`, `grade report` and `grade review` write."""

from __future__ import annotations

import json

import click

KINDS = ("grade", "report", "decision")


@click.command()
@click.argument("kind", type=click.Choice(KINDS), default="grade")
def schema(kind: str) -> None:
    """Print the JSON Schema of a grade, report or decision · 记录的格式"""
    click.echo(json.dumps(_schema(kind), ensure_ascii=False, indent=2))


def _schema(kind: str) -> dict[str, object]:
    if kind == "report":
        from grader.report.record import report_schema

        return report_schema()
    if kind == "decision":
        from grader.review.decision import decision_schema

        return decision_schema()
    from grader.records import record_schema

    return record_schema()

"""`grade schema`: the shape of what `--json` prints."""

from __future__ import annotations

import json

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema of a grade · 评分结果的格式"""
    from grader.records import record_schema

    click.echo(json.dumps(record_schema(), ensure_ascii=False, indent=2))

"""`grade rubric`: build, lint and show what answers are graded by."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.chinese import in_language
from grader.cli.exit_codes import ExitCode
from grader.cli.group import HelpfulGroup
from grader.cli.options import lang_option, rubrics_option, the_rubrics
from grader.cli.rubric_messages import say
from grader.cli.terminal import visible

if TYPE_CHECKING:
    from grader.rubric.build import BuildSummary
    from grader.rubric.linting.finding import Finding


@click.group(cls=HelpfulGroup)
def rubric() -> None:
    """Build, lint and show rubrics · 生成、检查、查看评分标准"""


@rubric.command()
@click.argument("reference", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder for the rubrics, one YAML file a question. 输出文件夹。",
)
@click.option(
    "--update", is_flag=True, help="Merge into files that are there, keeping your edits. 合并更新。"
)
@lang_option
def build(reference: Path, output: Path, *, update: bool, lang: str) -> None:
    """Make rubrics from a REFERENCE (.md .csv .yaml .json) · 由参考答案生成"""
    from grader.rubric.build import write_rubrics
    from grader.rubric.reference import read_reference

    summary = write_rubrics(read_reference(reference), output, update=update)
    _print_notices(summary.notices, lang)
    _print_lines(_report(summary, lang))


@rubric.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path), metavar="[DIR]")
@lang_option
def lint(folder: Path | None, lang: str) -> None:
    """Find what makes rubrics grade badly; 1 for errors · 检查"""
    from grader.rubric.files import rubric_paths
    from grader.rubric.lint_folder import lint_folder
    from grader.rubric.linting.finding import Severity

    place = the_rubrics(folder)
    findings = lint_folder(place)
    _print_lines(_finding(finding, lang) for finding in findings)
    count = Counter(finding.severity for finding in findings)
    numbers = {f"{severity}s": count[severity] for severity in Severity}
    _print_lines([say(lang, "lint", files=len(rubric_paths(place)), **numbers)])
    click.get_current_context().exit(ExitCode.BELOW if count[Severity.ERROR] else ExitCode.DONE)


@rubric.command()
@click.argument("question_id", metavar="ID")
@rubrics_option
@lang_option
def show(question_id: str, rubrics: Path | None, lang: str) -> None:
    """Print the rubric of question ID for a person · 查看"""
    from grader.rubric.files import find_rubric
    from grader.rubric.show import describe

    _print_lines(describe(find_rubric(the_rubrics(rubrics), question_id), lang))


@rubric.command()
def schema() -> None:
    """Print the JSON Schema of a rubric file · 文件格式"""
    from grader.rubric.schema import json_schema

    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))


def _report(summary: BuildSummary, lang: str) -> Iterable[str]:
    yield from (say(lang, "written", path=path) for path in summary.written)
    for path, changes in summary.updated.items():
        yield say(lang, "updated", path=path)
        yield from (f"  {in_language(lang, change)}" for change in changes)
    counts = {
        "written": len(summary.written),
        "updated": len(summary.updated),
        "unchanged": len(summary.unchanged),
        "notices": len(summary.notices),
    }
    yield say(lang, "built", **counts)


def _print_notices(notices: Iterable[str], lang: str) -> None:
    for notice in notices:
        click.echo(visible(in_language(lang, notice)), err=True)


def _finding(finding: Finding, lang: str) -> str:
    severity = say(lang, f"severity_{finding.severity}")
    message = in_language(lang, finding.message)
    return f"{finding.location}: {severity}: {message} [{finding.rule}]"


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(visible(line))

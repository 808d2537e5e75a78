"""Lint of a folder: files that do not load are findings too."""

from __future__ import annotations

from pathlib import Path

from grader.errors import RubricError
from grader.model import Rubric
from grader.rubric.files import Problem, check_file, load_rubric, locator, rubric_paths
from grader.rubric.lint import lint
from grader.rubric.linting.finding import Finding, Severity
from grader.rubric.linting.similarity import Similarity


def lint_folder(folder: Path, similarity: Similarity | None = None) -> list[Finding]:
    """The problems of a folder's files, then the findings in the rubrics that load.

    Raises UsageError for a folder without rubrics, RubricError for an id that two files share.
    """
    broken: list[Finding] = []
    sound: dict[str, Rubric] = {}
    for id_, path in rubric_paths(folder).items():
        try:
            sound[id_] = load_rubric(path)
        except RubricError:
            broken += [_finding(problem) for problem in check_file(path)]
    return broken + lint(sound, locator(folder), similarity)


def _finding(problem: Problem) -> Finding:
    return Finding("schema", problem.location, problem.message, Severity.ERROR)

"""Lint: what a rubric's author should look at before anyone is graded by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from grader.errors import Location
from grader.model import Rubric
from grader.rubric.linting.check_rules import checks
from grader.rubric.linting.finding import Finding, Remark, Severity
from grader.rubric.linting.lint_rules import claims, contrasts, keywords, weights
from grader.rubric.linting.sameness import same_key_points, same_questions
from grader.rubric.linting.similarity import NGRAMS, Similarity
from grader.rubric.storage.faults import KeyPath

__all__ = ["RULES", "Finding", "Locate", "Severity", "lint"]

Locate = Callable[[str, KeyPath], Location]

RULES: Mapping[str, str] = {
    "same-question": "two questions ask about the same thing",
    "same-key-point": "two key points of a rubric say the same thing",
    "same-name": "two key points of a rubric have one name",
    "no-key-points": "a short-answer rubric has nothing to grade by",
    "vague": "a requirement is too short, or vague and without a term",
    "no-keywords": "a key point has no keywords",
    "given-away": "the question itself holds a keyword",
    "weight-not-positive": "a key point weighs nothing or less",
    "weight-sum": "the weights do not add up to max_score",
    "contrast-is-wording": "a contrast says what a wording says",
    "one-sided": "wordings or contrasts are missing",
    "no-checks": "a coding task has nothing to grade a program by",
    "same-check": "two checks of a rubric have one name",
    "check-sum": "the points of the checks do not add up to max_score",
    "check-kinds": "the checks of a rubric belong to several kinds of task",
    "no-hint": "a check has no hint, or lacks a language",
}


def lint(
    rubrics: Mapping[str, Rubric], locate: Locate, similarity: Similarity | None = None
) -> list[Finding]:
    """The findings in rubrics (by question id), in the order of the rubrics and their lines.

    `locate` gives the place of a key path in a question's file; likeness is of character n-grams
    unless `similarity` says otherwise.
    """
    order = {id_: place for place, id_ in enumerate(rubrics)}
    found: list[tuple[int, Finding]] = []
    for remark in _remarks(rubrics, similarity or NGRAMS):
        place = locate(remark.question_id, remark.path)
        finding = Finding(remark.rule, place, remark.message, remark.severity)
        found.append((order[remark.question_id], finding))
    found.sort(key=lambda item: (item[0], item[1].location.line, item[1].location.column))
    return [finding for _, finding in found]


def _remarks(rubrics: Mapping[str, Rubric], similarity: Similarity) -> Iterator[Remark]:
    yield from same_questions(rubrics, similarity)
    for rubric in rubrics.values():
        rules = (
            weights(rubric),
            claims(rubric),
            keywords(rubric),
            contrasts(rubric),
            checks(rubric),
        )
        yield from chain(*rules, same_key_points(rubric, similarity))

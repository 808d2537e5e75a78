"""Graded rows through the grader: a rubric for each, and the machine's grade of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from grader.encodings import Encoding
from grader.errors import InputError, UsageError
from grader.evaluation.graded import GradedRow, GradedTable
from grader.model import Grade, Kind, Question, Rubric, Submission
from grader.rubric.build import build_rubric
from grader.rubric.documents.language import language_of

BATCH = 256
Progress = Callable[[int, int], None]


class GradesMany(Protocol):
    """What grades: `grading.Grader`, or a stand-in."""

    def grade_many(self, pairs: Sequence[tuple[Submission, Rubric]]) -> list[Grade]:
        """One grade a pair, in order."""
        ...


@dataclass(frozen=True, slots=True)
class Matched:
    """Rows with their rubrics, in order, and what is wrong with the rows that have none.

    `encoding` is how the file's bytes became text, where there was a file.
    """

    rows: tuple[GradedRow, ...]
    rubrics: tuple[Rubric, ...]
    faults: tuple[InputError, ...]
    encoding: Encoding | None = None


def match_rubrics(table: GradedTable, bank: Mapping[str, Rubric] | None) -> Matched:
    """The rows that can be graded: by the rubrics of `bank`, else by their own references.

    Rows that share question id, question and reference share a rubric.
    """
    built: dict[tuple[str, str, str], Rubric] = {}
    rows, rubrics, faults = [], [], list(table.faults)
    for row in table.rows:
        try:
            rubrics.append(_known(row, bank) if bank is not None else _built(row, built))
        except InputError as exc:
            faults.append(exc)
        else:
            rows.append(row)
    return Matched(tuple(rows), tuple(rubrics), tuple(sorted(faults, key=_line)), table.encoding)


def sample(table: GradedTable, size: int, seed: int) -> GradedTable:
    """A random `size` of the table's rows, in their order; all rows where there are no more."""
    if not 0 < size < len(table.rows):
        return table
    chosen = np.sort(np.random.default_rng(seed).choice(len(table.rows), size, replace=False))
    return replace(table, rows=tuple(table.rows[i] for i in chosen))


def grade_rows(matched: Matched, grader: GradesMany, progress: Progress) -> list[Grade]:
    """One grade a row, in order; `progress` hears how many of how many are done."""
    pairs = [
        (Submission(rubric.question.id, row.answer, str(row.location.line)), rubric)
        for row, rubric in zip(matched.rows, matched.rubrics, strict=True)
    ]
    grades: list[Grade] = []
    for at in range(0, len(pairs), BATCH):
        grades += grader.grade_many(pairs[at : at + BATCH])
        progress(len(grades), len(pairs))
    return grades


def _known(row: GradedRow, bank: Mapping[str, Rubric]) -> Rubric:
    if row.question_id not in bank:
        message = f"no rubric for question {row.question_id!r}: correct the id or add a rubric"
        raise InputError(message, row.location)
    rubric = bank[row.question_id]
    if rubric.question.kind is Kind.CODING or not rubric.key_points:
        message = f"question {row.question_id!r} has no key points to grade text by"
        raise InputError(message, row.location)
    return rubric


def _built(row: GradedRow, built: dict[tuple[str, str, str], Rubric]) -> Rubric:
    key = (row.question_id, row.question, row.reference)
    if key not in built:
        if not row.reference:
            raise InputError("no reference answer: fill it in, or use --rubrics", row.location)
        language = language_of(row.question, row.reference)
        question = Question(row.question_id, row.question, row.reference, language=language)
        try:
            rubric = build_rubric(question)
        except UsageError as exc:
            raise InputError(str(exc), row.location) from exc
        if not rubric.key_points:
            raise InputError("no claim could be found in the reference answer", row.location)
        built[key] = rubric
    return built[key]


def _line(fault: InputError) -> int:
    return fault.location.line if fault.location else 0

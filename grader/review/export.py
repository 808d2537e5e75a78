"""People's decisions as graded answers, from which the grader can be calibrated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from grader.model import Grade

COLUMNS = ("question_id", "question", "reference", "answer", "score")


def graded_rows(
    grades: Iterable[Grade], questions: Mapping[str, tuple[str, str]]
) -> Iterator[tuple[str, str, str, str, float]]:
    """One row an answer that a person decided, programs left out; `score` is in points.

    `questions` are (text, reference) by id. The same answer with the same points comes once.
    """
    seen = set()
    for grade in grades:
        if not grade.history or grade.points is None or grade.run is not None:
            continue
        text, reference = questions.get(grade.question_id, ("", ""))
        row = (grade.question_id, text, reference, grade.answer, grade.points)
        if row not in seen:
            seen.add(row)
            yield row

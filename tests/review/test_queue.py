"""What waits comes in a useful order, and like answers come together."""

from __future__ import annotations

from dataclasses import replace

from grader.model import Edit, Grade, Run, Status
from grader.review.export import graded_rows
from grader.review.queue import queue, waits

BASE = Grade("a", "4", Status.NEEDS_REVIEW, 4.0, 10.0, 0.4, answer="一")


def grade(candidate: str, **changes: object) -> Grade:
    """A grade of somebody's."""
    return replace(BASE, candidate_id=candidate, **changes)  # type: ignore[arg-type]


def test_failures_come_first_then_the_least_sure() -> None:
    """What was graded with confidence, or blank, does not wait."""
    grades = [
        grade("sure", status=Status.GRADED),
        grade("blank", status=Status.BLANK),
        grade("b", answer="二", confidence=0.45),
        grade("a", answer="三", confidence=0.3),
        grade("failed", answer="四", status=Status.GRADER_ERROR, points=None, confidence=0.9),
    ]
    found = [item.grade.candidate_id for item in queue(grades)]
    assert found == ["failed", "a", "b"]
    assert not waits(grades[0])


def test_the_same_words_and_groups_are_decided_together() -> None:
    """Answers with the same text, or in one group, are one item; other questions are not."""
    grades = [
        grade("a"), grade("b"), grade("c", answer="二"), grade("d", answer="三"),
        grade("e", question_id="5"),
    ]  # fmt: skip
    items = queue(grades, [("4", ["c", "d"])])
    together = [{i.grade.candidate_id, *(like.candidate_id for like in i.likes)} for i in items]
    assert together == [{"a", "b"}, {"c", "d"}, {"e"}]


def test_what_people_decided_becomes_graded_answers() -> None:
    """Decided short answers come out once each; programs and machine grades do not."""
    edit = (Edit("李", "t", "", 7.0, 4.0),)
    grades = [
        grade("a", history=edit, points=7.0), grade("b", history=edit, points=7.0), grade("c"),
        grade("d", history=edit, run=Run()),
    ]  # fmt: skip
    rows = list(graded_rows(grades, {"4": ("题目", "参考")}))
    assert rows == [("4", "题目", "参考", "一", 7.0)]

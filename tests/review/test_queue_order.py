"""The queue's order."""

from __future__ import annotations

from grader.model import Grade, Interval, Status
from grader.review.queue import queue


def test_the_queue_starts_where_a_look_changes_most() -> None:
    """Failures first, then wide intervals; what needs no look is not in it."""

    def graded(status: Status, width: float) -> Grade:
        points = None if status is Status.GRADER_ERROR else 5.0
        return Grade(
            f"c{width}",
            "q",
            status,
            points,
            10.0,
            0.5,
            interval=Interval(0.0, width),
            answer=f"{width}",
        )

    grades = [
        graded(Status.NEEDS_REVIEW, 2.0),
        graded(Status.GRADED, 9.0),
        graded(Status.NEEDS_REVIEW, 6.0),
        graded(Status.GRADER_ERROR, 0.0),
    ]
    assert [grades.index(item.grade) for item in queue(grades)] == [3, 2, 0]

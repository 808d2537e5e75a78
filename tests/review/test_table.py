"""A table of decisions counts as a whole, or a line says which row cannot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.errors import InputError
from grader.model import Grade, Status
from grader.review import Decision, Decisions, answer_digest
from grader.review.table import parse_decisions

GRADES = [
    Grade("王芳", "4", Status.NEEDS_REVIEW, 4.0, 10.0, 0.4, answer="一"),
    Grade("李雷", "4", Status.NEEDS_REVIEW, 4.0, 10.0, 0.4, answer="二"),
]
Read = Callable[..., list[Decision]]


@pytest.fixture
def read() -> Read:
    """Reads the text of a table as decisions of 赵's."""

    def read(text: str, made: Decisions | None = None, author: str = "赵") -> list[Decision]:
        path = Path("d.csv")
        return parse_decisions(text, path, GRADES, made or Decisions(), author=author, time="t")

    return read


def test_rows_become_decisions(read: Read) -> None:
    """Chinese heads do; a row's own author counts; rows without points are left out."""
    text = "学号,题号,分数,理由,作者\n王芳,4,7.5,对,钱\n李雷,4,,,\n\n李雷,4,3,,\n"
    found = read(text)
    assert [(d.candidate_id, d.points, d.author) for d in found] == [
        ("王芳", 7.5, "钱"), ("李雷", 3.0, "赵"),
    ]  # fmt: skip


def test_a_table_can_be_applied_twice(read: Read) -> None:
    """What is in force already is not decided again; a withdrawal of nothing is nothing."""
    text = "candidate_id,question_id,points\n王芳,4,7\n李雷,4,withdraw\n"
    first = read(text)
    assert len(first) == 1
    assert read(text, Decisions(tuple(first))) == []
    assert read(text.replace("王芳,4,7", "王芳,4,8"), Decisions(tuple(first)))[0].points == 8


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("candidate_id,points\n", "no column question_id"),
        ("", "no column candidate_id, question_id, points"),
        ("candidate_id,question_id,points\n王芳,4,7\n谁,4,7\n", r"csv:3: no grade of candidate 谁"),
        ("candidate_id,question_id,points\n王芳,4,11\n", r"csv:2: 11 points: give 0 to 10"),
        ("candidate_id,question_id,points\n王芳,4,nan\n", r"csv:2: nan points: give 0 to 10"),
        ("candidate_id,question_id,points\n王芳,4,七\n", r"csv:2: '七' is no number"),
        (
            f"candidate_id,question_id,points,answer_sha256\n王芳,4,7,{answer_digest('x')}\n",
            r"csv:2: the answer has changed",
        ),
    ],
)
def test_what_cannot_count_is_named(read: Read, text: str, message: str) -> None:
    """The file and the line are said, and nothing is decided."""
    with pytest.raises(InputError, match=message):
        read(text)


def test_nobody_is_no_author(read: Read) -> None:
    """Somebody must answer for a decision."""
    with pytest.raises(InputError, match="author"):
        read("candidate_id,question_id,points\n王芳,4,7\n", author="")

"""What an answer is about, by vectors that the test itself makes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from grader.grading import Grader
from grader.model import KeyPoint, Question, Rubric, Status, Submission
from grader.text.encoder import Encoding
from grader.text.integrity.topic import (
    answers_another,
    is_filled,
    is_off_topic,
    nearer_question,
    neighbours,
    on_topic,
)
from grader.text.prepared import prepare
from grader.text.reading import plan, read

SUBJECTS = ("火山", "潮汐")


class SubjectEncoder:
    """Every text about a subject has the subject's vector; all others share a third one."""

    name = "subjects"
    digest = "1" * 64

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """One Encoding per text, of one token."""
        places = [next((i for i, s in enumerate(SUBJECTS) if s in text), 2) for text in texts]
        rows = [np.eye(3, dtype=np.float32)[place] for place in places]
        return [Encoding(row, row[None], row[None], np.array([[0, 1]], np.int32)) for row in rows]


def rubric_about(subject: str) -> Rubric:
    """A rubric of one point about one subject."""
    point = KeyPoint(subject, f"{subject}的成因在于压力。")
    return Rubric(Question(subject, f"为什么会有{subject}现象出现？"), (point,))


RUBRICS = [rubric_about(subject) for subject in SUBJECTS]


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("火山是岩浆受压喷出地面造成的。", set()),
        ("潮汐是月球引力造成的，一天两次。", {"off_topic", "other_question"}),
        ("今天食堂的面条很好吃，价格也便宜。", {"off_topic"}),
    ],
)
def test_topics_are_told_apart(text: str, flags: set[str]) -> None:
    """This question, another of the bank, or nothing of the kind; doubts go to a person."""
    grade = Grader(SubjectEncoder(), bank=RUBRICS).grade(Submission("火山", text), RUBRICS[0])
    assert {f.name for f in grade.flags} - {"other_model"} == flags
    if flags:
        assert grade.status is Status.NEEDS_REVIEW
        assert flags <= {reason.name for reason in grade.review}


def test_without_a_bank_no_other_question_is_named() -> None:
    """The bank is optional, and one question has no others."""
    made = plan("潮汐是月球引力造成的。")
    reading = read(made, SubjectEncoder().encode(made.texts))
    prepared = prepare(RUBRICS[0], SubjectEncoder())
    alone = neighbours(RUBRICS[:1], SubjectEncoder())
    assert nearer_question(prepared, reading, alone) == ("", -1.0)
    assert nearer_question(prepared, reading, neighbours(RUBRICS, SubjectEncoder()))[0] == "潮汐"
    assert on_topic(prepared, reading) <= 0


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("火山是岩浆受压喷出来的。今天食堂的面条很好吃。晚上我们去看电影。", True),
        ("火山是岩浆受压喷出来的。火山里有气体。火山灰落得很远。今天食堂的面条好吃。", False),
        ("火山是岩浆受压喷出来的。今天食堂的面条很好吃。", False),
    ],
)
def test_sentences_about_other_things_fill_a_text_up(text: str, filled: bool) -> None:
    """A good part of three sentences or more; one aside is none."""
    made = plan(text)
    reading = read(made, SubjectEncoder().encode(made.texts))
    assert is_filled(prepare(RUBRICS[0], SubjectEncoder()), reading) is filled


def test_a_few_words_are_about_nothing_in_particular() -> None:
    """Neither off the topic nor an answer to another question."""
    prepared = prepare(RUBRICS[0], SubjectEncoder())
    others = neighbours(RUBRICS, SubjectEncoder())
    for text, flagged in (("潮汐", False), ("潮汐是月球引力造成的，一天两次。", True)):
        made = plan(text)
        reading = read(made, SubjectEncoder().encode(made.texts))
        assert is_off_topic(prepared, reading) is flagged
        assert answers_another(prepared, reading, others) is flagged

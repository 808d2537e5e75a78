"""A person's decision wins, is kept, and comes and goes with the very words of the answer."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from grader.errors import InputError
from grader.model import Edit, Grade, Provenance, Status
from grader.review import Decision, Decisions, append, load
from grader.review.decision import decide, decision_schema, from_line, to_line

GRADE = Grade(
    "王芳", "4", Status.NEEDS_REVIEW, 4.0, 10.0, 0.4,
    answer="编码器输出分布。", provenance=Provenance(rubric="r1"),
)  # fmt: skip


def decision(
    points: float | None, grade: Grade = GRADE, *, time: str = "2026-01-01T00:00:00Z"
) -> Decision:
    """A decision of 李's."""
    return decide(grade, points, author="李", time=time, reason="说得对")


def test_a_decision_wins_and_keeps_the_machines_points() -> None:
    """The person's points count, and the machine's stand before them in the history."""
    made = Decisions((decision(7),)).apply(GRADE)
    assert (made.points, made.status, made.review) == (7, Status.GRADED, ())
    assert made.history == (Edit("李", "2026-01-01T00:00:00Z", "说得对", 7, 4.0),)


def test_the_last_decision_wins_and_all_are_kept() -> None:
    """Each edit knows the points before it."""
    made = Decisions((decision(7), decision(2, time="2026-01-02T00:00:00Z"))).apply(GRADE)
    assert made.points == 2
    assert [(e.points_before, e.points) for e in made.history] == [(4.0, 7), (7, 2)]


def test_applying_twice_changes_nothing() -> None:
    """Grades that a batch wrote with decisions applied may have them applied again."""
    decisions = Decisions((decision(7), decision(2)))
    once = decisions.apply(GRADE)
    assert decisions.apply(once) == once


def test_a_withdrawal_gives_the_answer_back_to_the_machine_and_the_queue() -> None:
    """Whether or not the decision had been applied before."""
    first = Decisions((decision(7),))
    both = Decisions((decision(7), decision(None)))
    made = both.apply(GRADE)
    assert made == both.apply(first.apply(GRADE))
    assert (made.points, made.status, made.history) == (4.0, Status.NEEDS_REVIEW, ())
    assert [flag.name for flag in made.review] == ["withdrawn"]


def test_a_failed_grade_can_be_decided_and_withdrawn() -> None:
    """Our failure is no zero before and none after."""
    failed = replace(GRADE, status=Status.GRADER_ERROR, points=None)
    decided = Decisions((decision(7, failed),)).apply(failed)
    assert decided.history[0].points_before is None
    undone = Decisions((decision(7, failed), decision(None, failed))).apply(decided)
    assert (undone.status, undone.points) == (Status.GRADER_ERROR, None)


def test_a_changed_answer_is_nobodys_decision_but_the_decision_is_named() -> None:
    """A decision about other words does not apply, and is reported as stale."""
    decisions = Decisions((decision(7),))
    changed = replace(GRADE, answer="编码器输出一个点。")
    assert decisions.apply(changed) == changed
    assert not decisions.is_decided(changed)
    assert decisions.stale([changed]) == decisions.made
    assert decisions.stale([GRADE, changed]) == ()


def test_points_follow_a_maximum_that_has_changed() -> None:
    """Seven of ten is fourteen of twenty."""
    assert Decisions((decision(7),)).apply(replace(GRADE, max_score=20.0)).points == 14


def test_history_that_only_the_grade_knows_is_kept() -> None:
    """A grade that came with edits of its own keeps them below a new decision."""
    old = Edit("赵", "2025-01-01T00:00:00Z", "旧", 5.0, 4.0)
    made = Decisions((decision(7),)).apply(replace(GRADE, points=5.0, history=(old,)))
    assert [e.author for e in made.history] == ["赵", "李"]
    assert made.history[0].points_before == 4.0


@pytest.mark.parametrize("points", [-1, 10.5, float("nan")])
def test_points_outside_the_range_are_refused(points: float) -> None:
    """Nothing below zero, above the maximum, or not a number."""
    with pytest.raises(InputError, match="give 0 to 10"):
        decision(points)


def test_a_decision_has_an_author() -> None:
    """Blank names are refused."""
    with pytest.raises(InputError, match="author"):
        decide(GRADE, 5, author=" ", time="", reason="")


def test_decisions_survive_the_file(tmp_path: Path) -> None:
    """What is appended in two goes is loaded in order."""
    path = tmp_path / "decisions.jsonl"
    assert load(path) == Decisions()
    append(path, [decision(7)])
    append(path, [decision(None), decision(3)])
    append(path, [])
    assert [made.points for made in load(path).made] == [7, None, 3]


def test_a_torn_line_is_named_and_swallows_nothing(tmp_path: Path) -> None:
    """A crash in the middle of a line costs that line only, and a person is told."""
    path = tmp_path / "decisions.jsonl"
    append(path, [decision(7)])
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:40])
    assert load(path).damaged == (2,)
    append(path, [decision(3)])
    found = load(path)
    assert [made.points for made in found.made] == [7, 3]
    assert found.damaged == (2,)


def test_a_line_that_lacks_only_its_end_counts(tmp_path: Path) -> None:
    """The decision was whole when the machine stopped."""
    path = tmp_path / "decisions.jsonl"
    path.write_text(to_line(decision(7)), "ascii")
    append(path, [decision(3)])
    assert [made.points for made in load(path).made] == [7, 3]


@pytest.mark.parametrize(
    "line", ["", "{}", "[]", "7", '{"points": NaN}', to_line(decision(7)).replace("7.0", "-1")]
)
def test_other_lines_are_no_decisions(line: str) -> None:
    """Each is refused with one line."""
    with pytest.raises(InputError, match="not a decision"):
        from_line(line)


@given(st.text(), st.text(), st.text(), st.floats(0, 10))
def test_any_text_survives_a_line(name: str, answer: str, reason: str, points: float) -> None:
    """Names, answers and reasons may hold anything, line ends included."""
    grade = replace(GRADE, candidate_id=name, answer=answer)
    made = decide(grade, points, author="a", time="t", reason=reason)
    line = to_line(made)
    assert "\n" not in line
    assert from_line(line) == made
    Draft202012Validator(decision_schema()).validate(json.loads(line))

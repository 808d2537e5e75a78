"""A session decides, skips and takes back, and everything it did is on record."""

from __future__ import annotations

from dataclasses import replace

import pytest

from grader.errors import InputError
from grader.model import Grade, Status
from grader.review import Decision, Decisions
from grader.review.queue import Item
from grader.review.walk import Walk

ONE = Grade("a", "4", Status.NEEDS_REVIEW, 4.0, 10.0, 0.4, answer="一")
TWO = replace(ONE, candidate_id="b")
THREE = replace(ONE, candidate_id="c", answer="三")


def walk(saved: list[Decision]) -> Walk:
    """A session with two items, the first of two like answers."""
    items = [Item(ONE, (TWO,)), Item(THREE)]
    return Walk(items, "李", lambda: "2026-01-01T00:00:00Z", saved.extend)


def test_likes_are_decided_together() -> None:
    """Both get the points, and the next answer is shown."""
    saved: list[Decision] = []
    session = walk(saved)
    session.decide(7, "对", likes=(TWO,))
    assert [(d.candidate_id, d.points) for d in saved] == [("a", 7), ("b", 7)]
    assert session.item == Item(THREE)
    assert session.decided == 2


def test_undo_withdraws_what_was_decided_last() -> None:
    """The record keeps both; the answers are undecided again."""
    saved: list[Decision] = []
    session = walk(saved)
    session.decide(7, "对", likes=(TWO,))
    assert session.undo()
    assert (session.place, session.decided) == (0, 0)
    decisions = Decisions(tuple(saved))
    assert len(saved) == 4
    assert not decisions.is_decided(ONE)
    assert decisions.apply(ONE).points == 4


def test_skipping_decides_nothing_and_can_be_undone() -> None:
    """Back and forth without a record."""
    saved: list[Decision] = []
    session = walk(saved)
    assert not session.undo()
    session.skip()
    session.skip()
    assert session.item is None
    assert session.undo()
    assert session.item == Item(THREE)
    assert saved == []


def test_points_out_of_range_decide_nothing() -> None:
    """The answer is still there to decide."""
    saved: list[Decision] = []
    session = walk(saved)
    with pytest.raises(InputError, match="give 0 to 10"):
        session.decide(11, "")
    assert (saved, session.place) == ([], 0)

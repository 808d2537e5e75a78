"""All decisions of a result folder: which one is in force, and what it makes of a grade."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from grader.model import Edit, Flag, Grade, Status
from grader.review.decision import Decision, Key, key_of

WITHDRAWN = Flag("withdrawn", "人工决定已撤回 · a person's decision was withdrawn")


@dataclass(frozen=True)
class Decisions:
    """Decisions in the order in which they were made; the last one about an answer is in force.

    `damaged` are the numbers (from 1) of the file's lines that hold no decision.
    """

    made: tuple[Decision, ...] = ()
    damaged: tuple[int, ...] = ()

    def apply(self, grade: Grade) -> Grade:
        """The grade with the points that a person gave its answer; the same where nobody did.

        Its status is `graded`, and `history` holds what was decided since the last withdrawal,
        oldest first, with the points before each. Points follow a maximum that has changed since.
        Applying twice changes nothing; edits that only the grade's own history knows are kept.
        """
        about = self._by_key.get(key_of(grade))
        if about is None:
            return grade
        machine = machine_points(grade)
        edits = [edit for edit in grade.history if not _is_known(edit, about)]
        for decision in about:
            edits = [] if decision.points is None else [*edits, _edit(decision, grade.max_score)]
        if not edits:
            return _undecided(grade, machine)
        return _decided(grade, machine, edits)

    def about(self, grade: Grade) -> tuple[Decision, ...]:
        """Everything that was decided about a grade's answer, withdrawn or not, oldest first."""
        return tuple(self._by_key.get(key_of(grade), ()))

    def is_decided(self, grade: Grade) -> bool:
        """Whether a person's decision about this very answer is in force."""
        about = self._by_key.get(key_of(grade))
        return bool(grade.history) if about is None else about[-1].points is not None

    def stale(self, grades: Iterable[Grade]) -> tuple[Decision, ...]:
        """The decisions that none of `grades` uses: the answer has changed, or is not there."""
        used = {key_of(grade) for grade in grades}
        return tuple(decision for decision in self.made if decision.key not in used)

    @cached_property
    def _by_key(self) -> Mapping[Key, Sequence[Decision]]:
        found: dict[Key, list[Decision]] = {}
        for decision in self.made:
            found.setdefault(decision.key, []).append(decision)
        return found


def machine_points(grade: Grade) -> float | None:
    """What the grader itself gave, whether or not a person has decided since."""
    return grade.history[0].points_before if grade.history else grade.points


def _is_known(edit: Edit, about: Sequence[Decision]) -> bool:
    return any(
        (edit.author, edit.time, edit.reason) == (made.author, made.time, made.reason)
        for made in about
    )


def _edit(decision: Decision, maximum: float) -> Edit:
    given = decision.points or 0.0
    points = given if decision.max_score == maximum else given / decision.max_score * maximum
    return Edit(decision.author, decision.time, decision.reason, min(points, maximum), None)


def _decided(grade: Grade, machine: float | None, edits: Sequence[Edit]) -> Grade:
    before = [machine, *(edit.points for edit in edits[:-1])]
    pairs = zip(edits, before, strict=True)
    history = tuple(replace(edit, points_before=points) for edit, points in pairs)
    return replace(
        grade, status=Status.GRADED, points=history[-1].points, review=(), history=history
    )


def _undecided(grade: Grade, machine: float | None) -> Grade:
    """The machine's grade again, for a person to look at: its status may be lost by now."""
    status = Status.GRADER_ERROR if machine is None else Status.NEEDS_REVIEW
    return replace(grade, status=status, points=machine, review=(WITHDRAWN,), history=())

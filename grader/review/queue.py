"""What waits for a person, in the order in which it matters, like answers together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from grader.model import Grade, Status
from grader.review.decision import answer_digest

WAITING = (Status.NEEDS_REVIEW, Status.GRADER_ERROR)


@dataclass(frozen=True, slots=True)
class Item:
    """An answer to decide, and others to the same question that are like it and wait as well."""

    grade: Grade
    likes: tuple[Grade, ...] = ()


def waits(grade: Grade) -> bool:
    """Whether an answer needs a person before its points can be trusted."""
    return grade.status in WAITING


def queue(grades: Iterable[Grade], groups: Iterable[tuple[str, Sequence[str]]] = ()) -> list[Item]:
    """The answers that wait, each once: those first that a look could change most.

    What could not be graded comes before all; of the others, the widest intervals in points, then
    the least sure.

    `groups` are (question id, candidate ids) whose answers are alike; the same words are alike
    anyway. Those like an answer come with it.
    """
    waiting = sorted(filter(waits, grades), key=urgency)
    labels = _labels(groups)
    items: dict[object, list[Grade]] = {}
    for grade in waiting:
        items.setdefault(_label(grade, labels), []).append(grade)
    return [Item(first, tuple(rest)) for first, *rest in items.values()]


def urgency(grade: Grade) -> tuple[bool, float, float]:
    """The sort key of what waits: what a look could change most comes first."""
    return (grade.points is not None, -at_stake(grade), grade.confidence)


def at_stake(grade: Grade) -> float:
    """Half the interval's width in points; the whole maximum where there is none."""
    if grade.points is None or grade.interval is None:
        return grade.max_score
    return (grade.interval.high - grade.interval.low) / 2


def _labels(groups: Iterable[tuple[str, Sequence[str]]]) -> Mapping[tuple[str, str], object]:
    """A label by question and candidate, the same for all of a group."""
    return {
        (question, candidate): (question, number)
        for number, (question, members) in enumerate(groups)
        for candidate in members
    }


def _label(grade: Grade, labels: Mapping[tuple[str, str], object]) -> object:
    same = (grade.question_id, answer_digest(grade.answer))
    return labels.get((grade.question_id, grade.candidate_id), same)

"""Decisions from a CSV file that a person has filled in: all of it, or one line why not."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from grader.errors import InputError, Location
from grader.model import Grade
from grader.review.decision import Decision, answer_digest, decide
from grader.review.overlay import Decisions

NAMES: Mapping[str, tuple[str, ...]] = {
    "candidate_id": ("candidate_id", "candidate", "学号", "编号", "候选人"),
    "question_id": ("question_id", "question", "题号"),
    "points": ("points", "score", "分数", "得分"),
    "reason": ("reason", "comment", "理由", "说明"),
    "author": ("author", "reviewer", "作者", "评阅人"),
    "answer": ("answer_sha256",),
}
NEEDED = ("candidate_id", "question_id", "points")
WITHDRAW = {"withdraw", "撤回"}


def parse_decisions(
    text: str, path: Path, grades: Iterable[Grade], made: Decisions, *, author: str, time: str
) -> list[Decision]:
    """The decisions in a CSV text that are not in force already; rows without points are none.

    `path` is for messages.

    Raises InputError with the row for an answer that is not among `grades`, for points that are
    no number within its range, where nobody is the author, and where the answer has changed since
    the table was made (column answer_sha256). Then nothing of the file counts.
    """
    known = {(grade.candidate_id, grade.question_id): grade for grade in grades}
    found = []
    for line, row in _rows(text, path):
        if not row["points"]:
            continue
        place = Location(str(path), line)
        try:
            decision = _decision(row, known, author, time)
        except InputError as exc:
            raise InputError(exc.message, place) from exc
        if not _is_in_force(decision, made, known):
            found.append(decision)
    return found


def _decision(
    row: Mapping[str, str], known: Mapping[tuple[str, str], Grade], author: str, time: str
) -> Decision:
    key = (row["candidate_id"], row["question_id"])
    if key not in known:
        raise InputError(f"no grade of candidate {key[0]} at question {key[1]}; check both columns")
    grade = known[key]
    if row.get("answer") and row["answer"] != answer_digest(grade.answer):
        raise InputError("the answer has changed since the table was made; look at it again")
    points = None if row["points"] in WITHDRAW else _points(row["points"])
    who = row.get("author") or author
    return decide(grade, points, author=who, time=time, reason=row.get("reason", ""))


def _points(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise InputError(f"{text!r} is no number of points, nor 'withdraw'") from None


def _is_in_force(
    decision: Decision, made: Decisions, known: Mapping[tuple[str, str], Grade]
) -> bool:
    """Whether the same person has said the same before, so that a table can be applied twice."""
    about = made.about(known[decision.candidate_id, decision.question_id])
    if not about:
        return decision.points is None
    last = about[-1]
    said = (last.points, last.author, last.reason)
    return said == (decision.points, decision.author, decision.reason)


def _rows(text: str, path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row's line and its cells by our names for the columns."""
    reader = csv.reader(io.StringIO(text, newline=""))
    columns = _columns(next(reader, []), path)
    for cells in reader:
        if any(cell.strip() for cell in cells):
            padded = [*cells, *[""] * len(columns)]
            yield reader.line_num, {name: padded[at].strip() for name, at in columns.items()}


def _columns(head: list[str], path: Path) -> dict[str, int]:
    places = {cell.strip().lower(): at for at, cell in reversed(list(enumerate(head)))}
    found = {
        name: places[alias]
        for name, aliases in NAMES.items()
        for alias in reversed(aliases)
        if alias in places
    }
    missing = [name for name in NEEDED if name not in found]
    if missing:
        raise InputError(f"no column {', '.join(missing)} in the first row", Location(str(path), 1))
    return found

"""How a table holds submissions: one row an answer, one column a question, or PrairieLearn's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from grader.batch.problems import TableError
from grader.batch.reading.names import find_person, find_role
from grader.batch.reading.questions import Questions
from grader.batch.wording import say
from grader.errors import UsageError

OWN_ROLES = ("candidate", "question", "answer", "answer_file", "code_file")
ANSWERS = ("answer", "answer_file", "code_file")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand: column indices by role, and for the wide form question ids by index.

    `shape` is long, wide or prairielearn; `person` is the column with people's names, beside that
    of their ids; `aside` names the columns that are not looked at.
    """

    shape: str
    roles: Mapping[str, int]
    wide: Mapping[int, str] = field(default_factory=dict)
    aside: tuple[str, ...] = ()
    person: int | None = None


def parse_columns(text: str, lang: str = "en") -> dict[str, str]:
    """Column names by role or question id, from `candidate=姓名,answer=答案,3=第三题`.

    Raises UsageError for another shape.
    """
    pairs = [pair.partition("=") for pair in text.split(",") if pair.strip()]
    if not pairs or any(not (name.strip() and column.strip()) for name, _, column in pairs):
        raise UsageError(say(lang, "bad_columns", text=text))
    return {name.strip(): column.strip() for name, _, column in pairs}


def find_layout(
    header: Sequence[str], path: Path, questions: Questions, chosen: Mapping[str, str]
) -> Layout:
    """The layout of a table with this header; `chosen` column names go before recognised ones.

    Raises TableError where the candidate or the answers are not to be found.
    """
    shown = ", ".join(name or f"({i})" for i, name in enumerate(header, 1))
    roles, wide = _chosen(header, path, questions, chosen, shown)
    for role in (*OWN_ROLES, "submission_id", "submitted_answer", "instance"):
        found = find_role(role, header)
        taken = found in roles.values() or found in wide
        if role not in roles and found is not None and not taken:
            roles[role] = found
    _refuse_repeated(header, path, [*roles.values(), *wide])
    if "candidate" not in roles:
        raise TableError("no_candidate", path, 1, columns=shown)
    layout = _shaped(header, path, questions, roles, wide, shown)
    used = {*layout.roles.values(), *layout.wide}
    person = find_person(header)
    person = None if person in used else person
    aside = tuple(n for i, n in enumerate(header) if i not in {*used, person} and n)
    return Layout(layout.shape, layout.roles, layout.wide, aside, person)


def _shaped(
    header: Sequence[str],
    path: Path,
    questions: Questions,
    roles: dict[str, int],
    wide: dict[int, str],
    shown: str,
) -> Layout:
    if not wide and "submitted_answer" in roles and "question" in roles:
        return Layout("prairielearn", roles)
    answers = [role for role in ANSWERS if role in roles]
    if not wide and answers and "question" in roles:
        return Layout("long", roles)
    wide = wide or _recognised(header, path, questions, roles["candidate"])
    if wide:
        return Layout("wide", {"candidate": roles["candidate"]}, wide)
    if answers:
        raise TableError("no_question", path, 1, answer=header[roles[answers[0]]], columns=shown)
    raise TableError("no_answers", path, 1, columns=shown)


def _recognised(
    header: Sequence[str], path: Path, questions: Questions, candidate: int
) -> dict[int, str]:
    found: dict[int, str] = {}
    for index, name in enumerate(header):
        question = questions.of_header(name) if index != candidate and name else None
        if question is None:
            continue
        if question in found.values():
            first = next(i for i, id_ in found.items() if id_ == question)
            raise TableError(
                "question_twice", path, 1, first=first + 1, second=index + 1, question=question
            )
        found[index] = question
    return found


def _chosen(
    header: Sequence[str],
    path: Path,
    questions: Questions,
    chosen: Mapping[str, str],
    shown: str,
) -> tuple[dict[str, int], dict[int, str]]:
    roles: dict[str, int] = {}
    wide: dict[int, str] = {}
    for name, column in chosen.items():
        if column not in header:
            raise TableError("no_such_column", path, 1, column=column, columns=shown)
        index = header.index(column)
        if name in OWN_ROLES:
            roles[name] = index
        elif (question := questions.find(name)) is not None:
            wide[index] = question
        else:
            raise TableError("no_such_role", path, 1, role=name)
    return roles, wide


def _refuse_repeated(header: Sequence[str], path: Path, used: Sequence[int]) -> None:
    for index in used:
        name = header[index]
        if list(header).count(name) > 1:
            first = header.index(name)
            second = header.index(name, first + 1)
            raise TableError(
                "duplicate_header", path, 1, column=name, first=first + 1, second=second + 1
            )

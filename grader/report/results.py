"""What a report is made from: a result folder, or a file of grades."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from grader.errors import InputError, Location
from grader.model import Grade, Resources
from grader.records import from_record
from grader.report.asked import Asked, asked_by_grades, asked_in_rubrics, asked_in_run
from grader.review import FILE_NAME, Decision, load

GRADES = "grades.jsonl"


@dataclass(frozen=True, slots=True)
class Group:
    """Answers to one question that are the same or nearly so; `kind` is same or near.

    `asks` is false where what they share is common ground, about which nobody need be asked.
    """

    question_id: str
    kind: str
    members: tuple[str, ...]
    note: str = ""
    asks: bool = True


@dataclass(frozen=True, slots=True)
class Results:
    """Grades with people's decisions applied, and what is known about them.

    `names` are by candidate id, where they differ from it. `stale` decisions are about answers
    that are no longer there; `damaged` are the lines of decisions.jsonl that could not be read.
    """

    grades: tuple[Grade, ...]
    questions: Mapping[str, Asked]
    names: Mapping[str, str] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    run: Mapping[str, Any] = field(default_factory=dict)
    stale: tuple[Decision, ...] = ()
    damaged: tuple[int, ...] = ()


def read_results(path: Path, rubrics: Path | None = None) -> Results:
    """The results in a folder, or in a JSONL file of grades with whatever lies beside it.

    Questions are described by run.json; what it lacks comes from the `rubrics` folder, else from
    the grades alone. Raises InputError with file and line for what cannot be read.
    """
    file = path / GRADES if path.is_dir() else path
    folder = file.parent
    decisions = load(folder / FILE_NAME)
    recorded = list(read_grades(file))
    if not recorded:
        raise InputError("holds no grades; run `grade batch` first", Location(str(file)))
    used = _resources(folder / "resources.jsonl")
    grades = tuple(decisions.apply(_with_resources(grade, used)) for grade in recorded)
    run = _json(folder / "run.json", {})
    known = asked_by_grades(grades) | asked_in_rubrics(rubrics) | asked_in_run(run)
    return Results(
        grades=grades,
        questions={grade.question_id: known[grade.question_id] for grade in grades},
        names=_names(run),
        groups=tuple(_groups(_json(folder / "similar.json", []))),
        run=run,
        stale=decisions.stale(grades),
        damaged=decisions.damaged,
    )


def read_grades(file: Path) -> Iterator[Grade]:
    """The grades of a JSONL file, in order; raises InputError with the line of a broken one."""
    try:
        text = file.read_text("utf-8")
    except FileNotFoundError as exc:
        message = "no such file; give the folder that `grade batch` wrote, or a file of grades"
        raise InputError(message, Location(str(file))) from exc
    except UnicodeDecodeError as exc:
        raise InputError(f"not UTF-8 at byte {exc.start}", Location(str(file))) from exc
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _grade(line, Location(str(file), number))


def _grade(line: str, place: Location) -> Grade:
    try:
        return from_record(json.loads(line))
    except (ValueError, RecursionError) as exc:
        raise InputError("not a line of JSON; run `grade batch` again", place) from exc
    except InputError as exc:
        raise InputError(exc.message, place) from exc


def _json(file: Path, default: Any) -> Any:
    try:
        value = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return default
    except (ValueError, RecursionError) as exc:
        raise InputError("not JSON; run `grade batch` again", Location(str(file))) from exc
    return value if isinstance(value, type(default)) else default


def _resources(file: Path) -> dict[tuple[str, str], Resources]:
    """What programs used, by candidate and question: it differs from run to run, so it lies apart.

    Lines that hold no such figures are left aside: a report is whole without them.
    """
    try:
        lines = file.read_text("utf-8").splitlines()
    except FileNotFoundError:
        return {}
    found = {}
    for line in lines:
        with suppress(ValueError, TypeError, KeyError, AttributeError):
            item = json.loads(line)
            figures = {name: float(value) for name, value in item["resources"].items()}
            found[str(item["candidate_id"]), str(item["question_id"])] = Resources(**figures)
    return found


def _with_resources(grade: Grade, used: Mapping[tuple[str, str], Resources]) -> Grade:
    found = used.get((grade.candidate_id, grade.question_id))
    if found is None or grade.run is None or grade.run.resources is not None:
        return grade
    return replace(grade, run=replace(grade.run, resources=found))


def _names(run: Mapping[str, Any]) -> dict[str, str]:
    names = run.get("names")
    return {str(k): str(v) for k, v in names.items() if v} if isinstance(names, dict) else {}


def _groups(found: list[Any]) -> Iterator[Group]:
    for item in found:
        members = tuple(dict.fromkeys(map(str, item.get("members", ()))))
        note = str(item.get("note") or "")
        question, kind = str(item.get("question_id", "")), str(item.get("kind", "near"))
        yield Group(question, kind, members, note, bool(item.get("asks", True)))

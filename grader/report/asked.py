"""What the candidates were asked, from run.json, from rubric files, or from the grades alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.model import Grade, Kind, Rubric
from grader.rubric.files import load_rubrics

CHECK = "check"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a report shows it.

    `follow_ups` and `requirements` are by the name of the key point or check.
    """

    id: str
    text: str = ""
    text_en: str = ""
    kind: str = Kind.SHORT_ANSWER
    topics: tuple[str, ...] = ()
    max_score: float = 10.0
    follow_ups: Mapping[str, str] = field(default_factory=dict)
    requirements: Mapping[str, str] = field(default_factory=dict)
    reference: str = ""

    def title(self, lang: str) -> str:
        """The question in the reader's language where it is there."""
        return self.text_en if lang == "en" and self.text_en else self.text


def asked_by_grades(grades: Iterable[Grade]) -> dict[str, Asked]:
    """The questions, as far as their grades tell."""
    found: dict[str, Asked] = {}
    for grade in grades:
        is_program = grade.run is not None or any(e.kind == CHECK for e in grade.evidence)
        if grade.question_id not in found or is_program:
            kind = Kind.CODING if is_program else Kind.SHORT_ANSWER
            found[grade.question_id] = Asked(
                grade.question_id, kind=kind, max_score=grade.max_score
            )
    return found


def asked_in_rubrics(folder: Path | None) -> dict[str, Asked]:
    """The questions of a folder of rubrics; none without a folder."""
    if folder is None:
        return {}
    return {id_: _from_rubric(rubric) for id_, rubric in load_rubrics(folder).items()}


def asked_in_run(run: Mapping[str, Any]) -> dict[str, Asked]:
    """The questions that run.json describes: a list, or a mapping by id."""
    questions = run.get("questions") or []
    if isinstance(questions, Mapping):
        questions = [{"id": id_} | dict(value) for id_, value in questions.items()]
    made = [_from_run(item) for item in questions if isinstance(item, Mapping)]
    return {asked.id: asked for asked in made}


def _from_rubric(rubric: Rubric) -> Asked:
    question = rubric.question
    return Asked(
        id=question.id,
        text=question.text,
        text_en=question.text_en,
        kind=question.kind,
        topics=question.topics,
        max_score=rubric.max_score,
        follow_ups={point.name: point.follow_up for point in rubric.key_points},
        requirements={point.name: point.requirement for point in rubric.key_points},
        reference=question.reference,
    )


def _from_run(item: Mapping[str, Any]) -> Asked:
    points = [p for p in item.get("criteria") or [] if isinstance(p, Mapping)]
    return Asked(
        id=str(item.get("id", "")),
        text=str(item.get("text") or ""),
        text_en=str(item.get("text_en") or ""),
        kind=str(item.get("kind") or Kind.SHORT_ANSWER),
        topics=tuple(map(str, item.get("topics") or ())),
        max_score=float(item.get("max_score") or 10.0),
        follow_ups=_by_name(points, "follow_up"),
        requirements=_by_name(points, "requirement"),
        reference=str(item.get("reference") or ""),
    )


def _by_name(points: Sequence[Mapping[str, Any]], field_name: str) -> dict[str, str]:
    return {str(point.get("name", "")): str(point.get(field_name) or "") for point in points}

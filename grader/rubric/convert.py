"""Rubric files as validated ⇄ the frozen rubric that the rest of the package knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from pydantic import ValidationError

from grader.errors import RubricError
from grader.model import (
    Check,
    Contrast,
    KeyPoint,
    Keyword,
    Kind,
    Misconception,
    Question,
    Rubric,
    Signature,
    Source,
)
from grader.rubric.documents.language import language_of
from grader.rubric.schema import (
    ContrastFile,
    KeyPointFile,
    MisconceptionFile,
    RubricFile,
)
from grader.rubric.storage.coding_shapes import CheckFile
from grader.rubric.storage.digest import content_digest
from grader.rubric.storage.faults import faults

DEFAULT_MAX_SCORE = 10.0


def to_rubric(file: RubricFile) -> Rubric:
    """The rubric of a validated file, with its version; what the file leaves out is settled."""
    settled = _settle(file)
    return Rubric(
        question=_question(settled),
        key_points=tuple(map(_key_point, settled.key_points)),
        misconceptions=tuple(map(_misconception, settled.misconceptions)),
        contract=tuple(
            Signature(s.function, tuple(s.accepts), s.signature, s.returns)
            for s in settled.contract
        ),
        checks=tuple(map(_check, settled.checks)),
        max_score=settled.max_score or DEFAULT_MAX_SCORE,
        version=content_digest(settled),
    )


def from_rubric(rubric: Rubric) -> RubricFile:
    """The file of a rubric; raises RubricError where a field breaks the schema."""
    question, source = asdict(rubric.question), asdict(rubric.question.source)
    content = {
        "id": question["id"],
        "kind": str(question["kind"]),
        "language": question["language"],
        "topics": question["topics"],
        "question": question["text"],
        "question_en": question["text_en"],
        "max_score": rubric.max_score,
        "reference": question["reference"],
        "explanation": question["explanation"],
        "code": question["code"],
        "key_points": [asdict(point) for point in rubric.key_points],
        "misconceptions": [asdict(claim) for claim in rubric.misconceptions],
        "contract": [asdict(signature) for signature in rubric.contract],
        "checks": [asdict(check) for check in rubric.checks],
        "source": source,
    }
    try:
        return RubricFile.model_validate(_lists(content))
    except ValidationError as exc:
        fault = faults(exc)[0]
        where = " › ".join(map(str, fault.path)) or "rubric"
        raise RubricError(f"question {question['id']}: {where}: {fault.message}") from exc


def seal(rubric: Rubric) -> Rubric:
    """The same rubric with the version of its content; raises as `from_rubric` does."""
    return to_rubric(from_rubric(rubric))


def _settle(file: RubricFile) -> RubricFile:
    """The file with the language and the maximum that it may leave out."""
    total = sum(point.weight for point in file.key_points)
    total += sum(check.points for check in file.checks)
    return file.model_copy(
        update={
            "language": file.language or language_of(file.question, file.reference),
            "max_score": file.max_score or (total if total > 0 else DEFAULT_MAX_SCORE),
        }
    )


def _lists(value: Any) -> Any:
    """Tuples made lists, which is what a file holds."""
    if isinstance(value, dict):
        return {k: _lists(v) for k, v in value.items()}
    return [_lists(v) for v in value] if isinstance(value, list | tuple) else value


def _question(file: RubricFile) -> Question:
    return Question(
        id=file.id,
        text=file.question,
        reference=file.reference,
        kind=Kind(file.kind),
        text_en=file.question_en,
        explanation=file.explanation,
        language=file.language or "",
        topics=tuple(file.topics),
        code=file.code,
        source=Source(file.source.document, file.source.question),
    )


def _key_point(file: KeyPointFile) -> KeyPoint:
    return KeyPoint(
        name=file.name,
        requirement=file.requirement,
        weight=file.weight,
        required=file.required,
        keywords=tuple(Keyword(k.term, tuple(k.aliases), k.weight) for k in file.keywords),
        wordings=tuple(file.wordings),
        contrasts=_contrasts(file.contrasts),
        follow_up=file.follow_up,
    )


def _check(file: CheckFile) -> Check:
    return Check(
        name=file.name,
        kind=file.kind,
        points=file.points,
        title=file.title,
        title_en=file.title_en,
        hint=file.hint,
        hint_en=file.hint_en,
        params=dict(file.params),
    )


def _misconception(file: MisconceptionFile) -> Misconception:
    return Misconception(
        requirement=file.requirement,
        penalty=file.penalty,
        wordings=tuple(file.wordings),
        contrasts=_contrasts(file.contrasts),
    )


def _contrasts(files: Sequence[ContrastFile]) -> tuple[Contrast, ...]:
    return tuple(Contrast(c.text, c.made) for c in files)

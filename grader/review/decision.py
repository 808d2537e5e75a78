"""One person's decision about one answer, and its line of JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from grader.errors import InputError
from grader.model import Grade

SCHEMA_NAME = "grader decision, schema 1"
Points = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What `author` decided at `time` (ISO 8601, UTC) about the answer with the SHA-256 `answer`.

    `points` are out of `max_score`; None withdraws what was decided before, so that the machine's
    points count again. `rubric` is the version by which the person saw the answer graded.
    """

    candidate_id: str
    question_id: str
    answer: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    points: Points | None
    max_score: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    author: str
    time: str
    reason: str = ""
    rubric: str = ""

    @property
    def key(self) -> Key:
        """What a decision is about: candidate, question and the very words of the answer."""
        return (self.candidate_id, self.question_id, self.answer)


def answer_digest(answer: str) -> str:
    """The SHA-256 of an answer's text, as 64 hexadecimal digits."""
    return sha256(answer.encode("utf-8", "surrogatepass")).hexdigest()


def key_of(grade: Grade) -> Key:
    """The key under which decisions about a grade are kept."""
    return (grade.candidate_id, grade.question_id, answer_digest(grade.answer))


def decide(grade: Grade, points: float | None, *, author: str, time: str, reason: str) -> Decision:
    """The decision that a grade's answer gets `points`, in the grade's own unit; None withdraws.

    Raises InputError for points outside 0..max_score, and where there is no author.
    """
    if points is not None and not 0 <= points <= grade.max_score:
        raise InputError(f"{points:g} points: give 0 to {grade.max_score:g}")
    if not author.strip():
        raise InputError("a decision needs an author; give --author NAME")
    return Decision(
        candidate_id=grade.candidate_id,
        question_id=grade.question_id,
        answer=answer_digest(grade.answer),
        points=None if points is None else float(points),
        max_score=grade.max_score,
        author=author.strip(),
        time=time,
        reason=reason.strip(),
        rubric=grade.provenance.rubric,
    )


def to_line(decision: Decision) -> str:
    """The decision as one line of ASCII JSON, without a line end."""
    return json.dumps({"schema": 1} | asdict(decision), allow_nan=False)


def from_line(line: str) -> Decision:
    """The decision that `to_line` wrote; raises InputError for anything else."""
    try:
        return _adapter().validate_json(line)
    except ValidationError as exc:
        first = exc.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or "line"
        raise InputError(f"not a decision: {place}: {first['msg']}") from exc


def decision_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of one line of decisions.jsonl."""
    schema = _adapter().json_schema()
    schema["title"] = SCHEMA_NAME
    schema["properties"] = {"schema": {"const": 1}} | schema["properties"]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema


@cache
def _adapter() -> TypeAdapter[Decision]:
    return TypeAdapter(Decision)

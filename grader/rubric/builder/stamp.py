"""The comment that `grade rubric build` leaves in a file: what the document said at that time.

It holds a short digest of each field that comes from the document and of each requirement, so
that a later build can tell what the document has changed from what the teacher has.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from grader.model import Question, Rubric

_LINE = re.compile(
    r"^# built from .*?\[(?P<fields>[^\]\n]*?); points(?P<points>[^\]\n]*)\].*$", re.MULTILINE
)
_FIELD = re.compile(r"(\w+) ([0-9a-f]{8})\b")


@dataclass(frozen=True, slots=True)
class Stamp:
    """Digests of the document's fields by name, and of the requirements made from it."""

    fields: Mapping[str, str]
    points: frozenset[str]


def document_fields(question: Question) -> dict[str, str]:
    """The fields that a document gives, by their name in a rubric file, blanks at the ends gone."""
    fields = {
        "question": question.text,
        "reference": question.reference,
        "explanation": question.explanation,
        "code": question.code,
    }
    return {name: text.strip() for name, text in fields.items()}


def digest(text: str) -> str:
    """Eight hexadecimal digits of SHA-256."""
    return hashlib.sha256(text.strip().encode()).hexdigest()[:8]


def stamp_of(question: Question, requirements: Iterable[str]) -> Stamp:
    """The stamp of a question and the requirements that were made from it."""
    fields = {name: digest(text) for name, text in document_fields(question).items()}
    return Stamp(fields, frozenset(map(digest, requirements)))


def stamp_line(rubric: Rubric) -> str:
    """The comment line for a rubric that was just built, without a line end."""
    source = rubric.question.source.document or "a reference"
    fields = document_fields(rubric.question).items()
    points = " ".join(digest(point.requirement) for point in rubric.key_points)
    digests = ", ".join(f"{name} {digest(text)}" for name, text in fields)
    return f"# built from {source} [{digests}; points {points}]; --update reads this line"


def read_stamp(text: str) -> Stamp | None:
    """The stamp in a rubric file's text, or None where there is none."""
    found = _LINE.search(text)
    if not found:
        return None
    return Stamp(dict(_FIELD.findall(found["fields"])), frozenset(found["points"].split()))


def restamped(text: str, rubric: Rubric) -> str:
    """The text with the stamp of `rubric` in place of its own, or at its top."""
    line = stamp_line(rubric)
    if _LINE.search(text):
        return _LINE.sub(lambda _: line, text, count=1)
    return f"{line}\n{text}"

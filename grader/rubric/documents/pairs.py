"""Question and reference pairs, wherever they were written, become questions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.errors import DocumentError, Location
from grader.model import Question, Source
from grader.rubric.document import Document, Notice, in_order
from grader.rubric.documents.csv_rows import read_points
from grader.rubric.documents.language import language_of

NEEDED = ("question", "reference")
COLUMNS = {
    "question": ("question", "题目", "问题"),
    "reference": ("reference", "reference_answer", "answer", "参考答案", "答案"),
    "id": ("id", "编号", "题号"),
    "explanation": ("explanation", "解析"),
    "max_score": ("max_score", "满分", "分值"),
}
_COLUMN_OF = {name: column for column, names in COLUMNS.items() for name in names}
# An id becomes a file name.
_ID = re.compile(r"\w[\w.-]{0,63}")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one column of an entry says, and where."""

    text: str
    location: Location


@dataclass(frozen=True, slots=True)
class Entry:
    """One question of the document: its cells by column, as far as they are given."""

    location: Location
    cells: Mapping[str, Cell]

    def text(self, column: str) -> str:
        """The text of a column, empty where it is not given."""
        return self.cells[column].text if column in self.cells else ""

    def error(self, column: str, message: str) -> DocumentError:
        """A DocumentError at a column, or at the entry where the column is not given."""
        cell = self.cells.get(column)
        return DocumentError(message, cell.location if cell else self.location)


def column_of(name: str) -> str | None:
    """The column that a header or key names, in Chinese or English; None for an unknown one."""
    folded = unicodedata.normalize("NFKC", name).strip().casefold()
    return _COLUMN_OF.get(re.sub(r"[\s-]+", "_", folded))


def pairs_document(entries: Sequence[Entry], path: Path, notices: Sequence[Notice]) -> Document:
    """The document of the entries; ids default to 1..n.

    Raises DocumentError for an entry without question, reference or (where others have one) id,
    for a doubled id, and for points that are no number above zero.
    """
    given = {column for entry in entries for column in entry.cells}
    questions: dict[str, Question] = {}
    for number, entry in enumerate(entries, start=1):
        _refuse_blanks(entry, given)
        question = _question(entry, number, path)
        if question.id in questions:
            raise entry.error("id", f"second question {question.id}: expected a new id")
        questions[question.id] = question
    scores = {id_: _max_score(entry) for id_, entry in zip(questions, entries, strict=True)}
    return Document(
        tuple(questions.values()),
        notices=in_order((*notices, *_missing(questions, entries, given))),
        max_scores={id_: score for id_, score in scores.items() if score is not None},
    )


def _refuse_blanks(entry: Entry, given: set[str]) -> None:
    for column in (*NEEDED, "id"):
        if (column in NEEDED or column in given) and not entry.text(column):
            raise entry.error(column, f"no {column} here: expected text")


def _question(entry: Entry, number: int, path: Path) -> Question:
    id_ = unicodedata.normalize("NFKC", entry.text("id")) or str(number)
    if not _ID.fullmatch(id_):
        expected = "expected up to 64 letters, digits, '-', '_' and '.', a letter or digit first"
        raise entry.error("id", f"id {id_!r} cannot name a file: {expected}")
    text, reference = entry.text("question"), entry.text("reference")
    return Question(
        id=id_,
        text=text,
        reference=reference,
        explanation=entry.text("explanation"),
        language=language_of(text, reference),
        source=Source(path.name, id_),
    )


def _max_score(entry: Entry) -> float | None:
    text = entry.text("max_score")
    points = read_points(text) if text else None
    if text and not points:
        raise entry.error("max_score", f"max_score {text}: expected a number above zero")
    return points


def _missing(
    ids: Mapping[str, Question], entries: Sequence[Entry], given: set[str]
) -> list[Notice]:
    """What other entries have and this one lacks; it may be missing, but not in silence."""
    optional = [column for column in ("explanation", "max_score") if column in given]
    return [
        Notice(entry.location, f"question {id_} has no {column}")
        for id_, entry in zip(ids, entries, strict=True)
        for column in optional
        if not entry.text(column)
    ]

"""The recorded grades of a batch, row by row or candidate by candidate, never all at once."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from grader.batch.ledger import Ledger
from grader.model import Rubric

Record = Mapping[str, Any]
LONGEST_NAME = 100


class Cohort:
    """Records in the file `lines` (grades.jsonl); rows that repeat others are left out."""

    def __init__(
        self,
        lines: Path,
        ledger: Ledger,
        repeated: Mapping[int, int],
        rubrics: Mapping[str, Rubric],
        questions: Sequence[str],
        submission_ids: Sequence[str],
    ) -> None:
        self.rubrics = rubrics
        self.questions = questions
        self._submission_ids = submission_ids
        self._lines = lines
        self._ledger = ledger
        self._repeated = repeated
        self._places = _places(lines)

    def rows(self) -> Iterator[tuple[Record, str]]:
        """Each record with its submission's id in the other system, if it has one."""
        with self._lines.open("rb") as file:
            for at, line in enumerate(file):
                if at not in self._repeated:
                    ids = self._submission_ids
                    yield json.loads(line), ids[at] if at < len(ids) else ""

    def candidates(self) -> Iterator[tuple[str, list[Record]]]:
        """Each candidate who has a name, with their records in the order of the table."""
        with self._lines.open("rb") as file:
            for name, rows in self._ledger.by_candidate():
                if name:
                    kept = [row for row in rows if row not in self._repeated]
                    yield name, [self._read(file, row) for row in kept]

    def _read(self, file: Any, row: int) -> Record:
        file.seek(self._places[row])
        record: Record = json.loads(file.readline())
        return record


def _places(path: Path) -> array[int]:
    places = array("Q")
    at = 0
    with path.open("rb") as file:
        for line in file:
            places.append(at)
            at += len(line)
    return places


def file_name(candidate: str) -> str:
    """A safe, distinct file name for a candidate, without a suffix."""
    name = quote(candidate, safe="").replace(".", "%2E")
    return (
        name if len(name) <= 100 else f"{name[:80]}-{sha256(candidate.encode()).hexdigest()[:16]}"
    )


def messages(record: Record) -> list[str]:
    """What a reader should know of a record: feedback first, then review and flags."""
    notes = [flag["message"] for flag in (*record["review"], *record["flags"])]
    return [text for text in (record["feedback"], *notes) if text]

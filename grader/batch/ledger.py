"""What a batch remembers of each row: three small numbers, so that a million rows fit."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

import numpy as np

PROBLEM = -1


class Ledger:
    """Candidates, questions and keys in order of first appearance, and which row has which.

    Rows are numbered from 0 in the order of the table. A row that cannot be graded has no key.
    """

    def __init__(self) -> None:
        self.candidates: dict[str, int] = {}
        self.questions: dict[str, int] = {}
        self.keys: dict[str, int] = {}
        self._candidate = array("i")
        self._question = array("i")
        self._key = array("i")
        self._number = array("i")

    def __len__(self) -> int:
        return len(self._key)

    def add(self, number: int, candidate: str, question: str, key: str | None) -> None:
        """Adds the next row; `number` is its row in the table."""
        candidates, questions, keys = self.candidates, self.questions, self.keys
        self._number.append(number)
        self._candidate.append(candidates.setdefault(candidate, len(candidates)))
        self._question.append(questions.setdefault(question, len(questions)))
        self._key.append(PROBLEM if key is None else keys.setdefault(key, len(keys)))

    def number(self, row: int) -> int:
        """The row in the table, as a spreadsheet program counts."""
        return self._number[row]

    def question_index(self, row: int) -> int:
        """Which question a row answers, as an index into `questions`."""
        return self._question[row]

    def repeated(self) -> dict[int, int]:
        """Rows that answer what an earlier row of the same candidate answers: row → first row.

        A row that cannot be graded repeats nothing and is repeated by nothing.
        """
        rows = np.flatnonzero(np.asarray(self._key) != PROBLEM)
        pairs = self._pairs()[rows]
        order = np.argsort(pairs, kind="stable")
        same = np.zeros(len(rows), dtype=bool)
        same[1:] = pairs[order][1:] == pairs[order][:-1]
        starts = np.maximum.accumulate(np.where(same, 0, np.arange(len(rows))))
        return {int(rows[order[at]]): int(rows[order[starts[at]]]) for at in np.flatnonzero(same)}

    def by_candidate(self) -> Iterator[tuple[str, list[int]]]:
        """Each candidate, in order of appearance, with the rows that are theirs."""
        order = np.argsort(np.asarray(self._candidate), kind="stable")
        counts = np.bincount(np.asarray(self._candidate), minlength=len(self.candidates))
        ends = np.cumsum(counts)
        for name, count, end in zip(self.candidates, counts, ends, strict=True):
            yield name, order[end - count : end].tolist()

    def by_key(self) -> Iterator[tuple[str, list[str]]]:
        """Each key with the distinct candidates whose answer it stands for, in order."""
        names = list(self.candidates)
        keys = np.asarray(self._key)
        order = np.argsort(keys, kind="stable")
        order = order[np.searchsorted(keys[order], 0) :]
        ends = np.cumsum(np.bincount(keys[order], minlength=len(self.keys)))
        begin = 0
        for key, end in zip(self.keys, ends, strict=True):
            rows = order[begin:end]
            yield key, list(dict.fromkeys(names[self._candidate[row]] for row in rows))
            begin = end

    def _pairs(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        wide = np.asarray(self._candidate, dtype=np.int64) * (len(self.questions) + 1)
        return np.asarray(wide + np.asarray(self._question, dtype=np.int64))

"""What is to be graded: each distinct answer of a batch once, under a key that says by what."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from grader.batch.reading.rows import Row
from grader.model import Submission

TEXTS, PROGRAMS = 512, 1
MOST_CHARACTERS = 1 << 18


@dataclass(frozen=True, slots=True)
class Task:
    """One distinct answer; the submission names no candidate, because several may share it."""

    key: str
    submission: Submission


class Keys:
    """Makes keys of answers: equal for equal answers that are graded by the same things.

    `graded_by` tells by question what decides a grade besides the answer (rubric, encoder, …).
    """

    def __init__(self, graded_by: Mapping[str, Mapping[str, str]]) -> None:
        self._salts = {
            question: blake2b(json.dumps(names, sort_keys=True).encode(), digest_size=32)
            for question, names in graded_by.items()
        }

    def key(self, row: Row) -> str:
        """The key of a row without problems: 32 hexadecimal digits."""
        digest = self._salts[row.question].copy()
        if row.program is None:
            digest.update(b"t" + row.text.encode())
        else:
            for file in row.program.files:
                name = file.path.encode("utf-8", "replace")
                digest.update(b"f%d:%d:" % (len(name), len(file.content)) + name + file.content)
            digest.update(row.program.main.encode("utf-8", "replace"))
        return digest.hexdigest()[:32]


def chunked(tasks: Iterable[Task]) -> Iterator[tuple[Task, ...]]:
    """The tasks in chunks for a worker: many texts, or one program; order is kept within a kind.

    A chunk of texts is big enough to fill the encoder's batches, and bounded in characters, so
    that long answers do not fill the memory.
    """
    chunk: list[Task] = []
    size = 0
    for task in tasks:
        if task.submission.program is not None:
            yield (task,)
            continue
        chunk.append(task)
        size += len(task.submission.text)
        if len(chunk) == TEXTS or size > MOST_CHARACTERS:
            yield tuple(chunk)
            chunk, size = [], 0
    if chunk:
        yield tuple(chunk)

"""The journal of a run: every finished grade is on the disk before the next chunk begins.

One JSON object a line, only ever appended. A line that a crash tore is cut off when the journal is
opened again. The first line of each sitting says what graded. What we failed at is written down as
well, and tried again in the next sitting.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from grader.batch.worker import Graded
from grader.errors import GraderError

NAME = "journal.jsonl"
_ENTRY = re.compile(
    rb'\{"key":"([0-9a-f]{32})","question":("(?:[^"\\]|\\.)*"),"status":"([a-z_]+)","grade":\{'
)
_HEAD = b'{"run":'


class JournalError(GraderError):
    """The journal cannot be written; what it holds is safe."""


class Journal:
    """What has been graded so far, by key; `graded_by` is what the last sitting graded by."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self.questions: set[str] = set()
        self.graded_by: Mapping[str, Mapping[str, str]] = {}
        self._places: dict[bytes, int] = {}
        self._file = self.path.open("a+b", buffering=0)
        self._lock()
        self._index()

    def __contains__(self, key: str) -> bool:
        return bytes.fromhex(key) in self._places

    def __len__(self) -> int:
        return len(self._places)

    def begin(self, graded_by: Mapping[str, Mapping[str, str]]) -> None:
        """Writes down what this sitting grades by, unless the last one did so already."""
        if self.graded_by != graded_by:
            self._append([_HEAD + _json({"graded_by": graded_by}) + b"}\n"])
            self.graded_by = graded_by

    def append(self, entries: Sequence[Graded]) -> None:
        """Adds grades and waits until the disk has them; raises JournalError where it cannot."""
        lines = [_line(entry) for entry in entries]
        at = self._size
        self._append(lines)
        for entry, line in zip(entries, lines, strict=True):
            self._places[bytes.fromhex(entry.key)] = at
            self.questions.add(entry.question)
            at += len(line)

    def read(self, key: str) -> dict[str, Any]:
        """The record of the grade under `key`."""
        self._reader.seek(self._places[bytes.fromhex(key)])
        record: dict[str, Any] = json.loads(self._reader.readline())["grade"]
        return record

    def close(self) -> None:
        """Closes the file; the journal stays."""
        self._file.close()
        self._reader.close()

    def _lock(self) -> None:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as exc:
            self._file.close()
            raise JournalError(f"{self.path.parent}: another run is writing here; wait") from exc

    def _index(self) -> None:
        self._reader = self.path.open("rb")
        self._size = 0
        for line in self._whole_lines():
            found = _ENTRY.match(line)
            if found and line.endswith(b"}}\n"):
                self.questions.add(json.loads(found[2]))
                if found[3] != b"grader_error":
                    self._places[bytes.fromhex(found[1].decode())] = self._size
            elif line.startswith(_HEAD):
                self.graded_by = _head(line) or self.graded_by
            self._size += len(line)
        if self._size < os.fstat(self._file.fileno()).st_size:
            self._file.truncate(self._size)

    def _whole_lines(self) -> Iterator[bytes]:
        for line in self._reader:
            if line.endswith(b"\n"):
                yield line

    def _append(self, lines: Sequence[bytes]) -> None:
        data = memoryview(b"".join(lines))
        try:
            while data:
                data = data[self._file.write(data) :]
            os.fsync(self._file.fileno())
        except OSError as exc:
            reason = "the disk is full" if exc.errno == errno.ENOSPC else exc.strerror
            raise JournalError(
                f"{self.path}: {reason}; {len(self)} grades are safe, "
                "make room and run again with --resume"
            ) from exc
        self._size += sum(map(len, lines))


def seed_of(folder: Path) -> int | None:
    """The seed that programs in the folder's journal were graded with; None where there is none."""
    if not (folder / NAME).is_file():
        return None
    journal = Journal(folder)
    journal.close()
    seeds = [by["seed"] for by in journal.graded_by.values() if "seed" in by]
    return int(seeds[0]) if seeds else None


def _line(entry: Graded) -> bytes:
    values = map(_json, (entry.key, entry.question, entry.record["status"], entry.record))
    return b'{"key":%s,"question":%s,"status":%s,"grade":%s}\n' % tuple(values)


def _head(line: bytes) -> dict[str, dict[str, str]]:
    try:
        found: dict[str, dict[str, str]] = json.loads(line)["run"]["graded_by"]
    except (ValueError, KeyError, TypeError):
        return {}
    return found


def _json(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", "replace")

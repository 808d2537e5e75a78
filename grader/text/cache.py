"""Encodings kept on disk in sqlite, keyed by the model's digest and the text.

The cache never changes a grade: what is read back is bit for bit what was written, and a cache
that cannot be used (read-only home, full disk, damaged file) is left aside.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

import numpy as np

from grader.text.encoder import Encoder, Encoding

MOST_ROWS = 50_000
# A call with more new texts than this is a batch's, whose answers do not come again.
MOST_KEPT = 400
# Encodings held in memory; one of a sentence takes some fifty kilobytes.
MOST_IN_MEMORY = 8_000
LAYOUT = "vector, tokens, early, spans"
SCHEMA = "CREATE TABLE IF NOT EXISTS encodings (key BLOB PRIMARY KEY, shape TEXT, value BLOB)"


class CachedEncoder:
    """An Encoder that remembers; `load` makes the real one when a text is new."""

    def __init__(self, name: str, digest: str, load: Callable[[], Encoder], store: Store) -> None:
        self.name = name
        self.digest = digest
        self._load = load
        self._encoder: Encoder | None = None
        self._store = store

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """One Encoding per text, in order."""
        keys = {text: _key(self.digest, text) for text in texts}
        known = self._store.read(list(keys.values()))
        missing = [text for text, key in keys.items() if key not in known]
        if missing:
            made = self._real().encode(missing)
            fresh = {keys[t]: e for t, e in zip(missing, made, strict=True)}
            if len(fresh) <= MOST_KEPT:
                self._store.write(fresh)
            known |= fresh
        return [known[keys[text]] for text in texts]

    def _real(self) -> Encoder:
        if self._encoder is None:
            self._encoder = self._load()
        return self._encoder


class Store:
    """A table of encodings in one sqlite file; every failure to read or write is a miss."""

    def __init__(self, path: Path | None) -> None:
        self._memory: dict[bytes, Encoding] = {}
        self._database: sqlite3.Connection | None = None
        if path is not None:
            with suppress(OSError, sqlite3.Error):
                self._database = _open(path)

    def read(self, keys: Sequence[bytes]) -> dict[bytes, Encoding]:
        """The encodings that are stored, by key."""
        found = {key: self._memory[key] for key in keys if key in self._memory}
        rest = [key for key in dict.fromkeys(keys) if key not in found]
        if self._database is not None:
            with suppress(sqlite3.Error, ValueError, TypeError, AttributeError):
                for at in range(0, len(rest), 500):
                    found |= _select(self._database, rest[at : at + 500])
        self._remember(found)
        return found

    def write(self, encodings: dict[bytes, Encoding]) -> None:
        """Stores encodings, forgetting the oldest beyond MOST_ROWS."""
        self._remember(encodings)
        if self._database is None:
            return
        rows = [(key, *_pack(e)) for key, e in encodings.items()]
        with suppress(sqlite3.Error), self._database as database:
            database.executemany("INSERT OR REPLACE INTO encodings VALUES (?, ?, ?)", rows)
            (last,) = database.execute("SELECT max(rowid) FROM encodings").fetchone()
            database.execute("DELETE FROM encodings WHERE rowid <= ?", (last - MOST_ROWS,))

    def _remember(self, encodings: dict[bytes, Encoding]) -> None:
        self._memory |= encodings
        for key in list(islice(self._memory, max(0, len(self._memory) - MOST_IN_MEMORY))):
            del self._memory[key]


def _open(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(path, timeout=10)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=NORMAL")
    database.execute(SCHEMA)
    return database


def _select(database: sqlite3.Connection, keys: list[bytes]) -> dict[bytes, Encoding]:
    marks = ",".join("?" * len(keys))
    query = f"SELECT key, shape, value FROM encodings WHERE key IN ({marks})"  # noqa: S608
    return {key: _unpack(shape, value) for key, shape, value in database.execute(query, keys)}


def _key(digest: str, text: str) -> bytes:
    return hashlib.sha256(f"{digest}\0{LAYOUT}\0{text}".encode("utf-8", "surrogatepass")).digest()


def _pack(encoding: Encoding) -> tuple[str, bytes]:
    count, width = encoding.tokens.shape
    tokens = (encoding.tokens.astype(np.float16), encoding.early.astype(np.float16))
    parts = (encoding.vector, *tokens, encoding.spans)
    return f"{count},{width}", b"".join(part.tobytes() for part in parts)


def _unpack(shape: str, value: bytes) -> Encoding:
    count, width = map(int, shape.split(","))
    tokens_at = width * 4
    spans_at = tokens_at + 2 * count * width * 2
    vector = np.frombuffer(value[:tokens_at], np.float32)
    both = np.frombuffer(value[tokens_at:spans_at], np.float16).astype(np.float32)
    tokens, early = both.reshape(2, count, width)
    spans = np.frombuffer(value[spans_at:], np.int32)
    return Encoding(vector, tokens, early, spans.reshape(count, 2))

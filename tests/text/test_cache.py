"""The cache returns the same bits, and is left aside where it cannot be used."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from grader.text import cache
from grader.text.cache import CachedEncoder, Store
from grader.text.encoder import Encoder, Encoding

TEXT = "岩浆里的气体膨胀"
HALVES = st.floats(-1, 1, width=16)
encodings = st.integers(0, 3).flatmap(
    lambda count: st.builds(
        Encoding,
        arrays(np.float32, 4, elements=st.floats(-1, 1, width=32)),
        arrays(np.float32, (count, 4), elements=HALVES),
        arrays(np.float32, (count, 4), elements=HALVES),
        arrays(np.int32, (count, 2), elements=st.integers(0, 9)),
    )
)


def same_bits(one: Encoding, other: Encoding) -> bool:
    """Whether all four arrays are equal to the last bit, shape and type."""
    parts = ("vector", "tokens", "early", "spans")
    pairs = [(getattr(one, part), getattr(other, part)) for part in parts]
    return all(
        a.shape == b.shape and a.dtype == b.dtype and a.tobytes() == b.tobytes() for a, b in pairs
    )


def cached(encoder: Encoder, path: Path | None) -> CachedEncoder:
    """A caching encoder over the fake one, as a new process would open it."""
    return CachedEncoder("fake", encoder.digest, lambda: encoder, Store(path))


@settings(deadline=None, max_examples=25)
@given(encodings)
def test_what_is_read_back_is_what_was_written(
    tmp_path_factory: pytest.TempPathFactory, encoding: Encoding
) -> None:
    """A new Store on the same file gives the same bits."""
    path = tmp_path_factory.mktemp("cache") / "deep" / "e.sqlite"
    Store(path).write({b"key": encoding})
    found = Store(path).read([b"key", b"other"])
    assert list(found) == [b"key"]
    assert same_bits(found[b"key"], encoding)


def test_a_second_process_does_not_load_the_model(tmp_path: Path, encoder: Encoder) -> None:
    """Known texts need no encoder, and give the same bits."""
    path = tmp_path / "e.sqlite"
    first = cached(encoder, path).encode([TEXT, "x", TEXT])

    def load() -> Encoder:
        raise AssertionError("the model was loaded")

    again = CachedEncoder("fake", encoder.digest, load, Store(path)).encode([TEXT, "x", TEXT])
    assert all(map(same_bits, first, again))
    assert all(map(same_bits, first, encoder.encode([TEXT, "x", TEXT])))


def test_another_model_has_its_own_encodings(tmp_path: Path, encoder: Encoder) -> None:
    """The key holds the digest of the weights."""
    path = tmp_path / "e.sqlite"
    cached(encoder, path).encode([TEXT])
    calls: list[str] = []

    def load() -> Encoder:
        calls.append("loaded")
        return encoder

    CachedEncoder("fake", "1" * 64, load, Store(path)).encode([TEXT])
    assert calls == ["loaded"]


def test_only_new_texts_are_encoded(encoder: Encoder) -> None:
    """A text once seen is not asked for again, with no file at all."""
    asking = cached(encoder, None)
    asking.encode([TEXT])
    asking.encode([TEXT, TEXT])
    assert encoder.calls == 1  # type: ignore[attr-defined]


def broken_file(path: Path) -> Path:
    """Not a database."""
    path.write_bytes(b"not a database " * 400)
    return path


def damaged_row(path: Path) -> Path:
    """A database whose one row for TEXT was cut short."""
    row = (cache._key("0" * 64, TEXT), "3,256", b"short")
    Store(path)
    with sqlite3.connect(path) as database:
        database.execute("INSERT INTO encodings VALUES (?, ?, ?)", row)
    return path


def other_table(path: Path) -> Path:
    """A database whose table has other columns."""
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE encodings (a, b)")
    return path


def a_folder(path: Path) -> Path:
    """A folder where the file should be."""
    path.mkdir()
    return path


def below_a_file(path: Path) -> Path:
    """A parent folder that cannot be made."""
    path.write_text("")
    return path / "deeper" / "e.sqlite"


@pytest.mark.parametrize("spoil", [broken_file, damaged_row, other_table, a_folder, below_a_file])
def test_a_cache_that_cannot_be_used_changes_nothing(
    spoil: object, tmp_path: Path, encoder: Encoder
) -> None:
    """Damaged and unwritable files are a miss, never an error."""
    assert callable(spoil)
    made = cached(encoder, spoil(tmp_path / "e.sqlite")).encode([TEXT])
    assert same_bits(made[0], encoder.encode([TEXT])[0])


def test_the_oldest_are_forgotten(
    tmp_path: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file never holds more than MOST_ROWS."""
    monkeypatch.setattr(cache, "MOST_ROWS", 2)
    path = tmp_path / "e.sqlite"
    made = encoder.encode(["a", "b", "c"])
    store = Store(path)
    for key, encoding in zip((b"a", b"b", b"c"), made, strict=True):
        store.write({key: encoding})
    assert set(Store(path).read([b"a", b"b", b"c"])) == {b"b", b"c"}


def test_a_batch_is_not_kept(
    tmp_path: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many new texts at once are a batch's: they go neither to the disk nor stay in memory."""
    monkeypatch.setattr(cache, "MOST_KEPT", 2)
    monkeypatch.setattr(cache, "MOST_IN_MEMORY", 1)
    store = Store(tmp_path / "e.sqlite")
    caching = CachedEncoder("fake", encoder.digest, lambda: encoder, store)
    caching.encode(["a", "b", "c"])
    caching.encode(["d", "e"])
    keys = {text: cache._key(encoder.digest, text) for text in "abcde"}
    assert set(Store(tmp_path / "e.sqlite").read(list(keys.values()))) == {keys["d"], keys["e"]}
    assert set(store._memory) == {keys["e"]}

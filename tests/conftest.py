"""What every test may use: an encoder that needs no model and gives the same bits everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from grader.text.encoder import Encoder, Encoding
from grader.text.models import DEFAULT_MODEL, open_encoder

WIDTH = 256
# Puts unrelated texts at cosine .75, where multilingual-e5 has them, so that thresholds hold.
COMMON = 3**0.5
TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+|[^\w\s]")


class HashingEncoder:
    """An Encoder by character n-grams: texts are alike as far as they share letters.

    A token is a Han character, a word or a mark; neighbours colour it a little, as context does.
    """

    name = "hashing"
    digest = "0" * 64

    def __init__(self) -> None:
        self.calls = 0

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """One Encoding per text, in order."""
        self.calls += 1
        return [_encoding(text) for text in texts]


@pytest.fixture(scope="session", autouse=True)
def cache_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache folder of the tests' own, so that they start as a new user does."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session")
def e5(cache_home: Path) -> Encoder:
    """The default encoder, converted once for all tests."""
    return open_encoder(DEFAULT_MODEL, cache_home / "grader")


@pytest.fixture(scope="session")
def hashing() -> HashingEncoder:
    """One fake encoder for all tests that only need spans."""
    return HashingEncoder()


@pytest.fixture
def encoder() -> HashingEncoder:
    """A fresh fake encoder; `calls` counts how often it was asked."""
    return HashingEncoder()


def _encoding(text: str) -> Encoding:
    found = list(TOKEN.finditer(text.lower()))
    words = [match.group() for match in found]
    rows = [_token(words, at) for at in range(len(words))]
    spans = np.array([match.span() for match in found], np.int32).reshape(-1, 2)
    tokens = np.array(rows, np.float32).reshape(-1, WIDTH).astype(np.float16)
    own = tokens.astype(np.float32)
    return Encoding(_unit(_hashed(_ngrams(text.lower()))), own, own, spans)


def _token(words: Sequence[str], at: int) -> NDArray[np.float32]:
    before, after = words[max(at - 1, 0) : at], words[at + 1 : at + 2]
    context = _hashed(gram for word in (*before, *after) for gram in _ngrams(word))
    return _unit(_hashed(_ngrams(words[at])) + 0.1 * context)


def _ngrams(text: str) -> Iterator[str]:
    letters = "".join(c for c in text if c.isalnum())
    for size in (1, 2, 3):
        yield from (letters[i : i + size] for i in range(len(letters) - size + 1))


def _hashed(grams: Iterator[str]) -> NDArray[np.float32]:
    vector = np.zeros(WIDTH, np.float32)
    for gram in grams:
        code = int.from_bytes(
            blake2b(gram.encode("utf-8", "surrogatepass"), digest_size=4).digest()
        )
        vector[1 + code % (WIDTH - 1)] += 1 if code >> 31 else -1
    return vector


def _unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    norm = float(np.linalg.norm(vector))
    shifted = vector / norm if norm else vector.copy()
    shifted[0] = COMMON
    return np.asarray(shifted / np.linalg.norm(shifted), np.float32)

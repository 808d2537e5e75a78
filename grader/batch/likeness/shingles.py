"""A text as the set of its short runs of characters, as numbers."""

from __future__ import annotations

import unicodedata

import numpy as np
from numpy.typing import NDArray

Shingles = NDArray[np.uint64]
SIZE = 5
_BASE = np.uint64(1_000_003)
_MIX = np.uint64(0x9E3779B97F4A7C15)


def text_shingles(text: str) -> Shingles:
    """The distinct runs of five letters of `text`, sorted, each as a 64-bit number.

    Case, width, blanks and marks are folded away, so that they hide no copy.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    letters = "".join(filter(str.isalnum, folded))
    return _runs(np.frombuffer(letters.encode("utf-32-le", "replace"), np.uint32), SIZE)


def _runs(codes: NDArray[np.uint32], size: int) -> Shingles:
    if len(codes) < size:
        return np.empty(0, np.uint64)
    count = len(codes) - size + 1
    values = np.zeros(count, np.uint64)
    with np.errstate(over="ignore"):
        for at in range(size):
            values = values * _BASE + codes[at : at + count].astype(np.uint64)
        values = (values ^ (values >> np.uint64(31))) * _MIX
    return np.unique(values ^ (values >> np.uint64(29)))


def likeness(one: Shingles, other: Shingles) -> float:
    """What two sets share, of all that is in either (Jaccard), 0..1; 0 where both are empty."""
    shared = len(np.intersect1d(one, other, assume_unique=True))
    total = len(one) + len(other) - shared
    return shared / total if total else 0.0

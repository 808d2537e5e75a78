"""Which sets are alike, found without comparing each with each: MinHash in bands.

Broder, On the resemblance and containment of documents, 1997; banding as in Leskovec, Rajaraman and
Ullman, Mining of massive datasets, chapter 3.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from grader.batch.likeness.shingles import Shingles, likeness

# Sets alike by .8 share one of 16 bands of 4 with probability .9998, those by .3 with .12.
BANDS, ROWS = 16, 4
# In a bucket so full each is compared with the first only: they are alike through it, or not.
MOST_IN_BUCKET = 50


def like_pairs(sets: Sequence[Shingles], least: float) -> Iterator[tuple[int, int]]:
    """Pairs (earlier, later) of sets whose likeness is at least `least`; empty sets have none."""
    buckets: dict[bytes, list[int]] = defaultdict(list)
    for at, one in enumerate(sets):
        if len(one):
            for band, part in enumerate(_signature(one).reshape(BANDS, ROWS)):
                buckets[bytes([band]) + part.tobytes()].append(at)
    compared: set[tuple[int, int]] = set()
    for members in buckets.values():
        for pair in _candidates(members):
            if pair not in compared:
                compared.add(pair)
                if likeness(sets[pair[0]], sets[pair[1]]) >= least:
                    yield pair


def _candidates(members: list[int]) -> Iterator[tuple[int, int]]:
    if len(members) <= MOST_IN_BUCKET:
        return combinations(members, 2)
    return ((members[0], other) for other in members[1:])


def _signature(values: Shingles) -> NDArray[np.uint64]:
    with np.errstate(over="ignore"):
        mixed = values[None, :] * _FACTORS[:, None] + _TERMS[:, None]
        return np.asarray((mixed >> np.uint64(17)).min(axis=1))


# Fixed numbers: the same batch must give the same groups everywhere.
_DRAWN = np.random.Generator(np.random.PCG64(20031997))
_FACTORS = _DRAWN.integers(1, 1 << 63, BANDS * ROWS, np.uint64) * np.uint64(2) + np.uint64(1)
_TERMS = _DRAWN.integers(0, 1 << 63, BANDS * ROWS, np.uint64)

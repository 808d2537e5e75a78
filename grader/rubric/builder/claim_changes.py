"""What became of the claims of a reference: kept, reworded, added, gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

# Two texts at least this alike, in percent, are versions of one claim.
ALIKE = 60.0


@dataclass(frozen=True, slots=True)
class ClaimChanges:
    """Pairs of an old and a new text that changed, and texts that stand on one side only."""

    reworded: tuple[tuple[str, str], ...]
    added: tuple[str, ...]
    gone: tuple[str, ...]


def compare(old: Sequence[str], new: Sequence[str]) -> ClaimChanges:
    """What changed from the old texts to the new ones; the most alike are paired first."""
    before = [text for text in old if text not in new]
    after = [text for text in new if text not in old]
    likeness = sorted(
        ((-fuzz.ratio(a, b), i, j) for i, a in enumerate(before) for j, b in enumerate(after)),
    )
    pairs: dict[int, int] = {}
    for distance, i, j in likeness:
        if -distance >= ALIKE and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return ClaimChanges(
        tuple((before[i], after[j]) for i, j in sorted(pairs.items())),
        tuple(text for j, text in enumerate(after) if j not in pairs.values()),
        tuple(text for i, text in enumerate(before) if i not in pairs),
    )

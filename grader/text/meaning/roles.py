"""Whether a statement gives to one thing what a claim gives to its counterpart.

`生成器生成，判别器判断` and `判别器生成，生成器判断` hold the same words; whose they are differs.
Words belong to the first thing that their clause names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from grader.text.meaning.opposites import counterparts
from grader.text.meaning.signs import signed_words

# One word may stray; two that changed hands are a pattern.
LEAST_MOVED = 2


def swapped_roles(statement: str, claim: str) -> tuple[float, tuple[str, ...]]:
    """0..1 how surely the roles are exchanged, and the words that changed hands."""
    ours, theirs = _owners(statement), _owners(claim)
    moved: list[str] = []
    kept = 0
    for word, owners in theirs.items():
        holders = ours.get(word, frozenset())
        if holders & owners:
            kept += 1
        elif any(counterparts()[owner] & holders for owner in owners):
            moved.append(word)
    total = kept + len(moved)
    if len(moved) < min(LEAST_MOVED, total) or not moved:
        return 0.0, ()
    return len(moved) / total, tuple(moved)


@lru_cache(maxsize=4096)
def _owners(text: str) -> Mapping[str, frozenset[str]]:
    """For each content word the things that have counterparts and own it."""
    owners: dict[str, set[str]] = defaultdict(set)
    for clause_words in _by_clause(text):
        names = [w for w in clause_words if w in counterparts()]
        if names:
            for word in clause_words:
                if word not in counterparts():
                    owners[word].add(names[0])
    return {word: frozenset(found) for word, found in owners.items()}


def _by_clause(text: str) -> Iterable[list[str]]:
    clauses: dict[int, list[str]] = defaultdict(list)
    for item in signed_words(text):
        clauses[item.clause].append(item.word)
    return clauses.values()

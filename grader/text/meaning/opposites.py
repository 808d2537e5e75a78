"""Which words are each other's opposites or counterparts, in the plain form of `signs`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from grader.lexicon import COUNTERPARTS, OPPOSITES
from grader.text.meaning.signs import plain_form


@cache
def opposites() -> Mapping[str, frozenset[str]]:
    """For each word that has opposites, all of them."""
    return _both_ways(OPPOSITES)


@cache
def counterparts() -> Mapping[str, frozenset[str]]:
    """For each thing that has a counterpart (生成器 – 判别器), all of them."""
    return _both_ways(COUNTERPARTS)


def _both_ways(pairs: tuple[tuple[str, str], ...]) -> Mapping[str, frozenset[str]]:
    table: dict[str, set[str]] = defaultdict(set)
    for left, right in pairs:
        one, other = plain_form(left.lower()), plain_form(right.lower())
        if one != other:
            table[one].add(other)
            table[other].add(one)
    return {word: frozenset(others) for word, others in table.items()}

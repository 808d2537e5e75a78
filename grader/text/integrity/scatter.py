"""Whether a text holds the reference's words without a trace of their order.

Who knows an answer by its words alone puts them side by side as they never stand there. Items that
the reference lists may come in any order.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from grader.text.integrity.lists import has_han

_PIECES = re.compile(r"[，,、。；;：:|/()（）\n]+|[.?!](?=\s|\Z)")
_WORD = re.compile(r"\w+")
# Of natural answers that share so many words with the reference, one in five hundred keeps so few
# pairs of them.
SHARED, KEPT = 0.7, 0.25
LEAST_WORDS, LEAST_KINDS, LEAST_PAIRS = 6, 5, 4


def scatters(text: str, reference: str) -> bool:
    """Whether most words of `text` are the reference's, and hardly two stand side by side there."""
    known, pairs, items = _of_reference(reference)
    said = [w for piece in _PIECES.split(text) if _item(piece) not in items for w in _words(piece)]
    if len(said) < LEAST_WORDS or len(set(said)) < LEAST_KINDS:
        return False
    if sum(word in known for word in said) < SHARED * len(said):
        return False
    met = [pair for pair in pairwise(said) if known.issuperset(pair)]
    return len(met) >= LEAST_PAIRS and sum(pair in pairs for pair in met) <= KEPT * len(met)


@lru_cache(maxsize=1024)
def _of_reference(
    reference: str,
) -> tuple[frozenset[str], frozenset[tuple[str, str]], frozenset[str]]:
    """Its words, its pairs of neighbours, and what stands between its marks."""
    found = _words(reference)
    items = frozenset(_item(piece) for piece in _PIECES.split(reference))
    return frozenset(found), frozenset(pairwise(found)), items


def _item(piece: str) -> str:
    return "".join(_WORD.findall(piece.lower()))


def _words(text: str) -> list[str]:
    """The words of a text in lower case, in order."""
    if not has_han(text):
        return _WORD.findall(text.lower())
    import rjieba

    return [word for word in rjieba.cut(text.lower()) if _WORD.match(word)]

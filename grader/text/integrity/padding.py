"""How much of a text only repeats itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_LETTERS = re.compile(r"\w", re.UNICODE)
REPEATED = 0.4
LEAST_LETTERS = 20


def is_padded(text: str, sentences: Sequence[str]) -> bool:
    """Whether a good part of a text of some length says again what it said."""
    letters = _letters(text)
    if len(letters) < LEAST_LETTERS:
        return False
    return max(repeated_share(sentences), _periodic_share(letters)) >= REPEATED


def repeated_share(sentences: Sequence[str]) -> float:
    """The share of the letters that stand in a sentence said before, 0..1."""
    said = Counter(_letters(sentence) for sentence in sentences)
    total = sum(len(text) * count for text, count in said.items())
    again = sum(len(text) * (count - 1) for text, count in said.items() if len(text) >= 4)
    return again / total if total else 0.0


def _periodic_share(letters: str) -> float:
    """The share of a text that repeats its beginning without a mark between, 0..1."""
    period = (letters + letters).find(letters, 1)
    return 1 - period / len(letters)


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(text.lower()))

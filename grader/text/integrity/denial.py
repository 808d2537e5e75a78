"""Whether an answer denies from beginning to end, and the reference does not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.text.polarity import denials

# Who sets two things against each other denies something of one of them.
_AGAINST = re.compile(
    r"但|却|而(?!是)|不过|\b(?:but|while|whereas|however|although|though)\b", re.IGNORECASE
)
# Natural answers of three sentences or more deny in nearly all of them about once in two hundred.
LEAST_SENTENCES = 3
NEARLY_ALL, FEW = 0.85, 0.34


def denies_throughout(sentences: Sequence[str], reference: Sequence[str]) -> bool:
    """Whether nearly every sentence holds a denial, where few of the reference's do."""
    if len(sentences) < LEAST_SENTENCES or not reference:
        return False
    return denying_share(sentences) >= NEARLY_ALL and denying_share(reference) <= FEW


def denying_share(sentences: Sequence[str]) -> float:
    """The share of the sentences that deny something and set nothing against it, 0..1."""
    denied = (denials(text) > 0 and not _AGAINST.search(text) for text in sentences)
    return sum(denied) / max(1, len(sentences))

"""Whether an answer denies from beginning to end, and the reference does not."""

from __future__ import annotations

from collections.abc import Sequence

from grader.text.polarity import denials

# Natural answers of three sentences or more deny in nearly all of them about once in two hundred.
LEAST_SENTENCES = 3
NEARLY_ALL, FEW = 0.85, 0.34


def denies_throughout(sentences: Sequence[str], reference: Sequence[str]) -> bool:
    """Whether nearly every sentence holds a denial, where few of the reference's do."""
    if len(sentences) < LEAST_SENTENCES or not reference:
        return False
    return denying_share(sentences) >= NEARLY_ALL and denying_share(reference) <= FEW


def denying_share(sentences: Sequence[str]) -> float:
    """The share of the sentences that deny something, 0..1."""
    return sum(denials(sentence) > 0 for sentence in sentences) / max(1, len(sentences))

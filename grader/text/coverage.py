"""Plain coverage of one key point: token alignment and keywords, less where words oppose it.

Untrained, and the same for every encoder: what a point without wordings earns by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grader.model import KeyPoint
from grader.text.align import centred_tokens, covered
from grader.text.encoder import Encoding
from grader.text.keywords import Coverage, coverage
from grader.text.prepared import PreparedRubric, Statements
from grader.text.reading import Reading

# Token recall of unrelated and of identical text, as measured with e5: the ends of the scale.
RECALL_LOW, RECALL_HIGH = 0.1, 0.95
# What exact terms count beside alignment; more where no question is known, because alignment
# then cannot set aside what the question gives away.
KEYWORD_SHARE, KEYWORD_SHARE_UNASKED = 0.15, 0.4
# A made contrast nearer by more than this, or a denial, leaves this much of the share.
OPPOSED, DOUBTED = 0.02, 0.6


@dataclass(frozen=True, slots=True)
class Covered:
    """A point's coverage as a `share` in 0..1, what it is made of, and the nearest segment.

    `aligned` is -1..1, `opposition` a difference of cosines, `segment` the segment's number.
    """

    share: float
    aligned: float
    words: Coverage
    opposition: float
    segment: int


def cover(prepared: PreparedRubric, reading: Reading, allowed: NDArray[np.bool_]) -> list[Covered]:
    """The coverage of each key point by the segments that may earn."""
    text = reading.text_inside(allowed)
    tokens = centred_tokens(reading.tokens[reading.tokens_of(allowed)], prepared.token_mean)
    found = []
    for index, (point, statements) in enumerate(
        zip(prepared.rubric.key_points, prepared.points, strict=True)
    ):
        words = coverage(text, point.keywords)
        aligned = covered(prepared.claims[index], tokens)
        best = _nearest_segment(reading, statements.claim, allowed)
        opposition = _opposition(statements, reading, best)
        share = _share(point, prepared, aligned, words)
        if opposition > OPPOSED or _denies(statements, reading, best):
            share *= DOUBTED
        found.append(Covered(share, aligned, words, opposition, best))
    return found


def _share(point: KeyPoint, prepared: PreparedRubric, aligned: float, words: Coverage) -> float:
    soft = (aligned - RECALL_LOW) / (RECALL_HIGH - RECALL_LOW)
    exact = KEYWORD_SHARE if len(prepared.question) else KEYWORD_SHARE_UNASKED
    weight = exact if point.keywords else 0.0
    return (1 - weight) * min(1.0, max(0.0, soft)) + weight * words.share


def _nearest_segment(reading: Reading, claim: Encoding, allowed: NDArray[np.bool_]) -> int:
    """The sentence or clause that is nearest to a claim, among those that may earn."""
    alone = np.array([segment.kind != "pair" for segment in reading.segments])
    return int(np.argmax(np.where(allowed & alone, reading.vectors @ claim.vector, -1.0)))


def _opposition(statements: Statements, reading: Reading, best: int) -> float:
    """How much nearer a segment is to a made contrast than to the claim, as a cosine."""
    if not len(statements.wrong):
        return 0.0
    vector = reading.vectors[best]
    return float((statements.wrong @ vector).max() - statements.claim.vector @ vector)


def _denies(statements: Statements, reading: Reading, best: int) -> bool:
    """Whether a Chinese segment denies and the claim does not.

    Not for English: there denials often set a wrong idea aside, and halving them lowered the
    agreement with human graders (`tests/bench/asag.py`).
    """
    chinese = not reading.text_of(reading.segments[best]).isascii()
    return chinese and bool(reading.denials[best]) and not statements.denials[0]

"""One answer against one prepared rubric: evidence per criterion, and the share of the points.

Where a key point has wordings and contrasts, the judge decides by their margin. Where it has
only a requirement (a rubric nobody has prepared), coverage decides: the head's, or with an
encoder it does not know, plain coverage.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grader.model import Evidence, KeyPoint
from grader.text.awarding import award
from grader.text.coverage import Covered, cover
from grader.text.head import head
from grader.text.integrity.examine import examine
from grader.text.integrity.topic import Neighbours
from grader.text.judge import coefficients, point_shares
from grader.text.keywords import coverage
from grader.text.mistakes import mistakes
from grader.text.prepared import PreparedRubric
from grader.text.reading import Reading
from grader.text.scale import Doubt, judged_doubt
from grader.text.signals import MISCONCEPTION_SIGNALS, SIGNALS, measure
from grader.text.whole import Whole, weigh

Array = NDArray[np.float64]
# Without a head nothing says how far to trust coverage: as the head at its most discordant.
UNTRAINED_DISCORD = 1.5


@dataclass(frozen=True, slots=True)
class Scored:
    """The evidence, the share of the maximum in 0..1, and the flags that fired.

    `conflicts` names the key points whose nearest words seem to say the opposite of the claim.
    `doubt` says how to tell the interval; `discord` is how far its witnesses disagree, 0 and up.
    """

    evidence: tuple[Evidence, ...]
    share: float
    flags: tuple[str, ...]
    doubt: Doubt
    discord: float
    conflicts: tuple[str, ...] = ()


def score(prepared: PreparedRubric, reading: Reading, others: Neighbours | None = None) -> Scored:
    """The evidence for every criterion of the rubric, and what it adds up to.

    `others` are the other questions of the bank: an answer to one of them is flagged.
    """
    by = coefficients()
    found = examine(prepared, reading, others)
    judged = [point.can_contrast for point in prepared.points]
    if any(judged) or prepared.misconceptions:
        points, wrong = measure(prepared, reading)
    else:  # nothing is decided by margin
        shape = (0, len(reading.segments))
        points, wrong = (np.zeros((*shape, len(n))) for n in (SIGNALS, MISCONCEPTION_SIGNALS))
    points = _silenced(points, found.usable)
    shares, earned = point_shares(points, by) if len(points) else (np.zeros(0), points[..., 0])
    plain = [] if all(judged) else cover(prepared, reading, found.usable)
    whole = _whole(prepared, reading, plain, found.usable)
    evidence = [
        _judged(i, prepared, reading, points[i], float(shares[i]), earned[i])
        if can_contrast
        else _covered(i, prepared, reading, plain[i], float(whole.shares[i]) if whole else None)
        for i, can_contrast in enumerate(judged)
    ]
    wrongs = mistakes(prepared, reading, wrong, by)
    gained = _gained(evidence, prepared.rubric.key_points)
    lost = sum(e.points for e in wrongs) / prepared.rubric.max_score
    share = min(1.0, max(0.0, gained + lost))
    conflicts = tuple(e.criterion for e in evidence if e.signals.get("disagreement"))
    doubt, discord = _doubt(prepared, whole, evidence)
    return Scored((*evidence, *wrongs), share, found.flags, doubt, discord, conflicts)


def _whole(
    prepared: PreparedRubric,
    reading: Reading,
    plain: list[Covered],
    allowed: NDArray[np.bool_],
) -> Whole | None:
    """What the head says, where it is needed and was fitted to this encoder."""
    if prepared.depths is None or not plain:
        return None
    return weigh(prepared, reading, plain, allowed, prepared.head)


def _doubt(
    prepared: PreparedRubric, whole: Whole | None, evidence: list[Evidence]
) -> tuple[Doubt, float]:
    """How sure the way is that was taken: the head's discord, or how undecided the points are."""
    if whole:
        return prepared.head.scale.doubt, whole.discord
    undecided = np.array([1 - 2 * abs(item.score - 0.5) for item in evidence])
    judged = all(point.can_contrast for point in prepared.points)
    doubt = judged_doubt() if judged else head().scale.doubt
    return doubt, float(prepared.weights @ undecided) if judged else UNTRAINED_DISCORD


def _gained(evidence: list[Evidence], points: tuple[KeyPoint, ...]) -> float:
    """The share that the key points earn; by weight, as their points are rounded."""
    earned = sum(e.score * point.weight for e, point in zip(evidence, points, strict=True))
    return earned / sum(point.weight for point in points)


def _silenced(points: Array, allowed: NDArray[np.bool_]) -> Array:
    """The signals with segments that may not earn made worthless."""
    muted = points.copy()
    muted[:, ~allowed, : SIGNALS.index("keywords")] = -9.0
    return muted


def _judged(
    index: int,
    prepared: PreparedRubric,
    reading: Reading,
    signals: Array,
    share: float,
    earned: Array,
) -> Evidence:
    point = prepared.rubric.key_points[index]
    best = int(np.argmax(earned))
    measured = {name: round(float(v), 3) for name, v in zip(SIGNALS, signals[best], strict=True)}
    words = coverage(reading.normal.text, point.keywords)
    segment = reading.segments[best]
    return award(prepared.rubric, point, share, words, measured, reading, segment)


def _covered(
    index: int, prepared: PreparedRubric, reading: Reading, plain: Covered, whole: float | None
) -> Evidence:
    """The evidence of a point by coverage; its part of the whole where the head says one."""
    point = prepared.rubric.key_points[index]
    measured = {
        "alignment": round(plain.aligned, 3),
        "keywords": round(plain.words.share, 3),
        "opposition": round(plain.opposition, 3),
        "coverage": round(plain.share, 3),
    }
    share = plain.share if whole is None else whole
    segment = reading.segments[plain.segment]
    return award(prepared.rubric, point, share, plain.words, measured, reading, segment)

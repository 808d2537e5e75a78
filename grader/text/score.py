"""One answer against one prepared rubric: evidence per criterion, and the share of the points.

Where a key point has wordings and contrasts, the judge decides by their margin. Where it has
only a requirement (a rubric nobody has prepared), coverage decides: the head's, or with an
encoder it does not know, untrained token alignment and keywords.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grader.model import Evidence, KeyPoint, Misconception, Span, Verdict
from grader.text.align import centred_tokens, covered
from grader.text.encoder import Encoding
from grader.text.head import head
from grader.text.integrity.examine import examine
from grader.text.integrity.topic import Neighbours
from grader.text.judge import (
    FOUND,
    Coefficients,
    coefficients,
    deduction,
    found_shares,
    point_shares,
)
from grader.text.keywords import Coverage, coverage
from grader.text.meaning.disagreement import Disagreement, disagreement
from grader.text.prepared import PreparedRubric, Statements
from grader.text.reading import Reading
from grader.text.scale import Doubt, judged_doubt
from grader.text.segment import Segment
from grader.text.signals import SIGNALS, measure
from grader.text.whole import Whole, weigh

Array = NDArray[np.float64]
MET, PARTLY = 0.7, 0.35

# Token recall of unrelated and of identical text, as measured with e5: the ends of the scale.
RECALL_LOW, RECALL_HIGH = 0.1, 0.95
# What exact terms count beside alignment; more where no question is known, because alignment
# then cannot set aside what the question gives away.
KEYWORD_SHARE, KEYWORD_SHARE_UNASKED = 0.15, 0.4
# A made contrast nearer by more than this, or a denial, leaves this much of the share.
OPPOSED, DOUBTED = 0.02, 0.6
# From the first degree on a person looks, from the second the share is lowered; below `LITTLE`
# nothing is awarded that could be wrong.
PERHAPS_OPPOSITE, SURELY_OPPOSITE = 0.5, 0.85
LITTLE = 0.25
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
    points, wrong = measure(prepared, reading)
    found = examine(prepared, reading, others)
    allowed = found.usable
    points = _silenced(points, allowed)
    shares, earned = point_shares(points, by) if len(points) else (np.zeros(0), points[..., 0])
    whole = _whole(prepared, reading, allowed)
    evidence = [
        _judged(i, prepared, reading, points[i], float(shares[i]), earned[i])
        if prepared.points[i].can_contrast
        else _covered(i, prepared, reading, allowed, float(whole.shares[i]) if whole else None)
        for i in range(len(prepared.points))
    ]
    mistakes = _mistakes(prepared, reading, wrong, by)
    gained = _gained(evidence, prepared.rubric.key_points)
    lost = sum(e.points for e in mistakes) / prepared.rubric.max_score
    share = min(1.0, max(0.0, gained + lost))
    conflicts = tuple(e.criterion for e in evidence if e.signals.get("disagreement"))
    doubt, discord = _doubt(prepared, whole, evidence)
    return Scored((*evidence, *mistakes), share, found.flags, doubt, discord, conflicts)


def _whole(prepared: PreparedRubric, reading: Reading, allowed: NDArray[np.bool_]) -> Whole | None:
    """What the head says, where it is needed and was fitted to this encoder."""
    if prepared.side is None or all(point.can_contrast for point in prepared.points):
        return None
    return weigh(prepared, reading, _earning(reading, allowed)[1], allowed, prepared.head)


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
    segment = reading.segments[best]
    measured = {name: round(float(v), 3) for name, v in zip(SIGNALS, signals[best], strict=True)}
    words = coverage(reading.normal.text, point.keywords)
    return _evidence(point, _worth(point, prepared), share, words, measured, reading, segment)


def _covered(
    index: int,
    prepared: PreparedRubric,
    reading: Reading,
    allowed: NDArray[np.bool_],
    whole: float | None,
) -> Evidence:
    """The evidence of a point by coverage, halved with what the head gives it (`whole`), if any.

    The two err differently: their mean agrees with people at least as well as either.
    """
    point, statements = prepared.rubric.key_points[index], prepared.points[index]
    text, tokens = _earning(reading, allowed)
    words = coverage(text, point.keywords)
    aligned = covered(prepared.claims[index], centred_tokens(tokens, prepared.token_mean))
    share = _by_coverage(point, prepared, aligned, words)
    best = _nearest_segment(reading, statements.claim, allowed)
    opposition = _opposition(statements, reading, best)
    if opposition > OPPOSED or _denies(statements, reading, best):
        share *= DOUBTED
    measured = {
        "alignment": round(aligned, 3),
        "keywords": round(words.share, 3),
        "opposition": round(opposition, 3),
    }
    if whole is not None:
        share = (share + whole) / 2
        measured["whole"] = round(whole, 3)
    worth = _worth(point, prepared)
    return _evidence(point, worth, share, words, measured, reading, reading.segments[best])


def _by_coverage(
    point: KeyPoint, prepared: PreparedRubric, aligned: float, words: Coverage
) -> float:
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


def _earning(reading: Reading, allowed: NDArray[np.bool_]) -> tuple[str, NDArray[np.float32]]:
    """The text and the token vectors of the segments that may earn."""
    if allowed.all():
        return reading.normal.text, reading.tokens
    kept = [s for s, may in zip(reading.segments, allowed, strict=True) if may]
    inside = np.zeros(len(reading.tokens), dtype=bool)
    for segment in kept:
        starts, ends = reading.token_spans.T
        inside |= (starts >= segment.start) & (ends <= segment.end)
    return "\n".join(reading.text_of(s) for s in kept), reading.tokens[inside]


def _evidence(
    point: KeyPoint,
    worth: float,
    share: float,
    words: Coverage,
    measured: dict[str, float],
    reading: Reading,
    segment: Segment,
) -> Evidence:
    against = _against(point, share, reading.text_of(segment))
    if against.degree >= SURELY_OPPOSITE and point.contrasts and "margin" in measured:
        share *= DOUBTED
    if against.degree:
        measured = {**measured, "disagreement": against.degree}
    share = round(share, 3)
    verdict = verdict_of(share)
    points = round(share * worth, 2)
    span, quote = _quoted(reading, segment) if points else (None, "")
    return Evidence(
        criterion=point.name,
        kind="key_point",
        verdict=verdict,
        score=share,
        points=points,
        max_points=round(worth, 2),
        span=span,
        quote=quote,
        keywords_met=words.met if point.keywords else (),
        keywords_missed=words.missed,
        why="、".join(against.words[:6]),
        signals=measured,
        follow_up=point.follow_up if verdict is not Verdict.MET else "",
    )


def _against(point: KeyPoint, share: float, text: str) -> Disagreement:
    """How surely the words that would earn a point say the opposite; nothing where little is."""
    if share < LITTLE:
        return Disagreement()
    found = disagreement(text, (point.requirement, *point.wordings))
    return found if found.degree >= PERHAPS_OPPOSITE else Disagreement()


def _worth(point: KeyPoint, prepared: PreparedRubric) -> float:
    """The point's part of the maximum, whatever the weights add up to."""
    total = sum(other.weight for other in prepared.rubric.key_points)
    return point.weight * prepared.rubric.max_score / total


def verdict_of(share: float) -> Verdict:
    """Met, partly or missed, for a share in 0..1."""
    if share >= MET:
        return Verdict.MET
    return Verdict.PARTLY if share >= PARTLY else Verdict.MISSED


def _mistakes(
    prepared: PreparedRubric, reading: Reading, signals: Array, by: Coefficients
) -> list[Evidence]:
    """The misconceptions that the answer states, each with what it costs."""
    found = found_shares(signals, by)
    mistakes = []
    for misconception, statements, stated in zip(
        prepared.rubric.misconceptions, prepared.misconceptions, found, strict=True
    ):
        best = int(np.argmax(stated))
        # Without contrasts there is no margin, and nearness alone accuses the innocent.
        if len(statements.wrong) and stated[best] >= FOUND:
            mistakes.append(
                _mistake(misconception, float(stated[best]), reading, best, prepared, by)
            )
    return mistakes


def _mistake(
    misconception: Misconception,
    sureness: float,
    reading: Reading,
    best: int,
    prepared: PreparedRubric,
    by: Coefficients,
) -> Evidence:
    span, quote = _quoted(reading, reading.segments[best])
    maximum = misconception.penalty * prepared.rubric.max_score
    return Evidence(
        criterion=misconception.requirement,
        kind="misconception",
        verdict=Verdict.MET,
        score=round(sureness, 3),
        points=-round(maximum * deduction(sureness, by), 2),
        max_points=0.0,
        span=span,
        quote=quote,
    )


def _quoted(reading: Reading, segment: Segment) -> tuple[Span, str]:
    span = reading.normal.original_span(segment.start, segment.end)
    return span, reading.normal.source[span.start : span.end]

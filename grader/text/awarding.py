"""The evidence for one key point: its share, its points, and the candidate's words for them."""

from __future__ import annotations

from collections.abc import Mapping

from grader.model import Evidence, KeyPoint, Rubric, Span, Verdict
from grader.text.keywords import Coverage
from grader.text.meaning.disagreement import Disagreement, disagreement
from grader.text.reading import Reading
from grader.text.segment import Segment

MET, PARTLY = 0.7, 0.35
# From the first degree on a person looks, from the second the share is lowered to DOUBTED of
# itself; below LITTLE nothing is awarded that could be wrong.
PERHAPS_OPPOSITE, SURELY_OPPOSITE = 0.5, 0.85
DOUBTED = 0.6
LITTLE = 0.25


def award(
    rubric: Rubric,
    point: KeyPoint,
    share: float,
    words: Coverage,
    measured: Mapping[str, float],
    reading: Reading,
    segment: Segment,
) -> Evidence:
    """The evidence that a point earned `share` by the words of one segment.

    Words that seem to say the opposite are named in `why`, with their degree in the signals.
    """
    against = _against(point, share, reading.text_of(segment))
    if against.degree >= SURELY_OPPOSITE and point.contrasts and "margin" in measured:
        share *= DOUBTED
    signals = {**measured, "disagreement": against.degree} if against.degree else dict(measured)
    share = round(share, 3)
    verdict = verdict_of(share)
    worth = worth_of(point, rubric)
    points = round(share * worth, 2)
    span, quote = quoted(reading, segment) if points else (None, "")
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
        signals=signals,
        follow_up=point.follow_up if verdict is not Verdict.MET else "",
    )


def worth_of(point: KeyPoint, rubric: Rubric) -> float:
    """The point's part of the maximum, whatever the weights add up to."""
    return point.weight * rubric.max_score / sum(other.weight for other in rubric.key_points)


def verdict_of(share: float) -> Verdict:
    """Met, partly or missed, for a share in 0..1."""
    if share >= MET:
        return Verdict.MET
    return Verdict.PARTLY if share >= PARTLY else Verdict.MISSED


def quoted(reading: Reading, segment: Segment) -> tuple[Span, str]:
    """Where a segment stands in the answer as it was handed in, and its words there."""
    span = reading.normal.original_span(segment.start, segment.end)
    return span, reading.normal.source[span.start : span.end]


def _against(point: KeyPoint, share: float, text: str) -> Disagreement:
    """How surely the words that would earn a point say the opposite; nothing where little is."""
    if share < LITTLE:
        return Disagreement()
    found = disagreement(text, (point.requirement, *point.wordings))
    return found if found.degree >= PERHAPS_OPPOSITE else Disagreement()

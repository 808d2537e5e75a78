"""What is measured between an answer's segments and a rubric's statements.

For each key point and each segment ten numbers, scaled to about -2..2 so that the judge's
coefficients are comparable; for each misconception and segment four.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from grader.model import KeyPoint
from grader.text.align import recall
from grader.text.keywords import coverage
from grader.text.prepared import PreparedRubric, Statements
from grader.text.reading import Reading

Array = NDArray[np.float64]
SIGNALS = (
    "margin",  # mean of the three nearest wordings minus the three nearest contrasts
    "best_margin",  # the nearest wording minus the nearest contrast
    "relative",  # nearness to this point minus the mean over the question's points
    "gap",  # nearness to this point minus nearness to the nearest other point
    "keywords",  # share of the point's terms that the segment uses
    "denial",  # the segment denies and the nearest wordings do not
    "beyond_question",  # nearer to the point than to the question itself
    "fragment",  # the answer is a bare list of terms
    "above_background",  # nearer to the point than unrelated text is to the segment
    "company",  # the answer's mean margin, each segment at its nearest point
    "alignment",  # how much of the claim's wording the whole answer covers, by tokens
)
MISCONCEPTION_SIGNALS = ("margin", "best_margin", "above_background", "against_points")
COSINE = 50.0  # e5's cosines differ by hundredths
BACKGROUND_COSINE = 20.0
UNRELATED = 3  # nearest background sentences: what unrelated text of this kind gets


def measure(prepared: PreparedRubric, reading: Reading) -> tuple[Array, Array]:
    """Signals (points, segments, 10) and (misconceptions, segments, 4)."""
    points = [_compare(s, reading.vectors) for s in prepared.points]
    near = np.array([n for n, _, _ in points]).reshape(len(points), -1)
    asked = _nearest(reading.vectors @ prepared.question.T, 1)
    unrelated = _nearest(reading.vectors @ prepared.background.T, UNRELATED)
    company = _company(points, near)
    rows = [
        _point(i, prepared, reading, points, near, asked, unrelated, company)
        for i in range(len(points))
    ]
    wrong = [_misconception(s, prepared, reading, near) for s in prepared.misconceptions]
    shape = (0, len(reading.segments))
    return (
        np.stack(rows) if rows else np.zeros((*shape, len(SIGNALS))),
        np.stack(wrong) if wrong else np.zeros((*shape, len(MISCONCEPTION_SIGNALS))),
    )


def _compare(statements: Statements, vectors: NDArray[np.float32]) -> tuple[Array, Array, Array]:
    """Nearness to the claim's surroundings, margin of three and margin of one, per segment."""
    right = vectors @ statements.right.T
    wrong = vectors @ statements.wrong.T
    near = np.maximum(_nearest(right, 3), _nearest(wrong, 3))
    return (
        near,
        _nearest(right, 3) - _nearest(wrong, 3),
        _nearest(right, 1) - _nearest(wrong, 1),
    )


def _company(compared: list[tuple[Array, Array, Array]], near: Array) -> float:
    """The mean over segments of the margin at the point that each segment is nearest to."""
    if not compared:
        return 0.0
    margins = np.array([margin for _, margin, _ in compared])
    return float(margins[near.argmax(axis=0), np.arange(near.shape[1])].mean())


def _alignment(prepared: PreparedRubric, index: int, reading: Reading) -> float:
    claim = prepared.points[index].claim.tokens
    aligned = recall(claim, reading.tokens, prepared.question_tokens, prepared.token_mean)
    return (aligned - 0.5) * 5


def _nearest(cosines: NDArray[np.float32], count: int) -> Array:
    """The mean of each row's `count` highest values; zero where there are none."""
    if cosines.shape[1] == 0:
        return np.zeros(cosines.shape[0])
    highest = np.sort(cosines, axis=1)[:, -min(count, cosines.shape[1]) :]
    return np.asarray(highest.mean(axis=1), dtype=float)


def _point(
    index: int,
    prepared: PreparedRubric,
    reading: Reading,
    compared: list[tuple[Array, Array, Array]],
    near: Array,
    asked: Array,
    unrelated: Array,
    company: float,
) -> Array:
    own, margin, best = compared[index]
    others = np.delete(near, index, axis=0)
    rival = others.max(axis=0) if len(others) else own
    columns = (
        margin * COSINE,
        best * COSINE,
        (own - near.mean(axis=0)) * COSINE,
        (own - rival) * COSINE,
        _keyword_shares(prepared.rubric.key_points[index], reading),
        _denial(prepared.points[index], reading),
        (own - asked) * BACKGROUND_COSINE if len(prepared.question) else np.zeros_like(own),
        np.full_like(own, float(reading.is_list)),
        (own - unrelated) * BACKGROUND_COSINE,
        np.full_like(own, company * COSINE),
        np.full_like(own, _alignment(prepared, index, reading)),
    )
    return np.stack(columns, axis=1)


def _keyword_shares(point: KeyPoint, reading: Reading) -> Array:
    texts = [reading.text_of(segment) for segment in reading.segments]
    return np.array([coverage(text, point.keywords).share for text in texts])


def _denial(statements: Statements, reading: Reading) -> Array:
    cosines = reading.vectors @ statements.right.T
    nearest = np.argsort(-cosines, axis=1, kind="stable")[:, :3]
    denied = statements.denials[nearest].mean(axis=1)
    return np.asarray(np.maximum(reading.denials - denied, 0.0), dtype=float)


def _misconception(
    statements: Statements, prepared: PreparedRubric, reading: Reading, near: Array
) -> Array:
    own, margin, best = _compare(statements, reading.vectors)
    unrelated = (reading.vectors @ prepared.background.T).mean(axis=1)
    rival = near.max(axis=0) if len(near) else own
    columns = (
        margin * COSINE,
        best * COSINE,
        (own - unrelated) / 0.04 - 2,
        (own - rival) * COSINE,
    )
    return np.stack(columns, axis=1)

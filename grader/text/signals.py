"""What is measured between an answer's segments and a rubric's statements.

For each key point and each segment eleven numbers, scaled to about -2..2 so that the judge's
coefficients are comparable; for each misconception and segment four.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grader.text.align import centred_tokens, covered
from grader.text.keywords import shares
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


@dataclass(frozen=True, slots=True)
class Nearness:
    """One criterion beside m segments: `right` (m, n) are the cosines with its right statements.

    `near` (m,) is how near a segment is to either side, `margin` and `best_margin` (m,) how much
    nearer to the right one, by three statements and by one.
    """

    right: NDArray[np.float32]
    near: Array
    margin: Array
    best_margin: Array


def measure(prepared: PreparedRubric, reading: Reading) -> tuple[Array, Array]:
    """Signals (points, segments, 11) and (misconceptions, segments, 4)."""
    points = [_compare(s, reading.vectors) for s in prepared.points]
    near = np.array([n.near for n in points]).reshape(len(points), -1)
    background = reading.vectors @ prepared.background.T
    return (
        _points(prepared, reading, points, near, background),
        _misconceptions(prepared, reading, near, background),
    )


def _compare(statements: Statements, vectors: NDArray[np.float32]) -> Nearness:
    right, wrong = vectors @ statements.right.T, vectors @ statements.wrong.T
    (right_three, right_one), (wrong_three, wrong_one) = _highest(right), _highest(wrong)
    near = np.maximum(right_three, wrong_three)
    return Nearness(right, near, right_three - wrong_three, right_one - wrong_one)


def _points(
    prepared: PreparedRubric,
    reading: Reading,
    compared: list[Nearness],
    near: Array,
    background: NDArray[np.float32],
) -> Array:
    """The signals of all key points; the order of the columns is that of SIGNALS."""
    signals = np.zeros((len(compared), len(reading.segments), len(SIGNALS)))
    if not compared:
        return signals
    margins = np.array([n.margin for n in compared])
    # Without contrasts a margin is a whole cosine, and would drown the others' in the mean.
    sided = np.array([len(statements.wrong) > 0 for statements in prepared.points])
    asked = _highest(reading.vectors @ prepared.question.T)[1]
    unrelated = _nearest(background, UNRELATED)
    columns = (
        margins * COSINE,
        np.array([n.best_margin for n in compared]) * COSINE,
        (near - near.mean(axis=0)) * COSINE,
        (near - _rivals(near)) * COSINE,
        _keyword_shares(prepared, reading),
        [_denial(s, n, reading) for s, n in zip(prepared.points, compared, strict=True)],
        (near - asked) * BACKGROUND_COSINE if len(prepared.question) else 0.0,
        float(reading.is_list),
        (near - unrelated) * BACKGROUND_COSINE,
        _company(margins[sided], near[sided]) * COSINE,
        _alignment(prepared, reading)[:, None],
    )
    for at, column in enumerate(columns):
        signals[:, :, at] = column
    return signals


def _rivals(near: Array) -> Array:
    """For each point and segment, the nearness to the nearest other point; its own if alone."""
    if len(near) == 1:
        return near
    second, first = np.sort(near, axis=0)[-2:]
    return np.asarray(np.where(near == first, second, first), dtype=float)


def _company(margins: Array, near: Array) -> float:
    """The mean over segments of the margin at the point that each segment is nearest to."""
    if not len(near):
        return 0.0
    return float(margins[near.argmax(axis=0), np.arange(near.shape[1])].mean())


def _alignment(prepared: PreparedRubric, reading: Reading) -> Array:
    tokens = centred_tokens(reading.tokens, prepared.token_mean)
    return np.array([(covered(claim, tokens) - 0.5) * 5 for claim in prepared.claims])


def _highest(cosines: NDArray[np.float32]) -> tuple[Array, Array]:
    """Of each row, the mean of the three highest values, and the highest; zero without any."""
    if cosines.shape[1] == 0:
        return np.zeros(cosines.shape[0]), np.zeros(cosines.shape[0])
    ordered = np.sort(cosines, axis=1)
    return _mean(ordered[:, -3:]), ordered[:, -1].astype(float)


def _nearest(cosines: NDArray[np.float32], count: int) -> Array:
    """The mean of each row's `count` highest values."""
    return _mean(np.sort(cosines, axis=1)[:, -count:])


def _mean(values: NDArray[np.float32]) -> Array:
    """The mean of each row; `numpy.mean` takes longer to begin than to add so few."""
    return np.asarray(np.add.reduce(values, axis=1) / values.shape[1], dtype=float)


def _keyword_shares(prepared: PreparedRubric, reading: Reading) -> list[list[float]]:
    texts = [reading.text_of(segment) for segment in reading.segments]
    return [shares(texts, point.keywords) for point in prepared.rubric.key_points]


def _denial(statements: Statements, compared: Nearness, reading: Reading) -> Array:
    if not reading.denials.any():
        return reading.denials
    nearest = np.argsort(-compared.right, axis=1, kind="stable")[:, :3]
    denied = statements.denials[nearest].mean(axis=1)
    return np.asarray(np.maximum(reading.denials - denied, 0.0), dtype=float)


def _misconceptions(
    prepared: PreparedRubric, reading: Reading, near: Array, background: NDArray[np.float32]
) -> Array:
    """The signals of all misconceptions; the order of the columns is MISCONCEPTION_SIGNALS'."""
    shape = (len(prepared.misconceptions), len(reading.segments), len(MISCONCEPTION_SIGNALS))
    signals = np.zeros(shape)
    if not len(signals):
        return signals
    unrelated = background.mean(axis=1)
    rival = near.max(axis=0) if len(near) else None
    for signal, statements in zip(signals, prepared.misconceptions, strict=True):
        found = _compare(statements, reading.vectors)
        signal[:, 0] = found.margin * COSINE
        signal[:, 1] = found.best_margin * COSINE
        signal[:, 2] = (found.near - unrelated) / 0.04 - 2
        signal[:, 3] = (found.near - (found.near if rival is None else rival)) * COSINE
    return signals

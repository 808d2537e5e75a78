"""From the grader's share to the share that one's own graders would have given.

A calibration holds a non-decreasing map for the whole bank, one for each question with graded
answers, and, where that was found to help, what answers near to the graded ones earn beyond it.
`evaluation.fitting` makes it; this module only applies it. Nothing here reads a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grader.text.reading import Reading
from grader.text.scale import Doubt

Array = NDArray[np.float64]
Vectors = NDArray[np.float32]
KNOTS = 101


@dataclass(frozen=True, slots=True, eq=False)
class QuestionCalibration:
    """One question's part: its rubric's version, and how many graded answers it rests on.

    `knots` (101,) are the calibrated shares at 0, .01, …, 1. `vectors` (m, d) are unit vectors
    of graded answers and `weights` (m,) what nearness to each adds; m is 0 without smoothing.
    """

    rubric: str
    answers: int
    knots: Array
    vectors: Vectors
    weights: Array


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """The maps of a bank, for the scorer and the encoder that they were fitted to.

    `knots` (101,) are the bank's own map; `covers_others` says whether it serves questions
    without graded answers. `length` is the cosine distance at which answers stop being near.
    `doubt` says how far to trust a calibrated share, `doubt_others` one of a question without
    graded answers, over the calibrated share and one minus the confidence before; None leaves
    the scorer's own. `digest` names the whole.
    """

    scorer: str
    encoder_digest: str
    knots: Array
    covers_others: bool
    length: float
    questions: Mapping[str, QuestionCalibration]
    digest: str = ""
    doubt: Doubt | None = None
    doubt_others: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Calibrated:
    """A share in 0..1, whether the calibration was used, and if not, why, by name.

    `doubt` is the calibration's own for such answers, if it has one.
    """

    share: float
    used: bool
    reason: str = ""
    doubt: Doubt | None = None


def apply(
    calibration: Calibration,
    share: float,
    vector: Vectors,
    *,
    question_id: str,
    rubric: str,
    scorer: str,
    encoder_digest: str,
) -> Calibrated:
    """The calibrated share of one answer; the share itself where the calibration does not fit it.

    `vector` (d,) is `answer_vector` of its reading. Reasons are `calibration_scorer` (fitted to
    another scorer or encoder), `calibration_rubric` (the rubric has changed since) and
    `calibration_question` (no graded answers to this question, and the bank's map is no help).
    """
    if (calibration.scorer, calibration.encoder_digest) != (scorer, encoder_digest):
        return Calibrated(share, used=False, reason="calibration_scorer")
    question = calibration.questions.get(question_id)
    if question is None:
        if not calibration.covers_others:
            return Calibrated(share, used=False, reason="calibration_question")
        moved = mapped(share, calibration.knots)
        return Calibrated(moved, used=True, doubt=calibration.doubt_others)
    if question.rubric != rubric:
        return Calibrated(share, used=False, reason="calibration_rubric")
    nearness = smoothing(vector[None, :], question.vectors, calibration.length)
    moved = mapped(share, question.knots) + float((nearness @ question.weights)[0])
    return Calibrated(min(1.0, max(0.0, moved)), used=True, doubt=calibration.doubt)


def mapped(share: float, knots: Array) -> float:
    """The share on a map given by its values at equally spaced shares."""
    return float(np.interp(share, np.linspace(0, 1, len(knots)), knots))


def smoothing(vectors: Vectors, graded: Vectors, length: float) -> Array:
    """Nearness (k, m) in 0..1 of answers (k, d) to graded answers (m, d), all of unit length.

    exp(-(1 - cosine) / length), the kernel of a Gaussian process on the sphere.
    """
    if not len(graded):
        return np.zeros((len(vectors), 0))
    distance = np.maximum(1.0 - vectors.astype(float) @ graded.astype(float).T, 0.0)
    return np.asarray(np.exp(-distance / length))


def answer_vector(reading: Reading) -> Vectors:
    """The mean of an answer's token vectors (d,), of unit length and in steps of float16."""
    mean = reading.tokens.mean(axis=0) if len(reading.tokens) else reading.vectors.mean(axis=0)
    unit = mean / max(float(np.linalg.norm(mean)), 1e-12)
    return np.asarray(unit.astype(np.float16), dtype=np.float32)

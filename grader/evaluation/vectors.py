"""Answers as the calibration sees them: the machine's share, the person's, and a vector."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from grader.evaluation.fitting import Graded
from grader.evaluation.grade_rows import BATCH, Matched
from grader.evaluation.measures import Scores
from grader.model import Grade, Status
from grader.text.calibration import Vectors, answer_vector
from grader.text.encoder import Encoder
from grader.text.reading import plan, read

# What calibration leaves alone: no answer, or no grade.
LEFT_ALONE = {Status.BLANK, Status.GRADER_ERROR, Status.CANDIDATE_ERROR}


def answer_vectors(texts: Sequence[str], encoder: Encoder) -> Vectors:
    """The vectors (n, d) of answers that are not blank, as the grader will see them."""
    found = []
    for at in range(0, len(texts), BATCH):
        plans = [plan(text) for text in texts[at : at + BATCH]]
        encodings = iter(encoder.encode([text for made in plans for text in made.texts]))
        found += [answer_vector(read(p, [next(encodings) for _ in p.texts])) for p in plans]
    return np.stack(found) if found else np.zeros((0, 0), dtype=np.float32)


def calibratable(
    matched: Matched, grades: Sequence[Grade], scores: Scores, encoder: Encoder
) -> tuple[Graded, dict[int, str]]:
    """The answers that a calibration can learn from, and the question ids by their numbers."""
    kept = np.flatnonzero([grade.status not in LEFT_ALONE for grade in grades])
    texts = [matched.rows[i].answer for i in kept]
    graded = Graded(
        scores.machine[kept],
        scores.human[kept],
        answer_vectors(texts, encoder),
        scores.questions[kept],
    )
    ids = {int(scores.questions[i]): matched.rows[i].question_id for i in kept}
    return graded, ids

"""Answers as the calibration sees them: the machine's share, the person's, and a vector."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from grader.evaluation.fitted import Graded
from grader.evaluation.grade_rows import BATCH, Matched
from grader.evaluation.measures import Scores
from grader.model import Grade, Status
from grader.text.calibration import Vectors, answer_vector
from grader.text.encoder import Encoder
from grader.text.reading import plan, read

FAILED = {Status.GRADER_ERROR, Status.CANDIDATE_ERROR}


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
    """The answers that have a grade, as `fit` takes them, and the question ids by their numbers."""
    kept = np.flatnonzero([grade.status not in FAILED for grade in grades])
    said = np.flatnonzero([grades[int(i)].status is not Status.BLANK for i in kept])
    found = answer_vectors([matched.rows[int(i)].answer for i in kept[said]], encoder)
    vectors = np.zeros((len(kept), found.shape[1]), dtype=np.float32)
    vectors[said] = found
    graded = Graded(
        scores.machine[kept],
        scores.human[kept],
        vectors,
        scores.questions[kept],
        1 - scores.confidence[kept],
    )
    ids = {int(scores.questions[i]): matched.rows[int(i)].question_id for i in kept}
    return graded, ids

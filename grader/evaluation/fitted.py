"""What a calibration is fitted to, and what a fit is: arrays, and a map for each question."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grader.text.calibration import KNOTS, Array, Vectors, smoothing

GRID = np.linspace(0, 1, KNOTS)
LEAST_ANSWERS = 3
# Numbers of a vector that tell texts apart, for an order among them.
ORDERING = 8


@dataclass(frozen=True, slots=True, eq=False)
class Graded:
    """Graded answers: `machine` and `human` shares (n,), `vectors` (n, d), `questions` (n,).

    `unsure` (n,) is one minus the machine's confidence before any calibration. A blank answer has
    a vector of zeros; nothing is learnt from it, and its share stays.
    """

    machine: Array
    human: Array
    vectors: Vectors
    questions: NDArray[np.int64]
    unsure: Array

    def at(self, kept: NDArray[np.bool_] | NDArray[np.intp]) -> Graded:
        """The answers that an index or a mask picks."""
        return Graded(
            self.machine[kept],
            self.human[kept],
            self.vectors[kept],
            self.questions[kept],
            self.unsure[kept],
        )

    @property
    def blank(self) -> NDArray[np.bool_]:
        """Which answers (n,) are blank."""
        return np.asarray(~self.vectors.any(axis=1))

    def enough(self) -> Graded:
        """The answers to questions that have at least three of them."""
        _, place, counts = np.unique(self.questions, return_inverse=True, return_counts=True)
        return self.at(counts[place] >= LEAST_ANSWERS)

    def in_order(self) -> Graded:
        """The same answers in an order that does not depend on how they came."""
        keys = (*self.vectors.T[:ORDERING], self.machine, self.human, self.questions)
        return self.at(np.lexsort(keys))


@dataclass(frozen=True, slots=True, eq=False)
class QuestionFit:
    """A question's map at the knots, and its smoothing: vectors (m, d) and weights (m,)."""

    knots: Array
    vectors: Vectors
    weights: Array
    answers: int


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """The bank's knots, the smoothing's length, and the fits by question number."""

    knots: Array
    length: float
    questions: dict[int, QuestionFit]

    def predict(self, answers: Graded) -> Array:
        """Calibrated shares (n,) of answers, whose human scores are not looked at."""
        moved = np.interp(answers.machine, GRID, self.knots)
        for number, part in self.questions.items():
            own = answers.questions == number
            near = smoothing(answers.vectors[own], part.vectors, self.length)
            moved[own] = np.interp(answers.machine[own], GRID, part.knots) + near @ part.weights
        return np.where(answers.blank, answers.machine, np.clip(moved, 0, 1))

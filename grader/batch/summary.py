"""What came of a batch, in numbers."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field

from grader.model import Status


@dataclass(slots=True)
class Spread:
    """Points of one question: how many, their mean and standard deviation, and the maximum."""

    max_score: float = 0.0
    count: int = 0
    _sum: float = 0.0
    _squares: float = 0.0

    def add(self, points: float) -> None:
        """One more grade."""
        self.count += 1
        self._sum += points
        self._squares += points * points

    @property
    def mean(self) -> float:
        """The mean, 0 where there are no grades."""
        return self._sum / self.count if self.count else 0.0

    @property
    def deviation(self) -> float:
        """The population's standard deviation."""
        if not self.count:
            return 0.0
        return math.sqrt(max(0.0, self._squares / self.count - self.mean**2))


@dataclass(slots=True)
class Summary:
    """Counts by status, spread by question, groups of like answers, seconds."""

    statuses: Counter[Status] = field(default_factory=Counter)
    questions: dict[str, Spread] = field(default_factory=dict)
    distinct: int = 0
    resumed: int = 0
    alike: int = 0
    seconds: float = 0.0

    @property
    def rows(self) -> int:
        """How many rows there were."""
        return sum(self.statuses.values())

    @property
    def failed(self) -> int:
        """How many rows were not graded, for whichever reason of ours or of the table."""
        return self.statuses[Status.GRADER_ERROR]

    def add(self, question: str, status: Status, points: float | None, max_score: float) -> None:
        """One more row."""
        self.statuses[status] += 1
        if points is not None:
            self.questions.setdefault(question, Spread(max_score)).add(points)

"""Who stands where: totals by candidate and topic, shares by question, ranks with their ranges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from grader.model import Grade, Kind
from grader.report.results import Results
from grader.report.statistics import bin_of, histogram, percentile, rank_ranges, ranks
from grader.report.totals import Total, total
from grader.report.views import Place, Standing
from grader.rubric.folder import natural_key


@dataclass(frozen=True)
class Standings:
    """The cohort's figures, each computed once. Candidates come in the order of the grades."""

    results: Results

    @cached_property
    def by_candidate(self) -> Mapping[str, Mapping[str, Grade]]:
        """Grades by candidate and question; the last one counts where there are several."""
        found: dict[str, dict[str, Grade]] = {}
        for grade in self.results.grades:
            found.setdefault(grade.candidate_id, {})[grade.question_id] = grade
        return found

    @cached_property
    def question_ids(self) -> tuple[str, ...]:
        """The questions in natural order, short answers before programs."""
        asked = self.results.questions
        return tuple(sorted(asked, key=lambda id_: (asked[id_].kind == Kind.CODING, order(id_))))

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """All topics, those with most questions first."""
        found = [topic for asked in self.results.questions.values() for topic in asked.topics]
        return tuple(sorted(set(found), key=lambda topic: (-found.count(topic), topic)))

    @cached_property
    def totals(self) -> Mapping[str, Total]:
        """Each candidate's total over all questions."""
        return {id_: self.total(id_, self.question_ids) for id_ in self.by_candidate}

    @cached_property
    def shares(self) -> Mapping[str, tuple[float, ...]]:
        """All shares at each question, without names."""
        found: dict[str, list[float]] = {id_: [] for id_ in self.question_ids}
        for grades in self.by_candidate.values():
            for id_, grade in grades.items():
                if grade.share is not None:
                    found[id_].append(grade.share)
        return {id_: tuple(shares) for id_, shares in found.items()}

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Each candidate's rank, and the range that the intervals leave open."""
        shares = [total.share for total in self.totals.values()]
        ranked, ranges = ranks(shares), rank_ranges([t.ends for t in self.totals.values()])
        return {
            id_: Place(rank, ranked.count(rank) > 1, best, worst, len(ranked))
            for id_, rank, (best, worst) in zip(self.totals, ranked, ranges, strict=True)
        }

    @cached_property
    def topic_means(self) -> Mapping[str, float | None]:
        """The cohort's mean share by topic."""
        return {topic: self._mean_at(topic) for topic in self.topics}

    def total(self, candidate: str, questions: Sequence[str]) -> Total:
        """A candidate's total over some questions."""
        grades = self.by_candidate[candidate]
        asked = {id_: self.results.questions[id_].max_score for id_ in questions}
        return total(grades, asked)

    def at_topic(self, candidate: str, topic: str) -> Total:
        """A candidate's total over the questions about a topic."""
        asked = self.results.questions
        return self.total(candidate, [id_ for id_ in asked if topic in asked[id_].topics])

    def overall(self, candidate: str) -> Standing:
        """A candidate's total among all totals."""
        shares = [total.share for total in self.totals.values()]
        return standing(self.totals[candidate].share, shares)

    def _mean_at(self, topic: str) -> float | None:
        totals = [self.at_topic(id_, topic) for id_ in self.by_candidate]
        shares = [total.share for total in totals if total.max_points]
        return sum(shares) / len(shares) if shares else None


def order(question_id: str) -> tuple[tuple[int, int, str], ...]:
    """The sort key of question ids: numbers as numbers."""
    return natural_key(question_id)


def standing(share: float, shares: Sequence[float]) -> Standing:
    """A share among others of which it is one."""
    return Standing(
        mean=round(sum(shares) / len(shares), 4),
        percentile=round(percentile(share, shares), 1),
        count=len(shares),
        bins=histogram(shares),
        bin=bin_of(share),
    )

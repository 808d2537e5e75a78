"""Classical item analysis: how hard each question is, what it tells, what may be wrong with it.

Discrimination is the item-rest correlation: of the shares at a question with the candidates' mean
shares at all others (Crocker & Algina 1986, ch. 14).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.model import Grade, Status, Verdict
from grader.report.standings import Standings
from grader.report.statistics import correlation, mean
from grader.report.views import Item, Missed
from grader.report.words import Words, number, percent
from grader.review.overlay import machine_points
from grader.review.queue import waits

LEAST_DISCRIMINATION = 0.15
LEAST_ANSWERS = 8
NEARLY_ALL = 0.95
MANY_REVIEWS = 0.4
FAR_APART = 0.15
FULL = 0.999
MOST_MISSED = 15
SCORED = ("key_point", "check")


@dataclass(frozen=True)
class Items:
    """The analysis of all questions of a cohort, in one language."""

    standings: Standings
    words: Words

    def all(self) -> tuple[Item, ...]:
        """One item a question, in the questions' order."""
        return tuple(self._item(id_) for id_ in self.standings.question_ids)

    def missed(self) -> tuple[Missed, ...]:
        """The criteria that most of those who answered missed, worst first."""
        found = [missed for id_ in self.standings.question_ids for missed in self._missed(id_)]
        return tuple(sorted(found, key=lambda m: (-m.missed, -m.partly))[:MOST_MISSED])

    def _item(self, question: str) -> Item:
        grades, asked = self._grades(question), self.standings.results.questions[question]
        shares = self.standings.shares[question]
        difficulty, discrimination = mean(shares), self._discrimination(question)
        return Item(
            question_id=question,
            title=asked.title(self.words.lang),
            count=len(grades),
            difficulty=None if difficulty is None else round(difficulty, 4),
            discrimination=None if discrimination is None else round(discrimination, 3),
            blank=sum(grade.status is Status.BLANK for grade in grades),
            waiting=sum(waits(grade) for grade in grades),
            decided=sum(bool(grade.history) for grade in grades),
            doubts=tuple(self._doubts(question, grades, discrimination)),
        )

    def _grades(self, question: str) -> list[Grade]:
        found = (grades.get(question) for grades in self.standings.by_candidate.values())
        return [grade for grade in found if grade is not None]

    def _discrimination(self, question: str) -> float | None:
        """The item-rest correlation; the rest is what else each candidate has got points for."""
        here, rest = [], []
        for grades in self.standings.by_candidate.values():
            share = grades[question].share if question in grades else None
            others = [g.share for id_, g in grades.items() if id_ != question]
            known = [other for other in others if other is not None]
            if share is not None and known:
                here.append(share)
                rest.append(sum(known) / len(known))
        return correlation(here, rest)

    def _doubts(
        self, question: str, grades: Sequence[Grade], discrimination: float | None
    ) -> Iterator[str]:
        if len(grades) < LEAST_ANSWERS:
            return
        for missed in self._missed(question):
            if missed.missed >= NEARLY_ALL:
                yield self.words("doubt.all_missed", name=missed.criterion)
        if min(self.standings.shares[question], default=0.0) >= FULL:
            yield self.words("doubt.all_met")
        elif discrimination is not None and discrimination < LEAST_DISCRIMINATION:
            yield self.words("doubt.discrimination", value=number(discrimination))
        reviews = sum(waits(grade) or bool(grade.history) for grade in grades) / len(grades)
        if reviews >= MANY_REVIEWS:
            yield self.words("doubt.reviews", share=percent(reviews))
        yield from self._people(grades)

    def _people(self, grades: Sequence[Grade]) -> Iterator[str]:
        """Where people's points differ from the grader's in one direction, its rubric is off."""
        decided = [g for g in grades if g.history and machine_points(g) is not None]
        apart = mean([((g.points or 0.0) - (machine_points(g) or 0.0)) for g in decided])
        if apart is not None and len(decided) > 2 and abs(apart) >= FAR_APART * grades[0].max_score:
            yield self.words("doubt.people", points=number(apart, 1))

    def _missed(self, question: str) -> Iterator[Missed]:
        """Each criterion's figures, of those who answered at all."""
        verdicts: dict[str, list[Verdict]] = {}
        for grade in self._grades(question):
            for item in grade.evidence:
                if item.kind in SCORED:
                    verdicts.setdefault(item.criterion, []).append(item.verdict)
        for criterion, found in verdicts.items():
            missed, partly = found.count(Verdict.MISSED), found.count(Verdict.PARTLY)
            size = len(found)
            yield Missed(
                question, criterion, round(missed / size, 4), round(partly / size, 4), size
            )

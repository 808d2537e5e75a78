"""All candidates together: tables of who, what and where to look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from grader.model import Grade
from grader.report.agreement import agreement
from grader.report.answer_view import anchor
from grader.report.candidate_view import Candidates
from grader.report.items import Items
from grader.report.provenance import provenance
from grader.report.standings import Standings, order
from grader.report.statistics import histogram
from grader.report.views import Cell, CohortView, GroupView, Member, Row, Waiting
from grader.report.words import Words
from grader.review.queue import urgency, waits

ABSENT = "absent"


@dataclass(frozen=True)
class Cohort:
    """Makes the view of a cohort in one language; `suffix` is that of the candidates' pages."""

    candidates: Candidates
    words: Words
    suffix: str = ".html"

    def view(self) -> CohortView:
        """All about the cohort."""
        standings, results = self._standings, self._standings.results
        shares = [total.share for total in standings.totals.values()]
        items = Items(standings, self.words)
        decided = [(g, self._member(g)) for g in results.grades if g.history]
        return CohortView(
            title=self.words("cohort"),
            count=len(shares),
            questions=standings.question_ids,
            topic_labels=tuple(self.words.named("topic", t) for t in standings.topics),
            mean=round(sum(shares) / len(shares), 4),
            bins=histogram(shares),
            rows=tuple(self._row(id_) for id_ in self.ranked),
            items=items.all(),
            missed=items.missed(),
            groups=tuple(self._groups()),
            queue=tuple(self._queue()),
            agreement=agreement(decided),
            stale=tuple((self.candidates.name(d.candidate_id), d.question_id, d.author)
                        for d in results.stale),
            provenance=provenance(results.grades, results.run, self.words),
        )  # fmt: skip

    @cached_property
    def ranked(self) -> list[str]:
        """The candidates' ids, best first; those of equal rank by id."""
        places = self._standings.places
        return sorted(places, key=lambda id_: (places[id_].rank, order(id_)))

    @property
    def _standings(self) -> Standings:
        return self.candidates.standings

    def _row(self, id_: str) -> Row:
        standings = self._standings
        total = standings.totals[id_]
        topics = [standings.at_topic(id_, topic) for topic in standings.topics]
        grades = standings.by_candidate[id_]
        return Row(
            id=id_,
            name=self.candidates.name(id_),
            href=self._href(id_),
            place=standings.places[id_],
            points=total.points,
            max_points=total.max_points,
            share=round(total.share, 4),
            interval=total.interval,
            topics=tuple(round(t.share, 4) if t.max_points else None for t in topics),
            cells=tuple(self._cell(id_, question) for question in standings.question_ids),
            waiting=sum(waits(grade) for grade in grades.values()),
            decided=sum(bool(grade.history) for grade in grades.values()),
        )

    def _cell(self, id_: str, question: str) -> Cell:
        grade = self._standings.by_candidate[id_].get(question)
        href = self._href(id_, question)
        if grade is None:
            return Cell(question, href, None, ABSENT)
        share = None if grade.share is None else round(grade.share, 4)
        return Cell(question, href, share, grade.status, bool(grade.history))

    def _href(self, id_: str, question: str = "") -> str:
        page = f"candidates/{self.candidates.files[id_]}{self.suffix}"
        return f"{page}#{anchor(self._standings, question)}" if question else page

    def _member(self, grade: Grade) -> Member:
        id_ = grade.candidate_id
        return Member(self.candidates.name(id_), self._href(id_, grade.question_id))

    def _groups(self) -> Iterator[GroupView]:
        graded = self._standings.by_candidate
        for group in self._standings.results.groups:
            if not group.asks:
                continue
            known = [graded[id_] for id_ in group.members if id_ in graded]
            members = [self._member(g[group.question_id]) for g in known if group.question_id in g]
            if len(members) > 1:
                yield GroupView(group.question_id, group.kind, tuple(members), group.note)

    def _queue(self) -> Iterator[Waiting]:
        """What waits for a person, in the order of `grade review`."""
        for grade in sorted(filter(waits, self._standings.results.grades), key=urgency):
            who = self._member(grade)
            yield Waiting(
                question_id=grade.question_id,
                name=who.name,
                href=who.href,
                status=grade.status,
                reasons=self._reasons(grade),
                points=grade.points,
                max_score=grade.max_score,
                confidence=grade.confidence,
            )

    def _reasons(self, grade: Grade) -> tuple[str, ...]:
        found = [self.words.flag(f.name, f.message) for f in (*grade.review, *grade.flags)]
        return tuple(dict.fromkeys(found)) or (self.words.flag("low_confidence", ""),)

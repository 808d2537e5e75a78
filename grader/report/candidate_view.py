"""Everything about one candidate, put together for a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from grader.report.answer_view import Answers
from grader.report.file_names import file_names
from grader.report.follow_ups import follow_ups
from grader.report.provenance import provenance
from grader.report.standings import Standings
from grader.report.summary import Counts, summary
from grader.report.views import AnswerView, CandidateView, TopicView
from grader.report.words import Words


@dataclass(frozen=True)
class Candidates:
    """Makes candidates' views in one language."""

    standings: Standings
    words: Words

    @cached_property
    def files(self) -> Mapping[str, str]:
        """The name without suffix of each candidate's files."""
        return file_names(self.standings.by_candidate)

    def name(self, id_: str) -> str:
        """What a candidate is called: the name where there is one, else the id."""
        return self.standings.results.names.get(id_) or id_

    def view(self, id_: str) -> CandidateView:
        """All about the candidate with an id."""
        standings, words = self.standings, self.words
        total, place = standings.totals[id_], standings.places[id_]
        answers = tuple(self._answers(id_))
        topics = tuple(self._topics(id_))
        counts = Counts.of(answers)
        grades = tuple(standings.by_candidate[id_].values())
        return CandidateView(
            id=id_,
            name=self.name(id_),
            href=f"candidates/{self.files[id_]}",
            points=total.points,
            max_points=total.max_points,
            share=round(total.share, 4),
            interval=total.interval,
            place=place,
            standing=standings.overall(id_),
            topics=topics,
            answers=answers,
            follow_ups=follow_ups(answers, words),
            summary=summary(total, place, topics, answers, words),
            waiting=counts.waiting,
            blank=counts.blank,
            absent=counts.absent,
            failed=counts.failed,
            decided=counts.decided,
            provenance=provenance(grades, standings.results.run, words),
        )

    @cached_property
    def _maker(self) -> Answers:
        groups = self.standings.results.groups
        alike = frozenset((g.question_id, id_) for g in groups if g.asks for id_ in g.members)
        return Answers(self.standings, self.words, alike)

    def _answers(self, id_: str) -> Iterator[AnswerView]:
        grades = self.standings.by_candidate[id_]
        for question in self.standings.question_ids:
            grade = grades.get(question)
            yield self._maker.view(grade) if grade else self._maker.absent(question)

    def _topics(self, id_: str) -> Iterator[TopicView]:
        for topic in self.standings.topics:
            total = self.standings.at_topic(id_, topic)
            yield TopicView(
                name=topic,
                label=self.words.named("topic", topic),
                share=round(total.share, 4) if total.max_points else None,
                points=total.points,
                max_points=total.max_points,
                cohort=self.standings.topic_means[topic],
            )

"""A grade becomes what a page shows of one answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from grader.model import Evidence, Grade, Status
from grader.report.asked import Asked
from grader.report.marking import pieces
from grader.report.run_view import run_view
from grader.report.standings import Standings, standing
from grader.report.views import AnswerView, CriterionView, Range
from grader.report.words import Words
from grader.review.overlay import machine_points
from grader.text.wording import WHY

MISCONCEPTION = "misconception"


@dataclass(frozen=True, slots=True)
class Answers:
    """Makes views of grades in one language; `alike` are the answers that a group holds."""

    standings: Standings
    words: Words
    alike: frozenset[tuple[str, str]]

    def view(self, grade: Grade) -> AnswerView:
        """What is shown of one grade."""
        asked = self.standings.results.questions[grade.question_id]
        base = anchor(self.standings, grade.question_id)
        share = grade.share
        shares = self.standings.shares[grade.question_id]
        evidence = counted(grade)
        return AnswerView(
            question_id=grade.question_id,
            title=asked.title(self.words.lang),
            kind=asked.kind,
            topics=tuple(self.words.named("topic", topic) for topic in asked.topics),
            anchor=base,
            status=grade.status,
            points=grade.points,
            max_score=grade.max_score,
            share=share,
            machine_points=machine_points(grade),
            confidence=grade.confidence,
            interval=_range(grade),
            answer=grade.answer,
            pieces=pieces(grade.answer, [item.span for item in evidence]),
            criteria=tuple(
                self._criterion(number, item, base, asked)
                for number, item in enumerate(evidence, 1)
            ),
            questions=self._questions(grade),
            feedback=grade.feedback,
            history=grade.history,
            run=run_view(grade.run) if grade.run else None,
            standing=standing(share, shares) if share is not None and len(shares) > 1 else None,
            origin=grade.origin,
            rubric=grade.provenance.rubric,
        )

    def absent(self, question_id: str) -> AnswerView:
        """What is shown of a question that the candidate handed nothing in for."""
        asked = self.standings.results.questions[question_id]
        return AnswerView(
            question_id=question_id, title=asked.title(self.words.lang), kind=asked.kind,
            topics=tuple(self.words.named("topic", topic) for topic in asked.topics),
            anchor=anchor(self.standings, question_id), status="absent", points=None,
            max_score=asked.max_score, share=None, machine_points=None, confidence=1.0,
            interval=None, answer="", pieces=(), criteria=(), questions=(), feedback="",
            history=(), run=None, standing=None,
        )  # fmt: skip

    def _criterion(self, number: int, item: Evidence, base: str, asked: Asked) -> CriterionView:
        return CriterionView(
            number=number,
            name=item.criterion,
            kind=item.kind,
            verdict=item.verdict,
            points=item.points,
            max_points=item.max_points,
            score=item.score,
            anchor=f"{base}-c{number}",
            quote=item.quote,
            start=item.span.start if item.span else None,
            end=item.span.end if item.span else None,
            why=say_again(item.why, self.words.lang),
            keywords_met=item.keywords_met,
            keywords_missed=item.keywords_missed,
            follow_up=item.follow_up or asked.follow_ups.get(item.criterion, ""),
            expected=item.expected,
            actual=item.actual,
            hint=item.hint,
        )

    def _questions(self, grade: Grade) -> tuple[str, ...]:
        """Flags and reasons for review, each once, as questions to a person."""
        found = [self.words.flag(flag.name, flag.message) for flag in (*grade.flags, *grade.review)]
        if grade.status in (Status.CANDIDATE_ERROR, Status.GRADER_ERROR):
            found.append(self.words.flag(grade.status, ""))
        if grade.status is Status.NEEDS_REVIEW and not found:
            found.append(self.words.flag("low_confidence", ""))
        if (grade.question_id, grade.candidate_id) in self.alike:
            found.append(self.words.flag("similar", ""))
        return tuple(dict.fromkeys(found))


def anchor(standings: Standings, question_id: str) -> str:
    """The fragment that leads to a question, made of its place: ids may hold anything."""
    return f"q{standings.question_ids.index(question_id) + 1}"


def counted(grade: Grade) -> tuple[Evidence, ...]:
    """The evidence that a page shows: all of it, but for wrong claims that cost nothing."""
    return tuple(e for e in grade.evidence if e.kind != MISCONCEPTION or e.points < 0 or e.span)


def _range(grade: Grade) -> Range | None:
    found = grade.interval
    return None if found is None or grade.history else Range(found.low, found.high)


def say_again(why: str, lang: str) -> str:
    """A reason in the report's language, where it is one of the grader's own sentences."""
    return _KNOWN.get(why, {}).get(lang, why)


_KNOWN: Mapping[str, Mapping[str, str]] = {
    sentence: {lang: WHY[lang][name] for lang in WHY}
    for sentences in WHY.values()
    for name, sentence in sentences.items()
}

"""A candidate in a few plain sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.report.totals import Total
from grader.report.views import AnswerView, Place, TopicView
from grader.report.words import Words, number, percent

MOST_LOST = 3
LEAST_LOST = 0.5


@dataclass(frozen=True, slots=True)
class Counts:
    """How many answers are in each state that a person should know of."""

    waiting: int
    blank: int
    absent: int
    failed: int
    decided: int
    ungraded: int

    @classmethod
    def of(cls, answers: Sequence[AnswerView]) -> Counts:
        """The counts of a candidate's answers."""
        states = [answer.status for answer in answers]
        return cls(
            waiting=sum(answer.status in ("needs_review", "grader_error") for answer in answers),
            blank=states.count("blank"),
            absent=states.count("absent"),
            failed=states.count("candidate_error"),
            decided=sum(bool(answer.history) for answer in answers),
            ungraded=states.count("grader_error"),
        )


def summary(
    total: Total,
    place: Place,
    topics: Sequence[TopicView],
    answers: Sequence[AnswerView],
    words: Words,
) -> tuple[str, ...]:
    """Sentences on the total, the topics, the lost points, and what a person should look at."""
    return (
        _total(total, place, words),
        *_topics(topics, words),
        *_lost(answers, words),
        *_counts(answers, words),
    )


def _total(total: Total, place: Place, words: Words) -> str:
    values = {
        "points": number(total.points, 1),
        "max": number(total.max_points, 1),
        "share": percent(total.share),
    }
    if place.of < 2:
        return words("say.alone", **values)
    rank = words("say.place_tied" if place.tied else "say.place", rank=place.rank)
    return words("say.total", count=place.of, place=rank, **values)


def _topics(topics: Sequence[TopicView], words: Words) -> Iterator[str]:
    """Best and worst against the cohort: alone, the hardest topic would be everybody's worst."""
    known = [t for t in topics if t.share is not None and t.cohort is not None]
    if len(known) < 2:
        return
    ordered = sorted(known, key=lambda t: (t.share or 0.0) - (t.cohort or 0.0))
    worst, best = ordered[0], ordered[-1]
    yield words(
        "say.topics",
        best=best.label,
        best_share=percent(best.share or 0.0),
        worst=worst.label,
        worst_share=percent(worst.share or 0.0),
    )


def _lost(answers: Sequence[AnswerView], words: Words) -> Iterator[str]:
    lost = [(a.max_score - a.points, a) for a in answers if a.points is not None]
    worst = sorted(lost, key=lambda pair: -pair[0] / pair[1].max_score)[:MOST_LOST]
    named = [
        words("say.lost_one", id=answer.question_id, points=number(points, 1))
        for points, answer in worst
        if points >= LEAST_LOST
    ]
    if named:
        yield words("say.lost", questions=words.joined(named))


def _counts(answers: Sequence[AnswerView], words: Words) -> Iterator[str]:
    counts = Counts.of(answers)
    wrong = sum(c.kind == "misconception" and c.points < 0 for a in answers for c in a.criteria)
    found = {
        "wrong": wrong,
        "failed": counts.failed,
        "blank": counts.blank,
        "absent": counts.absent,
        "grader": counts.ungraded,
        "waiting": counts.waiting,
        "decided": counts.decided,
    }
    yield from (words(f"say.{name}", count=count) for name, count in found.items() if count)

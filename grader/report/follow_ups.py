"""What to ask in the conversation: from what was missed or is in doubt, most telling first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from grader.report.views import AnswerView, CriterionView, FollowUp
from grader.report.words import Words, number

DOUBT = 0.5
MOST_A_QUESTION = 2
MOST_QUOTED = 24
# Nothing at all was said: asking again tells less than asking about what was said.
BLANK = 0.5


def follow_ups(answers: Iterable[AnswerView], words: Words) -> tuple[FollowUp, ...]:
    """Questions for a conversation, by the share of the points that they could settle.

    A criterion's worth is what it lost, and half of what is in doubt where its score is near a
    half. Of each answer the two that tell most come first, and of the questions that were left
    blank two; then the rest in the same order.
    """
    asked = [list(_of_answer(answer, words)) for answer in answers]
    blank = [ask for asks in asked for ask in asks if not ask.criterion]
    about = [[ask for ask in asks if ask.criterion] for asks in asked]
    found = [ask for asks in (blank, *about) for ask in _ranked(asks)]
    return tuple(ask for _, ask in sorted(found, key=lambda pair: (pair[0], -pair[1].worth)))


def in_detail(criterion: CriterionView, words: Words) -> tuple[str, ...]:
    """One or two questions about a criterion: the rubric's, and one about the words found."""
    if criterion.verdict == "met" or criterion.kind != "key_point":
        return ()
    asks = [criterion.follow_up] if criterion.follow_up else []
    if criterion.verdict == "partly" and criterion.quote:
        asks.append(words("ask_more", quote=_short(criterion.quote), name=criterion.name))
    return tuple(asks)


def _of_answer(answer: AnswerView, words: Words) -> Iterator[FollowUp]:
    if answer.status in ("blank", "absent"):
        lost = words("follow_up_lost", points=number(answer.max_score))
        href = f"#{answer.anchor}"
        yield FollowUp(answer.title.partition("\n")[0], "", answer.question_id, href, lost, BLANK)
        return
    for criterion in answer.criteria:
        asks = in_detail(criterion, words)
        if asks:
            worth, reason = _worth(criterion, words)
            share = round(worth / answer.max_score, 4)
            href = f"#{criterion.anchor}"
            yield FollowUp(asks[0], criterion.name, answer.question_id, href, reason, share)


def _worth(criterion: CriterionView, words: Words) -> tuple[float, str]:
    lost = max(0.0, criterion.max_points - criterion.points)
    unsure = criterion.max_points * (1 - abs(2 * criterion.score - 1))
    if unsure > lost:
        reason = words("follow_up_unsure", points=number(criterion.max_points))
    else:
        reason = words("follow_up_lost", points=number(lost))
    return lost + DOUBT * unsure, reason


def _ranked(asks: Iterable[FollowUp]) -> Iterator[tuple[bool, FollowUp]]:
    """Each with whether it comes after the most telling ones."""
    ordered: Sequence[FollowUp] = sorted(asks, key=lambda ask: -ask.worth)
    for place, ask in enumerate(ordered):
        yield place >= MOST_A_QUESTION, ask


def _short(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= MOST_QUOTED else f"{line[:MOST_QUOTED]}…"

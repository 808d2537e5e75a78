"""What waits for a person, as lines: `grade review DIR --list`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from grader.cli.review_messages import say
from grader.cli.terminal import one_line, visible

if TYPE_CHECKING:
    from grader.report.results import Results
    from grader.review.queue import Item


def the_queue(found: Results) -> list[Item]:
    """The answers that wait, those in one group of like answers together."""
    from grader.review.queue import queue

    return queue(found.grades, [(group.question_id, group.members) for group in found.groups])


def show_queue(found: Results, lang: str) -> None:
    """Prints a line an answer that waits, and one a decision that is not in force."""
    for item in the_queue(found):
        click.echo(visible(_line(item, lang)))
    for made in found.stale:
        names = {"name": one_line(made.candidate_id), "author": one_line(made.author)}
        click.echo(visible(say(lang, "stale", question=one_line(made.question_id), **names)))


def _line(item: Item, lang: str) -> str:
    from grader.cli.evidence_view import points_of

    grade = item.grade
    reasons = [flag.message or flag.name for flag in (*grade.review, *grade.flags)]
    why = say(lang, "separator").join(dict.fromkeys(reasons)) or say(lang, "unsure")
    line = say(
        lang,
        "line",
        name=one_line(grade.candidate_id),
        question=one_line(grade.question_id),
        points="–" if grade.points is None else points_of(grade.points),
        max=points_of(grade.max_score),
        confidence=grade.confidence,
        reason=one_line(why),
    )
    return line + (say(lang, "line_likes", count=len(item.likes)) if item.likes else "")

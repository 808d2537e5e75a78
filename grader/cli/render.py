"""A grade as a person reads it in a terminal; colour is never the only sign."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.text import Text

from grader.cli import program_view
from grader.cli.evidence_view import misconceptions, points_of, the_key_points
from grader.cli.messages import say
from grader.cli.program_messages import tell
from grader.cli.terminal import one_line, visible
from grader.cli.wrapping import Wrapped
from grader.model import Grade, Kind, Question, Status

MOST_COLUMNS = 100
BAR = 16
HIGH, MEDIUM = 0.8, 0.5
STATUS_STYLE = {Status.GRADED: "green", Status.GRADER_ERROR: "bold red"}


def console() -> Console:
    """A console on stdout that takes text as it is: no markup, no emoji codes, no highlighting."""
    out = Console(markup=False, emoji=False, highlight=False)
    out.width = min(out.width, MOST_COLUMNS)
    return out


def question_view(question: Question, lang: str) -> RenderableType:
    """The id and the text of a question, in the language of the reader where it is there."""
    text = question.text_en if lang == "en" and question.text_en else question.text
    if question.kind is Kind.CODING:  # `grade task show` prints the rest
        text = text.strip().partition("\n")[0]
    return Wrapped(Text(one_line(text), "bold"), Text(f"{one_line(question.id)}  ", "bold cyan"))


def grade_view(grade: Grade, origin: str, lang: str) -> RenderableType:
    """The points, then why: key points, wrong claims, what to note, feedback."""
    return Group(*_parts(grade, origin, lang))


def _parts(grade: Grade, origin: str, lang: str) -> Iterator[RenderableType]:
    yield Wrapped(Text(visible(origin), "dim"))
    yield Wrapped(_score(grade, lang))
    if grade.run is not None:
        yield from _section(tell(lang, "checks"), program_view.checks(grade, lang))
        yield from _section(tell(lang, "findings"), program_view.findings(grade))
        yield from _section(tell(lang, "run"), program_view.run(grade, lang))
        yield from _section(tell(lang, "stderr"), program_view.last_errors(grade))
    elif grade.status is not Status.BLANK:
        yield from _section(say(lang, "key_points"), the_key_points(grade, lang))
        yield from _section(say(lang, "misconceptions"), misconceptions(grade, lang))
    title = "review" if _wants_review(grade) else "flags"
    yield from _section(say(lang, title), _notes(grade, lang))
    if grade.feedback:
        feedback = Wrapped(Text(one_line(grade.feedback)), "  ")
        yield from _section(say(lang, "feedback"), iter([feedback]))
    yield Text()


def _score(grade: Grade, lang: str) -> Text:
    share = grade.share
    points = "–" if grade.points is None else points_of(grade.points)
    total = f"{points} / {points_of(grade.max_score)} {say(lang, 'points')}"
    text = Text.assemble((total, "bold"))
    if share is not None:
        filled = round(BAR * min(max(share, 0), 1))
        text.append(f"  {percent(share)}  ")
        text.append("█" * filled + "░" * (BAR - filled), "cyan")
    text.append("  ")
    text.append(say(lang, grade.status), STATUS_STYLE.get(grade.status, "yellow"))
    if grade.status not in (Status.BLANK, Status.GRADER_ERROR):
        text.append(f" · {_confidence(grade, lang)}")
    return text


def percent(share: float) -> str:
    """A share with one decimal at most, cut and not rounded: 59.96 % is not 60 %."""
    tenths = int(share * 1000 + 1e-6)
    return f"{tenths / 10:g}%"


def _confidence(grade: Grade, lang: str) -> str:
    value = grade.confidence
    word = "high" if value >= HIGH else "medium" if value >= MEDIUM else "low"
    return say(lang, "confidence", word=say(lang, word), value=value)


def _wants_review(grade: Grade) -> bool:
    return grade.status not in (Status.GRADED, Status.BLANK)


def _notes(grade: Grade, lang: str) -> Iterator[RenderableType]:
    reasons = [f"{one_line(flag.message)} ({one_line(flag.name)})" for flag in grade.flags]
    known = {flag.name for flag in grade.flags}
    reasons += [one_line(flag.message) for flag in grade.review if flag.name not in known]
    if grade.status is Status.GRADER_ERROR:
        reasons.append(say(lang, "review_error"))
    elif _wants_review(grade) and not grade.review and grade.confidence < MEDIUM:
        reasons.append(say(lang, "review_confidence", value=grade.confidence))
    yield from (Wrapped(Text(reason), Text("  ! ", "yellow")) for reason in reasons)


def _section(title: str, lines: Iterator[RenderableType]) -> Iterator[RenderableType]:
    """A title with lines below it; nothing where there are none."""
    body = list(lines)
    if body:
        yield Text()
        yield Text(title, "bold")
        yield from body

"""The evidence of a grade, line by line: what was met, by which words, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from rich.console import RenderableType
from rich.text import Text

from grader.cli.messages import say
from grader.cli.terminal import one_line
from grader.cli.wrapping import Wrapped
from grader.model import Evidence, Grade, Verdict

MISCONCEPTION = "misconception"
MARKS = {Verdict.MET: "✓", Verdict.PARTLY: "◐", Verdict.MISSED: "✗"}
STYLES = {Verdict.MET: "green", Verdict.PARTLY: "yellow", Verdict.MISSED: "red"}
QUOTES = {"zh": ("「", "」"), "en": ("“", "”")}
INDENT = "      "
MOST_QUOTED = 100
Details = Callable[[Evidence], Iterator[RenderableType]]


def points_of(points: float) -> str:
    """Points with two decimals at most: 7, 7.5, 0.33."""
    return f"{round(points, 2) + 0.0:g}"


def the_key_points(grade: Grade, lang: str) -> Iterator[RenderableType]:
    """Each key point with its mark, its points, the words that earned it, and why."""
    found = [evidence for evidence in grade.evidence if evidence.kind != MISCONCEPTION]
    return scored(found, partial(_reasons, lang=lang))


def scored(found: Sequence[Evidence], details: Details) -> Iterator[RenderableType]:
    """Each criterion with its mark and its points in a column, and its details below it."""
    shares = [f"{points_of(e.points)}/{points_of(e.max_points)}" for e in found]
    width = max(map(len, shares), default=0)
    for evidence, share in zip(found, shares, strict=True):
        mark = Text(f"  {MARKS[evidence.verdict]} ", f"bold {STYLES[evidence.verdict]}")
        mark.append(f"{share:>{width}}  ", "not bold default")
        yield Wrapped(Text(one_line(evidence.criterion), "bold"), mark)
        yield from details(evidence)


def misconceptions(grade: Grade, lang: str) -> Iterator[RenderableType]:
    """Each misconception that cost points, with the words that state it."""
    for evidence in grade.evidence:
        if evidence.kind == MISCONCEPTION and evidence.points < 0:
            mark = Text(f"  ! {points_of(evidence.points)}  ", "bold red")
            yield Wrapped(Text(one_line(evidence.criterion), "bold"), mark)
            yield from _reasons(evidence, lang)


def _reasons(evidence: Evidence, lang: str) -> Iterator[RenderableType]:
    if evidence.quote:
        yield Wrapped(_quote(evidence, lang), INDENT)
    if evidence.why:
        yield Wrapped(Text(one_line(evidence.why)), INDENT)
    if evidence.keywords_met or evidence.keywords_missed:
        yield Wrapped(_keywords(evidence, lang), INDENT)
    if evidence.follow_up and evidence.verdict is not Verdict.MET:
        line = say(lang, "follow_up", text=one_line(evidence.follow_up))
        yield Wrapped(Text(line, "dim"), INDENT)


def _quote(evidence: Evidence, lang: str) -> Text:
    """The words of the answer, marked; a long quote loses its middle."""
    words = one_line(evidence.quote)
    if len(words) > MOST_QUOTED:
        words = f"{words[: MOST_QUOTED // 2]} … {words[-MOST_QUOTED // 2 :]}"
    start, end = QUOTES[lang]
    style = f"underline {STYLES[evidence.verdict]}"
    return Text.assemble(start, (words, style), end)


def _keywords(evidence: Evidence, lang: str) -> Text:
    text = Text(say(lang, "keywords"))
    _append(text, Verdict.MET, evidence.keywords_met)
    _append(text, Verdict.MISSED, evidence.keywords_missed)
    return text


def _append(text: Text, verdict: Verdict, words: Iterable[str]) -> None:
    for word in words:
        text.append(f" {MARKS[verdict]} ", STYLES[verdict])
        text.append(one_line(word))

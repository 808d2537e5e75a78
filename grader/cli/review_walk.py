"""The dialogue of `grade review`: shows an answer, reads a line, does what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from rich.console import Console, RenderableType
from rich.text import Text

from grader.cli.evidence_view import points_of
from grader.cli.render import grade_view
from grader.cli.review_messages import say
from grader.cli.terminal import one_line, visible
from grader.cli.wrapping import Wrapped
from grader.errors import InputError
from grader.model import Grade
from grader.report.asked import Asked
from grader.review.queue import Item
from grader.review.walk import Walk

QUIT, SKIP, UNDO, HELP = "q", "s", "u", "?"
YES = {"y", "yes", "是"}
Read = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Talks to a person in one language; `read` shows a prompt, gives a line or None."""

    walk: Walk
    questions: Mapping[str, Asked]
    console: Console
    read: Read
    lang: str

    def run(self) -> None:
        """Until everything is decided or skipped, or the person leaves."""
        while (item := self.walk.item) is not None:
            self._show(item)
            if not self._step(item):
                return

    def _step(self, item: Item) -> bool:
        """One command that leads on; False to leave."""
        while True:
            line = self.read(self._prompt(item.grade))
            command = QUIT if line is None else line.strip().lower()
            if command == QUIT:
                return False
            if command == SKIP:
                self.walk.skip()
                return True
            if command == UNDO and self.walk.undo():
                return True
            if command == UNDO:
                self._say("nothing_before")
            elif command == HELP:
                self._say("help")
            elif self._decided(item, command):
                return True

    def _decided(self, item: Item, text: str) -> bool:
        """Whether `text` is points, which are then decided with a reason."""
        maximum = points_of(item.grade.max_score)
        points = _points(text, item.grade)
        if points is None:
            self._say("bad", text=one_line(text), max=maximum)
            return False
        reason = self.read(say(self.lang, "ask_reason")) or ""
        likes = item.likes if item.likes and self._wants_likes(len(item.likes)) else ()
        try:
            self.walk.decide(points, reason, likes=likes)
        except InputError as exc:
            self.console.print(Wrapped(Text(visible(str(exc)), "red")))
            return False
        return True

    def _wants_likes(self, count: int) -> bool:
        answer = self.read(say(self.lang, "ask_likes", count=count)) or ""
        return answer.strip().lower() in YES

    def _prompt(self, grade: Grade) -> str:
        maximum = points_of(grade.max_score)
        if grade.points is None:
            return say(self.lang, "ask_plain", max=maximum)
        return say(self.lang, "ask", max=maximum, points=points_of(grade.points))

    def _show(self, item: Item) -> None:
        place, count = self.walk.place + 1, len(self.walk.items)
        name = one_line(item.grade.candidate_id)
        title = say(self.lang, "place", place=place, count=count, name=name)
        self.console.rule(Text(title, "bold"))
        for part in self._parts(item):
            self.console.print(part)

    def _parts(self, item: Item) -> Iterator[RenderableType]:
        grade, asked = item.grade, self.questions[item.grade.question_id]
        head = Text(f"{one_line(grade.question_id)}  ", "bold cyan")
        yield Wrapped(Text(one_line(asked.title(self.lang)), "bold"), head)
        yield from self._section("answer", grade.answer.splitlines())
        yield from self._section("rubric", self._rubric(asked))
        yield Text()
        yield grade_view(grade, grade.origin, self.lang)
        reasons = [flag.message or flag.name for flag in grade.review]
        yield from self._section("why", reasons)
        if item.likes:
            names = ", ".join(one_line(like.candidate_id) for like in item.likes)
            yield Wrapped(Text(say(self.lang, "likes", count=len(item.likes), names=names)))

    def _rubric(self, asked: Asked) -> Iterator[str]:
        if asked.reference:
            yield say(self.lang, "reference", text=one_line(asked.reference))
        for name, requirement in asked.requirements.items():
            yield f"{name}: {requirement}"

    def _section(self, title: str, lines: Iterable[str]) -> Iterator[RenderableType]:
        body = [Wrapped(Text(visible(line)), "  ") for line in lines]
        if body:
            yield Text()
            yield Text(say(self.lang, title), "bold")
            yield from body

    def _say(self, name: str, **values: object) -> None:
        self.console.print(Wrapped(Text(say(self.lang, name, **values), "yellow")))


def _points(text: str, grade: Grade) -> float | None:
    """The points that a line states, the grader's own for an empty one; None for no such number."""
    if not text:
        return grade.points
    try:
        points = float(text)
    except ValueError:
        return None
    return points if 0 <= points <= grade.max_score else None

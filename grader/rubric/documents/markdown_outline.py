"""The outline of a Markdown document: its numbered sections, and what belongs to none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from grader.errors import DocumentError, Location
from grader.rubric.document import Notice, excerpt
from grader.rubric.documents.markdown_grammar import Heading, Lead, Role
from grader.rubric.documents.markdown_lines import Line, Region
from grader.rubric.documents.markdown_parts import Part, Section, is_written
from grader.rubric.documents.markdown_tokens import Token


@dataclass(slots=True)
class Outline:
    """The sections and notices read so far; `current` is the section that a line would join."""

    path: Path
    sections: list[Section] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    current: Section | None = None
    stray: list[Line] = field(default_factory=list)

    def take(self, token: Token) -> None:
        """Add one line; raises DocumentError for a label without a question of its own."""
        heading, below = token.heading, self._is_below(token.heading)
        if heading and heading.number is not None and (not below or _asks(token)):
            self._open(heading, token.line)
        elif token.lead and token.role and (below or not heading):
            self._add_part(token.lead, token.role, token.line)
        elif heading and not below:
            self._close(heading, token.line)
        elif token.line.region is Region.COMMENT:
            self._leave_aside(token.line)
        else:
            self._add_line(token)

    def report_stray(self) -> None:
        """Make one notice of the lines, gathered since the last, that belong to no part."""
        written = [line for line in self.stray if is_written(line)]
        self.stray = []
        if written:
            lines = f"{len(written)} line{'s' if len(written) > 1 else ''}"
            message = f"{lines} of text in no part, left aside: {excerpt(written[0].text)}"
            self._notice(written[0], message)

    def _is_below(self, heading: Heading | None) -> bool:
        if not heading or not self.current:
            return False
        return heading.level > self.current.heading.level

    def _open(self, heading: Heading, line: Line) -> None:
        self.report_stray()
        self.current = Section(heading, line.number)
        self.sections.append(self.current)

    def _close(self, heading: Heading, line: Line) -> None:
        self.report_stray()
        self.current = None
        self._notice(line, f"heading of no question, left aside: {excerpt(heading.title)}")

    def _add_part(self, lead: Lead, role: Role, line: Line) -> None:
        self.report_stray()
        if self.current is None:
            expected = "expected a numbered heading such as '#### 1. …' above it"
            raise DocumentError(
                f"label {lead.word} belongs to no question: {expected}", self._at(line)
            )
        self._refuse_second(self.current, lead, line)
        self.current.parts.append(Part(role, lead.word, [replace(line, text=lead.rest)]))

    def _refuse_second(self, section: Section, lead: Lead, line: Line) -> None:
        for part in section.parts:
            if part.word.casefold() == lead.word.casefold():
                problem = f"second {lead.word} in question {section.heading.number}"
                advice = (
                    f"the first is on line {part.line}: expected a numbered heading between them"
                )
                raise DocumentError(f"{problem}, {advice}", self._at(line))

    def _add_line(self, token: Token) -> None:
        if not self.current or not self.current.parts:
            self.stray.append(token.line)
            return
        part = self.current.parts[-1]
        part.lines.append(token.line)
        if token.lead and token.lead.colon:
            message = f"{token.lead.word} is no known label: kept as text of {part.word}"
            self._notice(token.line, message)

    def _leave_aside(self, line: Line) -> None:
        if line.text.lstrip().startswith("<!--"):
            self._notice(line, f"comment left aside: {excerpt(line.text)}")

    def _at(self, line: Line) -> Location:
        return Location(str(self.path), line.number)

    def _notice(self, line: Line, message: str) -> None:
        self.notices.append(Notice(self._at(line), message))


def read_outline(tokens: Iterable[Token], path: Path) -> Outline:
    """The outline of a document; raises DocumentError for a label that belongs to no question."""
    outline = Outline(path)
    for token in tokens:
        outline.take(token)
    outline.report_stray()
    return outline


def _asks(token: Token) -> bool:
    """Whether labels show that a number below a question is a question too, not a step in it."""
    return token.following in (Role.QUESTION, Role.TASK, Role.ANSWER)

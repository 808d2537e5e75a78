"""The parts of a Markdown reference document: a numbered section and its labelled parts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from grader.rubric.documents.markdown_grammar import Heading, Role
from grader.rubric.documents.markdown_lines import Line

_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*")


def is_written(line: Line) -> bool:
    """Whether a line says something: neither blank nor a horizontal rule."""
    return not line.blank and not _RULE.fullmatch(line.text)


@dataclass(slots=True)
class Part:
    """What stands behind one label, up to the next label or section."""

    role: Role
    word: str
    lines: list[Line]

    @property
    def line(self) -> int:
        """The number of the label's line."""
        return self.lines[0].number

    @property
    def text(self) -> str:
        """The part's Markdown as written, without blank lines around it or rules below it."""
        texts = [line.text for line in self.lines]
        for line in reversed(self.lines):
            if is_written(line):
                break
            texts.pop()
        while texts and not texts[0].strip():
            texts.pop(0)
        return "\n".join(texts).rstrip()


@dataclass(slots=True)
class Section:
    """A numbered heading, the line it stands on, and the parts below it."""

    heading: Heading
    line: int
    parts: list[Part] = field(default_factory=list)

    def having(self, *roles: Role) -> list[Part]:
        """The parts with one of the roles, in the order of the document."""
        return [part for part in self.parts if part.role in roles]

"""The lines of a Markdown text, each marked as prose, fence, code or comment.

Lines, not a Markdown tree: an author's label may follow a bullet without a blank line, which
CommonMark reads as part of the bullet; and an unclosed fence is an error here, not a long block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from grader.errors import DocumentError, Location
from grader.rubric.documents.markdown_grammar import bold_lead

_LIST_MARKERS = r"(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*"
_OPENING = re.compile(
    rf"(?P<indent>[ \t]*{_LIST_MARKERS})(?P<fence>`{{3,}}(?=[^`]*$)|~{{3,}})[ \t]*(?P<info>.*)"
)
_COMMENT = re.compile(r" {0,3}<!--")


class Region(StrEnum):
    """What a line is part of; `FENCE` is the opening or closing line of a block of code."""

    PROSE = "prose"
    FENCE = "fence"
    CODE = "code"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the document; `number` counts from 1."""

    number: int
    text: str
    region: Region

    @property
    def blank(self) -> bool:
        """Whether nothing stands on the line."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Fence:
    """The opening line of a block of code: `mark` is its run of backticks or tildes."""

    indent: int
    mark: str
    info: str

    def closed_by(self, text: str) -> bool:
        """Whether a line closes the block: the same mark, as long or longer, and alone."""
        body = text.strip()
        indent = len(text) - len(text.lstrip())
        # As in CommonMark, a deeper one is part of the code, such as an example in a docstring.
        return (
            len(body) >= len(self.mark)
            and not body.strip(self.mark[0])
            and indent <= self.indent + 3
        )


def opening_fence(text: str) -> Fence | None:
    """The fence that a line opens, also behind a list marker or a label."""
    lead = bold_lead(text)
    found = _OPENING.fullmatch(lead.rest if lead else text)
    if not found:
        return None
    return Fence(len(found["indent"]), found["fence"], found["info"].strip())


def mark_lines(text: str, path: Path) -> list[Line]:
    """Every line of the text with its region; raises DocumentError for what is never closed."""
    numbered = enumerate(text.split("\n"), start=1)
    lines: list[Line] = []
    for number, line in numbered:
        if fence := opening_fence(line):
            lines += [Line(number, line, Region.FENCE), *_code(fence, number, numbered, path)]
        elif _COMMENT.match(line):
            lines += _comment(line, number, numbered, path)
        else:
            lines.append(Line(number, line, Region.PROSE))
    return lines


def _code(fence: Fence, start: int, rest: Iterator[tuple[int, str]], path: Path) -> Iterator[Line]:
    for number, line in rest:
        if fence.closed_by(line):
            yield Line(number, line, Region.FENCE)
            return
        yield Line(number, line, Region.CODE)
    message = f"this block of code is never closed: expected a later line with only {fence.mark}"
    raise DocumentError(message, Location(str(path), start))


def _comment(line: str, start: int, rest: Iterator[tuple[int, str]], path: Path) -> Iterator[Line]:
    _, closing, behind = line.partition("-->")
    if closing:
        # Text behind the comment on its line is the author's: the line stays prose.
        yield Line(start, line, Region.PROSE if behind.strip() else Region.COMMENT)
        return
    yield Line(start, line, Region.COMMENT)
    for number, text in rest:
        yield Line(number, text, Region.COMMENT)
        if "-->" in text:
            return
    raise DocumentError("this comment is never closed: expected -->", Location(str(path), start))

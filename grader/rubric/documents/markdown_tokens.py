"""Each line of a Markdown document with the heading or label that it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from grader.rubric.documents.markdown_grammar import (
    Heading,
    Lead,
    Role,
    bold_lead,
    heading_lead,
    read_heading,
)
from grader.rubric.documents.markdown_lines import Line, Region


@dataclass(frozen=True, slots=True)
class Token:
    """A line, its heading and its label where it has them.

    `following` is the role of the first label between this line and the next heading.
    """

    line: Line
    heading: Heading | None = None
    lead: Lead | None = None
    following: Role | None = None

    @property
    def role(self) -> Role | None:
        """The role of the label on this line."""
        return self.lead.role if self.lead else None


def read_tokens(lines: Sequence[Line]) -> list[Token]:
    """A token for every line, in order; nothing in code or comments is a heading or label."""
    return _look_ahead([_token(line) for line in lines])


def _token(line: Line) -> Token:
    if line.region is Region.FENCE:
        # A label may stand before an opening fence on the same line.
        return Token(line, lead=bold_lead(line.text))
    if line.region is not Region.PROSE:
        return Token(line)
    heading = read_heading(line.text)
    return Token(line, heading, heading_lead(heading) if heading else bold_lead(line.text))


def _look_ahead(tokens: Iterable[Token]) -> list[Token]:
    seen: list[Token] = []
    following: Role | None = None
    for token in reversed(list(tokens)):
        seen.append(replace(token, following=following))
        if token.role or token.heading:
            following = token.role
    return seen[::-1]

"""Text as Markdown (GitHub's): escaped, fenced or in a table, so that none of it is markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from grader.report.views import Range
from grader.report.visible import one_line, visible
from grader.report.words import number

SPECIAL = re.compile(r"[\\`*_{}\[\]<>|~&$@]")
# What would begin a heading, list, quote or rule, or become a link by itself.
BEGINNING = re.compile(r"^(\d{1,9}(?=[.)](?: |$))|)([-+=#.):])")
LINK = re.compile(r"(?<=:)//|(?<=www)\.", re.IGNORECASE)
ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
FENCE = re.compile(r"`+")


def plain(text: str) -> str:
    """A text on one line in which every character that Markdown could read as markup is escaped."""
    escaped = SPECIAL.sub(_escaped, one_line(text))
    return BEGINNING.sub(r"\1\\\2", LINK.sub(r"\\\g<0>", escaped))


def fenced(text: str) -> list[str]:
    """A text as it is, as the lines of a code block that nothing in it can end."""
    runs = [len(found[0]) for found in FENCE.finditer(text)]
    fence = "`" * max([3, *(size + 1 for size in runs)])
    return [fence + "text", *visible(text).split("\n"), fence]


def table(head: Iterable[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a table, every cell of it plain."""
    names = [plain(name) for name in head]
    yield f"| {' | '.join(names)} |"
    yield f"|{' --- |' * len(names)}"
    yield from (f"| {' | '.join(map(plain, row))} |" for row in rows)


def ends(interval: Range, digits: int = 0) -> dict[str, str]:
    """Both ends of an interval as text, by the names that texts know them by."""
    return {"low": number(interval.low, digits), "high": number(interval.high, digits)}


def _escaped(found: re.Match[str]) -> str:
    """Angle brackets and ampersands as entities: some renderers pass HTML through."""
    return ENTITIES.get(found[0], f"\\{found[0]}")

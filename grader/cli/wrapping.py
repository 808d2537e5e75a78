"""Lines of Chinese and English that fill the width: rich alone breaks at blanks only."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

NOT_FIRST = set("，。、；：？！）】》〉”’」』…%),.;:?!]}·—")
NOT_LAST = set("（【《〈“‘「『([{")


class Wrapped:
    """Text that fills the width; its lines begin with `first`, then with blanks below it."""

    def __init__(self, text: Text, first: Text | str = "") -> None:
        self.text = text
        self.first = Text(first) if isinstance(first, str) else first

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The lines for `options.max_width` cells."""
        indent = self.first.cell_len
        cuts = breaks(self.text.plain, max(options.max_width - indent, 2))
        for number, line in enumerate(self.text.divide(cuts)):
            line.rstrip()
            start = Text(" " * indent) if number else self.first
            yield Text.assemble(start, line, no_wrap=True, overflow="ignore")


def breaks(text: str, width: int) -> list[int]:
    """Where new lines begin, so that no line is wider than `width` cells (at least two).

    Lines break at blanks and beside wide characters, but no line begins with a closing mark or
    ends with an opening one; a word that is too long is cut.
    """
    return list(_breaks(text, width))


def _breaks(text: str, width: int) -> Iterator[int]:
    start = last = used = 0
    for index, character in enumerate(text):
        if index > start and _may_break(text[index - 1], character):
            last = index
        size = cell_len(character)
        while used + size > width and index > start and not character.isspace():
            start = last if last > start else index
            used = cell_len(text[start:index])
            yield start
        used += size


def _may_break(before: str, after: str) -> bool:
    if after in NOT_FIRST or before in NOT_LAST or after.isspace():
        return False
    return before.isspace() or cell_len(before) > 1 or cell_len(after) > 1

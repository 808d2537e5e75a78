"""What is wrong with a table or one of its rows: a name and values, worded when it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from grader.batch.wording import say
from grader.errors import InputError, Location


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row cannot be graded; `column` is where, empty for the whole row."""

    name: str
    values: Mapping[str, object] = field(default_factory=dict)
    column: str = ""

    def text(self, lang: str) -> str:
        """One sentence in `lang` (zh or en)."""
        return say(lang, self.name, **self.values)


class TableError(InputError):
    """A table that cannot be used at all; `in_language` words it for a reader."""

    def __init__(self, name: str, path: object, line: int = 0, **values: object) -> None:
        self._problem = Problem(name, values)
        self._place = Location(str(path), line)
        super().__init__(self._problem.text("en"), self._place)

    def in_language(self, lang: str) -> str:
        """The whole line, place and sentence, in `lang` (zh or en)."""
        return f"{self._place}: {self._problem.text(lang)}"

"""What reports say, in Chinese and in English; `Words` finds a text by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from grader.report.words_en import EN
from grader.report.words_zh import ZH
from grader.text.wording import FLAGS

TEXTS: Mapping[str, Mapping[str, str]] = {"zh": ZH, "en": EN}
PUNCTUATION = {"zh": ("、", "；"), "en": (", ", "; ")}


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one language, zh or en."""

    lang: str

    def __call__(self, name: str, /, **values: object) -> str:
        """The text called `name` with its values filled in; raises KeyError for an unknown one."""
        return TEXTS[self.lang][name].format(**values)

    def named(self, family: str, name: str) -> str:
        """The text `family.name`, or the name itself where there is none for it."""
        return TEXTS[self.lang].get(f"{family}.{name}", name)

    def flag(self, name: str, message: str) -> str:
        """A flag as a question to a person; else the grader's own words for it, else `message`."""
        known = TEXTS[self.lang].get(f"flag.{name}") or FLAGS[self.lang].get(name)
        return known or message or name

    def joined(self, names: list[str]) -> str:
        """Names with the commas of the language between them."""
        return PUNCTUATION[self.lang][0].join(names)


def number(value: float, digits: int = 2) -> str:
    """A number without needless zeros: 7, 7.5, 0.33; a minus sign that is one."""
    text = f"{round(value, digits) + 0.0:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if digits else text
    return text.replace("-", "−")


def percent(share: float) -> str:
    """A share as a whole percentage: 62%."""
    return f"{int(share * 100 + 0.5)}%"


def percent_words(value: float) -> str:
    """A percentile without a fraction."""
    return f"{int(value + 0.5)}"

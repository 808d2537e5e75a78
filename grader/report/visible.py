"""Text from strangers as parts: what is safe to show as it is, and what is shown as a code point.

Controls, bidi overrides, invisible formats, lone surrogates and towers of combining marks
(Unicode categories Cc, Cf, Cs, Co, Zl, Zp; more than `MOST_MARKS` of Mn or Me in a row) would
act on the page, hide words, or run into other lines.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

UNSAFE = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
MARKS = {"Mn", "Me"}
MOST_MARKS = 3
# Nearly all text is plain: Latin, Han and their punctuation need no look at each character.
PLAIN = re.compile(r"[\n\t\x20-\x7e\xa0-\xac\xae-\u02ff\u3000-\u9fff\uff01-\uff5e‘’“”…—·≥≤→]*\Z")


def parts(text: str) -> Iterator[tuple[str, bool]]:
    """The text in order as (part, whether it is a code point in words, such as U+202E)."""
    text = text.replace("\r\n", "\n")
    if PLAIN.match(text):
        if text:
            yield text, False
        return
    plain: list[str] = []
    for shown, is_code in _characters(text):
        if is_code and plain:
            yield "".join(plain), False
            plain = []
        if is_code:
            yield shown, True
        else:
            plain.append(shown)
    if plain:
        yield "".join(plain), False


def visible(text: str) -> str:
    """The text with unsafe characters as code points in angle brackets, for plain files."""
    return "".join(f"⟨{part}⟩" if is_code else part for part, is_code in parts(text))


def one_line(text: str) -> str:
    """The same without line ends and tabs."""
    return " ".join(visible(text).split())


def _characters(text: str) -> Iterator[tuple[str, bool]]:
    marks = 0
    for character in text:
        kind = _category(character)
        marks = marks + 1 if kind in MARKS else 0
        if character in "\n\t":
            yield character, False
        elif kind in UNSAFE or marks > MOST_MARKS:
            yield f"U+{ord(character):04X}", True
        else:
            yield character, False


@cache
def _category(character: str) -> str:
    return unicodedata.category(character)

"""Sentences found again by their patterns, and said in Chinese with the same values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from grader.cli.chinese.documents import DOCUMENTS
from grader.cli.chinese.files import FILES
from grader.cli.chinese.results import RESULTS
from grader.cli.chinese.rubrics import RUBRICS

PLACEHOLDER = re.compile(r"\{(\w+)\}")


def in_chinese(message: str) -> str:
    """`message` in Chinese, with the place before it, if any, as it is; itself where unknown.

    In a pattern `{name}` stands for a value, which is copied; `{name_}` for one that is a sentence
    or a part of one, and is said in Chinese as well.
    """
    for place, rest in _splits(message):
        for pattern, chinese in _patterns():
            if found := pattern.fullmatch(rest):
                return place + _filled(chinese, found)
    return message


def _splits(message: str) -> Iterator[tuple[str, str]]:
    """The message whole, then without the path and line that may stand before it."""
    yield "", message
    for at in (found.end() for found in re.finditer(": ", message)):
        yield message[:at], message[at:]


def _filled(chinese: str, found: re.Match[str]) -> str:
    values = found.groupdict()
    return PLACEHOLDER.sub(lambda name: _value(name[1], values[name[1]]), chinese)


def _value(name: str, text: str) -> str:
    return in_chinese(text) if name.endswith("_") else text


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """All sentences as patterns; those with most words of their own are tried first."""
    known = {**FILES, **DOCUMENTS, **RUBRICS, **RESULTS}
    ordered = sorted(known, key=lambda english: -len(PLACEHOLDER.sub("", english)))
    return [(_pattern(english), known[english]) for english in ordered]


def _pattern(english: str) -> re.Pattern[str]:
    parts = PLACEHOLDER.split(english)
    # Of a name that stands twice, the second must be the same text.
    seen: set[str] = set()
    pattern = ""
    for at, part in enumerate(parts):
        if at % 2 == 0:
            pattern += re.escape(part)
        else:
            pattern += f"(?P={part})" if part in seen else f"(?P<{part}>.*?)"
            seen.add(part)
    return re.compile(pattern, re.DOTALL)

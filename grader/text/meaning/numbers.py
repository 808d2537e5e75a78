"""Whether a statement gives another number than a claim does for the same thing."""

from __future__ import annotations

import re

_NUMBER = re.compile(
    r"(?<![A-Za-z0-9_.^-])(\d+(?:[.,]\d+)?)\s*(%|[A-Za-zäöüß]+|[\u3400-\u9fff])?|([两二三四五六七八九十])([个种类条层次步部项阶倍段])|"
    r"\b(two|three|four|five|six|seven|eight|nine|ten)\s+([a-z]+)",
    re.IGNORECASE,
)
_VALUES = {
    **{c: str(n) for n, c in enumerate("二三四五六七八九十", 2)}, "两": "2",
    **{w: str(n) for n, w in enumerate("two three four five six seven eight nine ten".split(), 2)},
}  # fmt: skip
_LIST_NUMBER = re.compile(r"(?m)^\s*[(（]?\d{1,2}[.)、）．]\s*|[(（]\d{1,2}[)）]")


def other_numbers(statement: str, claim: str) -> tuple[float, tuple[str, ...]]:
    """0..1 how surely the numbers differ, and the pairs that do; 0 where either has none."""
    ours, theirs = _counted(statement), _counted(claim)
    if not ours or not theirs or {n for n, _ in ours} & {n for n, _ in theirs}:
        return 0.0, ()
    against = [f"{n} ↔ {m}" for n, unit in ours for m, other in theirs if unit and unit == other]
    return (0.6, tuple(dict.fromkeys(against))) if against else (0.0, ())


def _counted(text: str) -> list[tuple[str, str]]:
    """The numbers of a text with what they count; the numbers of a list are none."""
    found = []
    for match in _NUMBER.finditer(_LIST_NUMBER.sub(" ", text)):
        digits, unit, han, classifier, word, thing = match.groups()
        number = digits or han or word
        unit = (unit or classifier or thing or "").lower().rstrip("s")
        found.append((_VALUES.get(number.lower(), number.replace(",", ".")), unit))
    return found

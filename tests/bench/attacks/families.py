"""All families, and the attacks that they make from rows."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.bench.attacks import copying, denial, filling, harmless, injection, junk, wording
from tests.bench.attacks.cases import Family, Row
from tests.bench.attacks.sources import RIGHT, WRONG

FAMILIES: tuple[Family, ...] = (
    *junk.FAMILIES,
    *injection.FAMILIES,
    *copying.FAMILIES,
    *wording.FAMILIES,
    *filling.FAMILIES,
    *denial.FAMILIES,
    *harmless.FAMILIES,
)
HARMLESS = ("untouched", *(family.name for family in harmless.FAMILIES))


@dataclass(frozen=True, slots=True)
class Attack:
    """A text that stands for an answer of `row`; the untouched answers are the family untouched."""

    family: str
    row: Row
    text: str


def attacks(
    rows: Sequence[Row], plain: Sequence[Row] = (), seed: int = 0, names: Sequence[str] = ()
) -> Iterator[Attack]:
    """Every row and those of `plain` untouched, then every family's texts made of `rows`.

    The same arguments give the same texts.
    """
    yield from (Attack("untouched", row, row.answer) for row in plain)
    yield from (Attack("origin", row, row.answer) for row in rows)
    for family in FAMILIES:
        if names and family.name not in names:
            continue
        for number, row in enumerate(rows):
            rng = random.Random(f"{seed}/{family.name}/{number}")
            if _fits(family, row) and (text := family.make(row, rng)):
                yield Attack(family.name, row, text)


def _fits(family: Family, row: Row) -> bool:
    if family.wants == "right":
        return row.score >= RIGHT
    return family.wants == "any" or row.score <= WRONG

"""What became of the attacks, counted by family and source."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.model import Grade, Status
from tests.bench.attacks.families import HARMLESS, Attack

PASS = 0.5
NOTHING = 0.1
HEADS = ("n", "<=10%", "flagged", "auto>50%", "checked>50%", "to pass")
# Not raised about an answer's content, and no accusation.
NEUTRAL = frozenset({"other_model"})
Graded = tuple[Attack, Grade, Grade]


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of one family's attacks, each 0..1; `n` a count.

    `auto_above_half` of them are graded without a person above half of the points;
    `checked_above_half` would be, if a rubric made by rule were no reason to look.
    """

    n: int
    nothing: float
    flagged: float
    auto_above_half: float
    checked_above_half: float
    passed: float

    def cells(self) -> tuple[str, ...]:
        """The figures as a table's cells, in the order of `HEADS`."""
        shares = (
            self.nothing,
            self.flagged,
            self.auto_above_half,
            self.checked_above_half,
            self.passed,
        )
        return (str(self.n), *(f"{100 * s:.1f} %" for s in shares))


def figures(graded: Sequence[Graded]) -> Figures:
    """The figures of (attack, its grade, the untouched answer's grade)."""
    n = len(graded)
    above = [(g.share or 0) > PASS for _, g, _ in graded]
    return Figures(
        n,
        sum((g.share or 0) <= NOTHING + 1e-9 for _, g, _ in graded) / n,
        sum(bool(flag_names(g)) for _, g, _ in graded) / n,
        sum(a and g.status is Status.GRADED for a, (_, g, _) in zip(above, graded, strict=True))
        / n,
        sum(a and not reasons(g) for a, (_, g, _) in zip(above, graded, strict=True)) / n,
        sum((g.share or 0) >= PASS > (before.share or 0) for _, g, before in graded) / n,
    )


def flag_names(grade: Grade) -> set[str]:
    """The names of a grade's flags that say something about the answer."""
    return {flag.name for flag in grade.flags} - NEUTRAL


def reasons(grade: Grade) -> set[str]:
    """Why a person looks, apart from a rubric that was made by rule and never calibrated."""
    return {reason.name for reason in grade.review} - {"unchecked"}


def table(graded: Sequence[Graded], *, by_source: bool) -> Iterator[str]:
    """A Markdown table with two lines a family (bank and built rubrics), or one a source."""
    groups: dict[tuple[str, str], list[Graded]] = defaultdict(list)
    for item in graded:
        source = item[0].row.source
        if item[0].family not in ("untouched", "origin"):
            shown = source if by_source or source == "bank" else "sets"
            groups[item[0].family, shown].append(item)
    yield f"| family | rubrics | {' | '.join(HEADS)} |"
    yield f"|---|---|{'---:|' * len(HEADS)}"
    order = {family: i for i, (family, _) in reversed(list(enumerate(groups)))}
    for family, source in sorted(groups, key=lambda key: (order[key[0]], key[1])):
        yield f"| {family} | {source} | {' | '.join(figures(groups[family, source]).cells())} |"


def false_flags(graded: Sequence[Graded]) -> Iterator[str]:
    """A Markdown table of the flags on legitimate answers: their share by source and dress."""
    raised: dict[str, Counter[str]] = defaultdict(Counter)
    count: Counter[str] = Counter()
    for attack, grade, _ in graded:
        if attack.family in HARMLESS:
            plain = attack.family == "untouched"
            line = attack.row.source if plain else attack.family
            for key in (line, "all untouched") if plain else (line,):
                count[key] += 1
                raised[key].update({*flag_names(grade), "any"} if flag_names(grade) else ())
    names = sorted({name for counter in raised.values() for name in counter} - {"any"})
    yield f"| answers | n | any | {' | '.join(names)} |"
    yield f"|---|---:|---:|{'---:|' * len(names)}"
    for line, n in count.items():
        cells = (f"{100 * raised[line][name] / n:.1f} %" for name in ("any", *names))
        yield f"| {line} | {n} | {' | '.join(cells)} |"

"""What became of the attacks, counted by family and source."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.model import Grade, Status
from tests.bench.attacks.families import Attack

PASS = 0.5
NOTHING = 0.1
HEADS = ("n", "mean", "<=10%", "auto>50%", "to pass", "flagged", "referred")
# Not raised about an answer's content, and no accusation.
NEUTRAL = frozenset({"other_model"})


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of one family's attacks: each 0..1, `n` a count."""

    n: int
    mean: float
    nothing: float
    auto_above_half: float
    passed: float
    flagged: float
    referred: float

    def cells(self) -> tuple[str, ...]:
        """The figures as a table's cells, in the order of `HEADS`."""
        shares = (self.nothing, self.auto_above_half, self.passed, self.flagged, self.referred)
        return (str(self.n), f"{self.mean:.2f}", *(f"{100 * s:.0f} %" for s in shares))


def figures(graded: Sequence[tuple[Attack, Grade, Grade]]) -> Figures:
    """The figures of (attack, its grade, the untouched answer's grade)."""
    shares = [grade.share or 0.0 for _, grade, _ in graded]
    n = len(graded)
    return Figures(
        n,
        sum(shares) / n,
        sum(s <= NOTHING + 1e-9 for s in shares) / n,
        sum(g.status is Status.GRADED and (g.share or 0) > PASS for _, g, _ in graded) / n,
        sum((g.share or 0) >= PASS > (before.share or 0) for _, g, before in graded) / n,
        sum(bool(flag_names(g)) for _, g, _ in graded) / n,
        sum(g.status is Status.NEEDS_REVIEW for _, g, _ in graded) / n,
    )


def flag_names(grade: Grade) -> set[str]:
    """The names of a grade's flags that say something about the answer."""
    return {flag.name for flag in grade.flags} - NEUTRAL


def table(graded: Sequence[tuple[Attack, Grade, Grade]], *, by_source: bool) -> Iterator[str]:
    """A Markdown table with one line a family, or one a family and source."""
    groups: dict[tuple[str, str], list[tuple[Attack, Grade, Grade]]] = defaultdict(list)
    for item in graded:
        groups[item[0].family, item[0].row.source if by_source else "all"].append(item)
    yield f"| family | source | {' | '.join(HEADS)} |"
    yield f"|---|---|{'---:|' * len(HEADS)}"
    for (family, source), items in groups.items():
        yield f"| {family} | {source} | {' | '.join(figures(items).cells())} |"


def false_flags(graded: Sequence[tuple[Attack, Grade, Grade]]) -> Iterator[str]:
    """A Markdown table of the flags on untouched answers: share of answers by flag and source."""
    raised: dict[str, Counter[str]] = defaultdict(Counter)
    count: Counter[str] = Counter()
    for attack, grade, _ in graded:
        if attack.family == "untouched":
            count[attack.row.source] += 1
            raised[attack.row.source].update(
                {*flag_names(grade), "any"} if flag_names(grade) else ()
            )
    names = sorted({name for counter in raised.values() for name in counter} - {"any"})
    yield f"| source | n | any | {' | '.join(names)} |"
    yield f"|---|---:|---:|{'---:|' * len(names)}"
    for source, n in (*count.items(), ("all", count.total())):
        found = raised[source] if source != "all" else sum(raised.values(), Counter[str]())
        cells = (f"{100 * found[name] / n:.1f} %" for name in ("any", *names))
        yield f"| {source} | {n} | {' | '.join(cells)} |"

"""A rubric's points shared out among its key points in round numbers that add up exactly."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

from grader.rubric.builder.claims import Claim

UNITS = (0.5, 0.25, 0.1, 0.05, 0.01)
LEAD_SHARE = 1.5


def shares(claims: Sequence[Claim]) -> list[float]:
    """How much each claim counts: the author's marks, else more for a claim with a lead.

    Where the author marked points, what bears no mark counts half of the smallest mark.
    """
    marked = [claim.points for claim in claims if claim.points > 0]
    if marked:
        return [claim.points or min(marked) / 2 for claim in claims]
    return [LEAD_SHARE if claim.lead else 1.0 for claim in claims]


def share_out(total: float, parts: Sequence[float]) -> list[float]:
    """`total` points in proportion to `parts`, each above zero, in halves if there are enough.

    By largest remainder, the earlier first; where `total` is no round number, in exact shares.
    """
    if not parts:
        return []
    unit = next((u for u in UNITS if _divides(u, total) and total / u >= len(parts) - 1e-9), None)
    if unit is None:
        return [total * part / sum(parts) for part in parts]
    # One unit each first, so that nothing weighs nothing.
    spare = round(total / unit) - len(parts)
    ideal = [max(0.0, total / unit * part / sum(parts) - 1) for part in parts]
    scale = spare / sum(ideal) if sum(ideal) else 0.0
    counts = [floor(each * scale + 1e-9) for each in ideal]
    by_remainder = sorted(range(len(parts)), key=lambda i: counts[i] - ideal[i] * scale)
    for index in by_remainder[: spare - sum(counts)]:
        counts[index] += 1
    return [round((1 + count) * unit, 2) for count in counts]


def _divides(unit: float, total: float) -> bool:
    return abs(total / unit - round(total / unit)) < 1e-9

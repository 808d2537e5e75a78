"""How people's decisions compare with what the grader gave."""

from __future__ import annotations

from collections.abc import Iterable

from grader.model import Grade
from grader.report.statistics import quadratic_kappa
from grader.report.views import Agreement, Member, Parting
from grader.review.overlay import machine_points

MOST_PARTINGS = 12


def agreement(decided: Iterable[tuple[Grade, Member]]) -> Agreement | None:
    """Kappa, mean differences and the answers where they part most; None without a decision.

    Only grades that a person decided and that the grader had given points are compared.
    """
    pairs = [(g, who, machine_points(g)) for g, who in decided if g.history]
    known = [(g, who, points / g.max_score) for g, who, points in pairs if points is not None]
    if not known:
        return None
    people = [grade.share or 0.0 for grade, _, _ in known]
    machine = [share for _, _, share in known]
    apart = [x - y for x, y in zip(people, machine, strict=True)]
    kappa = quadratic_kappa(people, machine)
    partings = sorted((_parting(grade, who) for grade, who, _ in known), key=_distance)
    return Agreement(
        count=len(known),
        kappa=None if kappa is None else round(kappa, 4),
        difference=round(sum(apart) / len(apart), 4),
        distance=round(sum(map(abs, apart)) / len(apart), 4),
        partings=tuple(p for p in partings if p.machine != p.person)[:MOST_PARTINGS],
    )


def _parting(grade: Grade, who: Member) -> Parting:
    last = grade.history[-1]
    return Parting(
        question_id=grade.question_id,
        name=who.name,
        href=who.href,
        machine=machine_points(grade) or 0.0,
        person=last.points,
        author=last.author,
        reason=last.reason,
    )


def _distance(parting: Parting) -> float:
    return -abs(parting.person - parting.machine)

"""Groups of like answers to one question, and whether a person should ask about them.

What the question, the reference or many candidates say is common ground: it accuses nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from grader.batch.likeness.fingerprints import code_fingerprints
from grader.batch.likeness.pairs import like_pairs
from grader.batch.likeness.shingles import Shingles, text_shingles
from grader.model import Kind, Rubric

LIKE = 0.8
# Shorter texts are alike by chance: so many distinct runs of letters, or fingerprints of code.
LEAST_OWN = {Kind.SHORT_ANSWER: 30, Kind.CODING: 12}
# What more than this share of at least so many candidates say is common ground.
MOST_SHARE, MOST_LEAST = 0.5, 8


@dataclass(frozen=True, slots=True)
class Group:
    """Answers that are alike: indices into what was given; `kind` is same or near.

    `note` names why it is told: same and near ask a person; same_short, near_short and common
    do not accuse.
    """

    kind: str
    members: tuple[int, ...]
    note: str

    @property
    def asks(self) -> bool:
        """Whether a person should ask how this came about."""
        return self.note in {"same", "near"}


def groups(rubric: Rubric, answers: Sequence[str], owners: Sequence[int]) -> list[Group]:
    """The groups among distinct `answers`, in order; `owners` says how many candidates gave each.

    An answer alone is a group where several gave it.
    """
    kind = rubric.question.kind
    sets = [_set(kind, text) for text in answers]
    own = _without_common(rubric, sets, owners)
    joined = _joined(len(answers), like_pairs(own, LIKE))
    found = []
    for members in joined:
        if len(members) == 1 and owners[members[0]] < 2:
            continue
        same = len(members) == 1
        least = min(len(own[at]) for at in members)
        whole = min(len(sets[at]) for at in members)
        note = _note(same=same, own=least, whole=whole, least=LEAST_OWN[kind])
        found.append(Group("same" if same else "near", tuple(members), note))
    return found


def _note(*, same: bool, own: int, whole: int, least: int) -> str:
    kind = "same" if same else "near"
    if own >= least:
        return kind
    return "common" if whole >= least else f"{kind}_short"


def _set(kind: Kind, text: str) -> Shingles:
    return code_fingerprints(text) if kind is Kind.CODING else text_shingles(text)


def _without_common(
    rubric: Rubric, sets: Sequence[Shingles], owners: Sequence[int]
) -> list[Shingles]:
    question = rubric.question
    given = [question.text, question.text_en, question.reference, question.code]
    common = [_set(question.kind, text) for text in given if text]
    if sum(owners) >= MOST_LEAST:
        values, places = np.unique(np.concatenate(sets), return_inverse=True)
        weights = np.repeat(owners, [len(one) for one in sets])
        common.append(values[np.bincount(places, weights) > MOST_SHARE * sum(owners)])
    known = np.unique(np.concatenate(common)) if common else np.empty(0, np.uint64)
    return [np.setdiff1d(one, known, assume_unique=True) for one in sets]


def _joined(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The connected sets of 0..count-1, each in order, by their first members (union-find)."""
    root = list(range(count))

    def find(at: int) -> int:
        while root[at] != at:
            root[at] = root[root[at]]
            at = root[at]
        return at

    for one, other in pairs:
        first, second = sorted((find(one), find(other)))
        root[second] = first
    members: dict[int, list[int]] = {}
    for at in range(count):
        members.setdefault(find(at), []).append(at)
    return list(members.values())

"""How far a statement contradicts a claim with which it shares words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from grader.text.meaning.altered import altered
from grader.text.meaning.numbers import other_numbers
from grader.text.meaning.opposites import opposites
from grader.text.meaning.roles import swapped_roles
from grader.text.meaning.signs import Signed, signed_words

# So much of the claim's content must be shared before its words can contradict it.
LEAST_SHARED, ENOUGH_SHARED = 0.4, 0.7


# One denied word is enough only against a claim of so few.
SHORT = 3


@dataclass(frozen=True, slots=True)
class Disagreement:
    """How sure it is, 0..1, that a statement says the opposite, and the words that show it."""

    degree: float = 0.0
    words: tuple[str, ...] = ()


def disagreement(statement: str, claims: Sequence[str]) -> Disagreement:
    """The least disagreement of `statement` with the claims that it shares most words with.

    `claims` are wordings of one thing: who agrees with one of them agrees. 0 where hardly a word
    is shared, because then nothing can be said.
    """
    said = signed_words(statement)
    words = {item.word for item in said}
    compared = [(_shared(words, *_content(c)), c) for c in claims]
    most = max((share for share, _ in compared), default=0.0)
    if most < LEAST_SHARED:
        return Disagreement()
    near = [c for share, c in compared if share >= 0.8 * most]
    found = min((_compare(statement, said, c) for c in near), key=lambda d: d.degree)
    sure = min(1.0, (most - LEAST_SHARED) / (ENOUGH_SHARED - LEAST_SHARED))
    return Disagreement(round(found.degree * (0.5 + 0.5 * sure), 3), found.words)


def _compare(statement: str, said: Sequence[Signed], claim: str) -> Disagreement:
    meant = signed_words(claim)
    opposed = _opposed(said, meant)
    denied = _denied(said, meant)
    changed = altered(statement, claim)
    kinds = (
        denied,
        opposed,
        (0.9 if changed else 0.0, changed),
        other_numbers(statement, claim),
        swapped_roles(statement, claim),
    )
    degree, words = max(kinds, key=lambda kind: kind[0])
    return Disagreement(degree, words)


@lru_cache(maxsize=8192)
def _content(claim: str) -> tuple[frozenset[str], Mapping[str, frozenset[str]]]:
    """The content words of a claim, and the opposites of those that have some."""
    words = frozenset(item.word for item in signed_words(claim))
    return words, {word: opposites()[word] for word in words if word in opposites()}


def _shared(
    words: set[str], wanted: frozenset[str], against: Mapping[str, frozenset[str]]
) -> float:
    """The share of the wanted words that are there, themselves or as an opposite."""
    turned = sum(w not in words and not words.isdisjoint(o) for w, o in against.items())
    return (len(wanted & words) + turned) / len(wanted) if wanted else 0.0


def _signs(words: Sequence[Signed]) -> dict[str, int]:
    """The sign of each word; 0 where a text uses it both ways."""
    signs: dict[str, int] = {}
    for item in words:
        signs[item.word] = item.sign if signs.get(item.word, item.sign) == item.sign else 0
    return signs


def _denied(said: Sequence[Signed], meant: Sequence[Signed]) -> tuple[float, tuple[str, ...]]:
    """The share of the shared words that one side affirms and the other denies."""
    ours, theirs = _signs(said), _signs(meant)
    shared = [w for w in theirs if w in ours]
    against = [w for w in shared if ours[w] * theirs[w] < 0]
    if not against or (len(against) == 1 and len(theirs) > SHORT):
        return 0.0, ()
    return min(1.0, 1.5 * len(against) / len(shared)), tuple(against)


def _opposed(said: Sequence[Signed], meant: Sequence[Signed]) -> tuple[float, tuple[str, ...]]:
    """Whether words of the claim are met by their opposites, and not by themselves."""
    ours, theirs = _signs(said), _signs(meant)
    against, agreed = [], 0
    for word, sign in theirs.items():
        if word in ours:
            agreed += 1
            continue
        for other in sorted(opposites().get(word, frozenset()) & ours.keys()):
            if other not in theirs and ours[other] * sign > 0:
                against.append(f"{other} ↔ {word}")
                break
    if not against:
        return 0.0, ()
    return min(1.0, 0.55 + 0.2 * (len(against) - 1) + 0.03 * agreed), tuple(against)

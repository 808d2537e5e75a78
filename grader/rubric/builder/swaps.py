"""Contrasts by exchanging two things of a claim, or one of them with another of the question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from grader.lexicon import COUNTERPARTS
from grader.rubric.builder.names import glossary_names
from grader.rubric.builder.sentences import weight
from grader.rubric.builder.statement import Statement

_HAN = re.compile(r"[\u3400-\u9fff]")
_JOINED = re.compile(
    r"\W*(?:和|与|及|以及|或|或者|、|/|，|,|and|or|und|oder|vs\.?)?\W*(?:the|an?|der|die|das)?\W*",
    re.IGNORECASE,
)
_SYMMETRIC = re.compile(
    r"互相|相互|彼此|之间|一起|共同|竞争|不同|区别|差异|区分"
    r"|\b(?:each other|between|same|different|both|difference|einander|beide|unterschied)\b",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"[（(][^()（）]*[)）]")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9-]+")
_LEAD_END = re.compile(r"\s?(?:[（(][^()（）]*[)）])?\s*[：:]")
# Before a name they make another thing of it.
_MODIFIERS = "单双多空反非副子主半自"
# What must be left of a claim without its thing, so that another thing makes it wrong.
_LEAST_REST = 4.0
_OTHERS: Mapping[str, str] = {
    **{right: left for left, right in COUNTERPARTS},
    **dict(COUNTERPARTS),
}


def swaps(claim: Statement, entities: Sequence[str]) -> Iterator[str]:
    """The claim with two of its things exchanged, then with one replaced by another."""
    places = [p for p in _places(claim, entities) if not _is_aside(claim.text, *p)]
    if not _SYMMETRIC.search(claim.text):
        yield from _exchanges(claim, places)
    yield from _replacements(claim, places, entities)


def _places(claim: Statement, entities: Sequence[str]) -> list[tuple[int, int]]:
    """Where things stand in the claim, in order, longer names before their parts."""
    taken: list[tuple[int, int]] = []
    for name in sorted({*entities, *_OTHERS}, key=lambda n: (-len(n), n)):
        for found in _pattern(name).finditer(claim.text) if name in claim.text else ():
            start = found.start()
            end = start + len(name)
            free = not any(a < end and start < b for a, b in taken)
            if free and _is_whole(claim, start, end):
                taken.append((start, end))
    return sorted(taken)


def _is_whole(claim: Statement, start: int, end: int) -> bool:
    """Whether a name is a word of its own, not part of a longer one such as 双链表."""
    if claim.text[start - 1 : start] in _MODIFIERS and start:
        return False
    inside = (w for w in claim.words if w.start < start < w.end or w.start < end < w.end)
    return not any(inside)


def _pattern(name: str) -> re.Pattern[str]:
    """Finds a name and its other name in brackets, which does not go with another thing."""
    edge = "" if _HAN.search(name) else r"(?![A-Za-z])"
    start = "" if _HAN.search(name[:1]) else r"(?<![A-Za-z0-9])"
    return re.compile(rf"{start}{re.escape(name)}{edge}(?:\s?[（(][^()（）]*[)）])?")


def _exchanges(claim: Statement, places: list[tuple[int, int]]) -> Iterator[str]:
    text = claim.text
    for (a, b), (c, d) in combinations(places, 2):
        one, other = text[a:b], text[c:d]
        if not (_akin(one, other) or _OTHERS.get(one) == other):
            continue
        if one in other or other in one or other in glossary_names(one):
            continue
        if not _coordinated(text[b:c]):
            yield _exchanged(text, one, other)


def _coordinated(between: str) -> bool:
    """Whether two things stand side by side, so that their order means nothing."""
    between = _BRACKET.sub("", between)
    in_list = "、" in between and weight(between) < 20 and not re.search(r"[，,。；;]", between)
    return bool(_JOINED.fullmatch(between)) or in_list


def _exchanged(text: str, one: str, other: str) -> str:
    either = re.compile(f"{_pattern(one).pattern}|{_pattern(other).pattern}")
    return either.sub(lambda found: other if found[0].startswith(one) else one, text)


def _same_script(one: str, other: str) -> bool:
    return bool(_HAN.search(one)) is bool(_HAN.search(other))


def _replacements(
    claim: Statement, places: list[tuple[int, int]], entities: Sequence[str]
) -> Iterator[str]:
    for start, end in places:
        name = claim.text[start:end]
        rest = claim.text[:start] + claim.text[end:]
        # Inside a longer name too (L1 in L1正则化), a consistent change may well be true.
        alone = claim.text.count(name) == sum(claim.text[a:b] == name for a, b in places)
        if not alone or weight(re.sub(r"[^\w]", "", rest)) < _LEAST_REST:
            continue
        leads = start == 0 and bool(_LEAD_END.match(claim.text, end))
        siblings = _siblings(name, entities, any_kind=leads)
        fits = (o for o in siblings if o not in claim.text and o not in glossary_names(name))
        if other := next(fits, None):
            yield other.join(_pattern(name).split(claim.text))


def _is_aside(text: str, start: int, end: int) -> bool:
    """Whether a name only sets the scene (在 AIGC 中) or stands in brackets."""
    before, after = text[:start].rstrip()[-1:], text[end:].lstrip()[:1]
    return (before in "在于" and after in "中里上内") or (before in "（(" and after in "）)")


def _siblings(name: str, entities: Sequence[str], *, any_kind: bool) -> list[str]:
    """What may stand in the name's place: its counterpart, its kin, or any other at the head."""
    kin = [other for other in entities if _akin(name, other)]
    others = [other for other in entities if any_kind and _same_script(name, other)]
    counterpart = [_OTHERS[name]] if name in _OTHERS else []
    names = dict.fromkeys([*counterpart, *kin, *others])
    return [other for other in names if other not in name and name not in other]


def _akin(name: str, other: str) -> bool:
    """Whether two names are of one kind: 生成器 and 判别器, two acronyms, slow and fast start."""
    if _HAN.search(name) and _HAN.search(other):
        return name[-1] == other[-1]
    if _ACRONYM.fullmatch(name) and _ACRONYM.fullmatch(other):
        return True
    return name.split()[-1] == other.split()[-1] and " " in name and " " in other

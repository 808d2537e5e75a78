"""Claims made key points: named, weighed, with keywords and with contrasts made by rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from grader.model import Contrast, KeyPoint, Keyword, Question
from grader.rubric.builder.candidates import NAME, candidates, marked
from grader.rubric.builder.claims import Claim
from grader.rubric.builder.contrasts import make_contrasts
from grader.rubric.builder.corpus import Corpus, corpus_of
from grader.rubric.builder.names import bracket_pairs, fold, is_known
from grader.rubric.builder.sentences import weight
from grader.rubric.builder.terms import keywords_in
from grader.rubric.builder.weights import share_out, shares

NAME_LENGTH = 12.0
_BRACKETED = re.compile(r"\s?[（(].*?[)）]")


def key_points(
    question: Question,
    claims: Sequence[Claim],
    max_score: float,
    corpus: Sequence[Question] = (),
) -> tuple[KeyPoint, ...]:
    """One key point a claim, with weights that add up to `max_score`, no two of one name."""
    known = corpus_of(question, claims, corpus)
    keywords = keywords_in(known, question, claims)
    contrasts = _contrasts(claims, known)
    weights = share_out(max_score, shares(claims))
    names = _names(claims, keywords)
    return tuple(
        KeyPoint(name, claim.text, worth, keywords=own, contrasts=made)
        for name, claim, worth, own, made in zip(
            names, claims, weights, keywords, contrasts, strict=True
        )
    )


def completed(
    question: Question, points: Sequence[KeyPoint], corpus: Sequence[Question] = ()
) -> tuple[KeyPoint, ...]:
    """An author's ready key points with keywords and contrasts where they have none."""
    claims = [Claim(point.requirement, terms=_as_term(point.name)) for point in points]
    made = key_points(question, claims, float(len(claims)), corpus)
    return tuple(
        replace(
            point,
            keywords=point.keywords or new.keywords,
            contrasts=point.contrasts or new.contrasts,
        )
        for point, new in zip(points, made, strict=True)
    )


def _as_term(name: str) -> tuple[str, ...]:
    return (name,) if weight(name) <= NAME_LENGTH / 2 else ()


def _contrasts(claims: Sequence[Claim], known: Corpus) -> list[tuple[Contrast, ...]]:
    """Contrasts for each claim, none of which says what another claim says."""
    entities = _entities(claims, known)
    said = [fold(claim.text) for claim in claims]
    made = (make_contrasts(claim.text, entities, known.segmenter) for claim in claims)
    return [
        tuple(c for c in each if not any(fold(c.text) in other for other in said)) for each in made
    ]


def _entities(claims: Iterable[Claim], known: Corpus) -> list[str]:
    """The things that the claims are about, leads first; then those of the whole document."""
    names: dict[str, None] = {}
    rest: dict[str, None] = {}
    for claim in claims:
        words = known.segmenter.words(claim.text)
        own = [claim.lead, *claim.terms] if claim.lead else claim.terms
        names |= dict.fromkeys(candidate.term for candidate in marked(own))
        pairs = bracket_pairs(claim.text, words)
        rest |= dict.fromkeys(pair.term for pair in pairs)
        rest |= dict.fromkeys(
            c.term
            for c in candidates(claim.text, words)
            if c.prior >= NAME and len(c.term) > 1
            if not any(pair.start <= c.start < pair.end for pair in pairs)
        )
    return list(names | rest | dict.fromkeys(filter(is_known, known.names)))


def _names(claims: Sequence[Claim], keywords: Sequence[Sequence[Keyword]]) -> list[str]:
    """A label for each claim: its lead, else a keyword that labels no other, else its beginning."""
    leads = [_BRACKETED.sub("", claim.lead).strip() for claim in claims]
    taken = {lead for lead in leads if _is_label(lead)}
    names: list[str] = []
    for claim, lead, own in zip(claims, leads, keywords, strict=True):
        terms = [keyword.term for keyword in own if _is_label(keyword.term)]
        free = next((term for term in terms if term not in taken), "")
        begin = claim.text[: int(NAME_LENGTH)].strip()
        name = lead if _is_label(lead) else free or next(iter(terms), begin)
        names.append(_numbered(name, names))
        taken.add(name)
    return names


def _is_label(name: str) -> bool:
    return bool(name) and weight(name) <= NAME_LENGTH


def _numbered(name: str, names: Sequence[str]) -> str:
    """The name, with a number behind it where it is taken."""
    number, free = 1, name
    while free in names:
        number += 1
        free = f"{name} {number}"
    return free

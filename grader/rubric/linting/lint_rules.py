"""Lint rules about one rubric: weights, claims, keywords, contrasts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from math import fsum, isclose

from grader.model import Contrast, KeyPoint, Keyword, Kind, Rubric
from grader.rubric.documents.language import language_of
from grader.rubric.linting.finding import Remark, Severity
from grader.rubric.storage.faults import KeyPath

SHORT_CLAIM = {"zh": 6, "en": 12}
VAGUE = re.compile(
    r"等等|各种|种种|某些|很重要|非常重要|比较好|相关的?内容|一定的"
    r"|\b(?:etc|some|various|several|important|good|things?|stuff|and so on)\b",
    re.IGNORECASE,
)


def weights(rubric: Rubric) -> Iterator[Remark]:
    """Remarks on weights that are not above zero, or do not add up to the maximum."""
    id_ = rubric.question.id
    for index, point in enumerate(rubric.key_points):
        if point.weight <= 0:
            message = (
                f"key point “{point.name}” weighs {point.weight:g}: give it points above zero; "
                "a wrong claim that costs points belongs under `misconceptions`"
            )
            path = ("key_points", index, "weight")
            yield Remark("weight-not-positive", id_, path, message, Severity.ERROR)
    total = fsum(point.weight for point in rubric.key_points)
    if rubric.key_points and not isclose(total, rubric.max_score, abs_tol=1e-6):
        message = f"weights add up to {total:g}, max_score is {rubric.max_score:g}: make them equal"
        yield Remark("weight-sum", id_, ("max_score",), message, Severity.ERROR)


def claims(rubric: Rubric) -> Iterator[Remark]:
    """Remarks on a rubric without key points, on names that repeat, on vague requirements."""
    id_ = rubric.question.id
    if not rubric.key_points and rubric.question.kind is Kind.SHORT_ANSWER:
        message = "no key points: nothing can be graded; add one per claim of a full answer"
        yield Remark("no-key-points", id_, ("key_points",), message, Severity.ERROR)
    names: set[str] = set()
    for index, point in enumerate(rubric.key_points):
        if point.name in names:
            message = f"another key point is called “{point.name}”: name them apart"
            path = ("key_points", index, "name")
            yield Remark("same-name", id_, path, message, Severity.ERROR)
        names.add(point.name)
        if reason := _vagueness(point):
            message = f"key point “{point.name}” is vague ({reason}): state one checkable claim"
            yield Remark("vague", id_, ("key_points", index, "requirement"), message)


def keywords(rubric: Rubric) -> Iterator[Remark]:
    """Remarks on key points without keywords, and on keywords that the question gives away."""
    question = rubric.question
    asked = f"{question.text}\n{question.text_en}"
    for index, point in enumerate(rubric.key_points):
        path = ("key_points", index, "keywords")
        if not point.keywords:
            message = f"key point “{point.name}” has no keywords: add the terms of a full statement"
            yield Remark("no-keywords", question.id, path, message)
        for place, keyword in enumerate(point.keywords):
            if given := [name for name in keyword.names if _is_in(name, asked)]:
                yield _given_away(question.id, (*path, place), keyword, given)


def contrasts(rubric: Rubric) -> Iterator[Remark]:
    """Remarks on contrasts that repeat what is right, and on criteria that lack either side."""
    id_ = rubric.question.id
    for index, point in enumerate(rubric.key_points):
        path: KeyPath = ("key_points", index)
        right = (point.requirement, *point.wordings)
        yield from _clashes(id_, path, right, point.contrasts)
        if lacks := [n for n in ("wordings", "contrasts") if not getattr(point, n)]:
            yield _one_sided(id_, path, f"key point “{point.name}”", lacks)
    for index, claim in enumerate(rubric.misconceptions):
        path = ("misconceptions", index)
        yield from _clashes(id_, path, (claim.requirement, *claim.wordings), claim.contrasts)
        if lacks := [n for n in ("wordings", "contrasts") if not getattr(claim, n)]:
            yield _one_sided(id_, path, f"misconception {index + 1}", lacks)


def _vagueness(point: KeyPoint) -> str:
    """Why a requirement is vague, or an empty string."""
    text = point.requirement
    if len(re.findall(r"\w", text)) < SHORT_CLAIM[language_of(text)]:
        return "too short"
    names = (name for keyword in point.keywords for name in keyword.names)
    if (word := VAGUE.search(text)) and not any(_is_in(name, text) for name in names):
        return f"“{word[0]}”, and none of its keywords"
    return ""


def _given_away(id_: str, path: KeyPath, keyword: Keyword, given: Sequence[str]) -> Remark:
    what = "is" if given[0] == keyword.term else f"has the alias “{given[0]}”, which is"
    message = (
        f"keyword “{keyword.term}” {what} in the question: "
        "repeating the question would earn it; take it out"
    )
    return Remark("given-away", id_, path, message)


def _clashes(
    id_: str, path: KeyPath, right: Sequence[str], wrong: Sequence[Contrast]
) -> Iterator[Remark]:
    known = {_letters(text): text for text in right}
    for index, contrast in enumerate(wrong):
        if (same := known.get(_letters(contrast.text))) is not None:
            message = f"a contrast says what a wording says (“{same}”): one of them is wrong"
            place = (*path, "contrasts", index)
            yield Remark("contrast-is-wording", id_, place, message, Severity.ERROR)


def _one_sided(id_: str, path: KeyPath, what: str, lacks: Sequence[str]) -> Remark:
    message = f"{what} has no {' and no '.join(lacks)}: right and wrong answers look more alike"
    return Remark("one-sided", id_, path, message, Severity.NOTE)


def _is_in(name: str, text: str) -> bool:
    """Whether a term stands in a text; Latin words count whole."""
    name, text = _fold(name), _fold(text)
    edge = r"(?<![a-z0-9])", r"(?![a-z0-9])"
    return re.search(f"{edge[0]}{re.escape(name)}{edge[1]}", text) is not None


def _letters(text: str) -> str:
    """The text's letters and digits, without the particles that carry no meaning."""
    bare = re.sub(r"\b(?:the|an?)\b|[的了地得]", "", _fold(text))
    return "".join(c for c in bare if c.isalnum() or c in "+-−<>=≠≤≥%")


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()

"""Statements that look like a claim and contradict it, made by rule and marked with the rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from grader.model import Contrast
from grader.rubric.builder.negation import negations
from grader.rubric.builder.opposition import antonyms, numbers
from grader.rubric.builder.reversal import reversals
from grader.rubric.builder.statement import statement
from grader.rubric.builder.swaps import swaps
from grader.rubric.builder.words import Segmenter

MOST = 5
MOST_PER_RULE = 2
_BROKEN = re.compile(
    r"不{2}|不没|没有没有|不会不|不无法|再不需|没有不|\bnot not\b|\bnicht nicht\b|会会|能能"
)


def make_contrasts(
    claim: str, entities: Sequence[str] = (), segmenter: Segmenter | None = None
) -> tuple[Contrast, ...]:
    """At most five statements that contradict `claim`, the rules taking turns.

    `entities` are the things that the question is about; none of the contrasts says what the
    claim says, none stands twice, and the same arguments give the same contrasts.
    """
    looked_at = statement(claim, segmenter)
    made = {
        "entity_swap": swaps(looked_at, entities),
        "antonym": antonyms(looked_at),
        "reversal": reversals(looked_at),
        "negation": negations(looked_at),
        "number": numbers(looked_at),
    }
    found = {rule: _readable(claim, texts) for rule, texts in made.items()}
    contrasts: dict[str, Contrast] = {}
    for turn in range(MOST_PER_RULE):
        for rule, texts in found.items():
            if turn < len(texts):
                contrasts.setdefault(_key(texts[turn]), Contrast(texts[turn], rule))
    return tuple(contrasts.values())[:MOST]


def _readable(claim: str, texts: Iterator[str]) -> list[str]:
    own = _key(claim)
    kept = (text for text in texts if _key(text) != own and not _BROKEN.search(text))
    return list(islice(dict.fromkeys(kept), MOST_PER_RULE))


def _key(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())

"""The right words without their sentences: lists, bursts, shuffled answers."""

from __future__ import annotations

import random

from tests.bench.attacks.cases import Family, Row, content_words, joined, sentences, words


def keyword_list(row: Row, rng: random.Random) -> str:
    """The content words of the reference, one mark between each."""
    terms = content_words(row.reference)
    if len(terms) < 5:
        return ""
    rng.shuffle(terms)
    mark = rng.choice(("、", "，", " ", "；") if row.language == "zh" else (", ", " ", "; ", "\n"))
    return mark.join(terms[:30])


def burst(row: Row, rng: random.Random) -> str:
    """Content words of the reference in a row, some of them several times."""
    terms = content_words(row.reference)
    if len(terms) < 5:
        return ""
    chosen = [rng.choice(terms) for _ in range(min(40, 2 * len(terms)))]
    return joined(chosen, row.language)


def shuffled(row: Row, rng: random.Random) -> str:
    """All words of a right answer without order."""
    pieces = words(row.answer)
    if len(pieces) < 8:
        return ""
    rng.shuffle(pieces)
    return joined(pieces, row.language)


def shuffled_within(row: Row, rng: random.Random) -> str:
    """The words of every sentence of a right answer without order."""
    if len(words(row.answer)) < 8:
        return ""
    made = []
    for sentence in sentences(row.answer):
        pieces = words(sentence)
        rng.shuffle(pieces)
        made.append(joined(pieces, row.language))
    return ("。" if row.language == "zh" else ". ").join(made)


FAMILIES = (
    Family("keyword_list", "any", keyword_list),
    Family("content_burst", "any", burst),
    Family("shuffled", "right", shuffled),
    Family("shuffled_within", "right", shuffled_within),
)

"""What others wrote: the question, the reference, the answer to another question."""

from __future__ import annotations

import random

from tests.bench.attacks.cases import Family, Row, content_words, language


def question(row: Row, rng: random.Random) -> str:
    """The question, verbatim, framed or said twice."""
    asked = row.question.strip()
    if not asked:
        return ""
    chinese = language(asked) == "zh"
    framed = f"题目是：{asked}" if chinese else f"The question is: {asked}"
    return rng.choice((asked, asked.rstrip("?？。."), f"{asked} {asked}", framed))


def question_and_keywords(row: Row, rng: random.Random) -> str:
    """The question with a few words of the reference behind it."""
    terms = content_words(row.reference)
    if not row.question.strip() or len(terms) < 4:
        return ""
    chosen = rng.sample(terms, min(8, len(terms)))
    return f"{row.question} {('、' if row.language == 'zh' else ', ').join(chosen)}"


def reference(row: Row, _rng: random.Random) -> str:
    """The reference, verbatim."""
    return row.reference


def foreign(row: Row, _rng: random.Random) -> str:
    """A right answer to another question."""
    return row.foreign


FAMILIES = (
    Family("question_copied", "any", question),
    Family("question_and_keywords", "any", question_and_keywords),
    Family("reference_copied", "any", reference),
    Family("other_question", "any", foreign),
)

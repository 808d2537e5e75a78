"""All doubts about one answer: which flags fire, and which of its segments may earn points.

A flag deducts nothing. Words that claim nothing (orders to the grader, noise, the question said
again) earn nothing, because there is nothing in them to be right; all else is for a person.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grader.model import Rubric
from grader.text.blank import is_opener
from grader.text.integrity.contradiction import contradicts_itself, takes_back
from grader.text.integrity.copying import copies_question, copies_reference, question_spans
from grader.text.integrity.hidden import hides_characters, mixes_scripts
from grader.text.integrity.instructions import instruction_spans
from grader.text.integrity.lists import is_bare_list, is_burst, lists_terms
from grader.text.integrity.noise import is_noise, words_of
from grader.text.integrity.padding import is_padded
from grader.text.meaning.altered import altered
from grader.text.normalise import normalise
from grader.text.reading import Reading
from grader.text.segment import sentences

Spans = list[tuple[int, int]]
LONG_TEXT = 6_000
# Flags that need no person: they say something about the form alone.
HARMLESS = frozenset({"very_long", "other_model"})


@dataclass(frozen=True, slots=True)
class Findings:
    """The flags that fired, in a fixed order, and `usable` (m,): which segments may earn."""

    flags: tuple[str, ...]
    usable: NDArray[np.bool_]


def examine(reading: Reading, rubric: Rubric) -> Findings:
    """What the words of an answer give away; what needs vectors is in `topic` and `order`."""
    text = reading.normal.text
    asked = [normalise(q).text for q in (rubric.question.text, rubric.question.text_en) if q]
    reference = normalise(rubric.question.reference).text
    known = words_of(" ".join([*asked, reference]))
    spans = sentences(text)
    told = [text[a:b] for a, b in spans]
    orders = instruction_spans(text)
    copied = question_spans(text, asked)
    noise = [(a, b) for a, b in spans if is_noise(text[a:b], known)]
    empty = [(a, b) for a, b in spans if is_opener(text[a:b])]
    rest = _without(text, [*orders, *copied, *noise])
    listing = not lists_terms(reference)
    fired = {
        "hidden_characters": hides_characters(reading.normal),
        "look_alike_letters": mixes_scripts(reading.normal),
        "instructions": bool(orders),
        "junk": is_noise(text, known) or _most(text, noise),
        "question_copied": copies_question(text, asked) or _most(text, copied),
        "reference_copied": copies_reference(text, reference),
        "altered_reference": bool(altered(text, reference)),
        "keyword_list": listing and is_bare_list(rest),
        "word_burst": listing and not is_bare_list(rest) and is_burst(rest),
        "padding": is_padded(text, told),
        "contradiction": takes_back(text) or contradicts_itself(told),
        "very_long": len(text) > LONG_TEXT,
    }
    claims_nothing = fired["junk"] or copies_question(text, asked)
    void = [(0, len(text))] if claims_nothing else [*orders, *copied, *noise, *empty]
    usable = [not any(a < s.end and s.start < b for a, b in void) for s in reading.segments]
    return Findings(tuple(n for n, fires in fired.items() if fires), np.array(usable, dtype=bool))


def _without(text: str, spans: Spans) -> str:
    kept = list(text)
    for a, b in spans:
        kept[a:b] = " " * (b - a)
    return "".join(kept).strip()


def _most(text: str, spans: Spans) -> bool:
    """Whether `spans` hold most of the letters of `text`."""
    letters = sum(c.isalnum() for c in text)
    return bool(spans) and 2 * sum(c.isalnum() for a, b in spans for c in text[a:b]) > letters

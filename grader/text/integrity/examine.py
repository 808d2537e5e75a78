"""All doubts about one answer: which flags fire, and which of its segments may earn points.

A flag deducts nothing. Words that claim nothing (orders to the grader, noise, the question said
again) earn nothing, because there is nothing in them to be right; all else is for a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from grader.text.blank import is_opener
from grader.text.integrity.contradiction import contradicts_itself, takes_back
from grader.text.integrity.copying import copies_question, copies_reference, question_spans
from grader.text.integrity.denial import denies_throughout
from grader.text.integrity.hidden import hides_characters, mixes_scripts
from grader.text.integrity.instructions import instruction_spans
from grader.text.integrity.lists import is_bare_list, is_burst, lists_terms
from grader.text.integrity.noise import is_noise, words_of
from grader.text.integrity.order import is_shuffled
from grader.text.integrity.padding import is_padded
from grader.text.integrity.salad import are_sentences, is_salad
from grader.text.integrity.scatter import scatters
from grader.text.integrity.topic import Neighbours, answers_another, is_filled, is_off_topic
from grader.text.meaning.altered import altered
from grader.text.normalise import normalise
from grader.text.prepared import PreparedRubric
from grader.text.reading import Reading
from grader.text.segment import sentences

Spans = list[tuple[int, int]]
LONG_TEXT = 6_000
# Flags that need no person: they say something about the form alone.
HARMLESS = frozenset({"very_long", "other_model", "calibration_scorer", "calibration_rubric"})


@dataclass(frozen=True, slots=True)
class Findings:
    """The flags that fired, in a fixed order, and `usable` (m,): which segments may earn."""

    flags: tuple[str, ...]
    usable: NDArray[np.bool_]


def examine(
    prepared: PreparedRubric, reading: Reading, others: Neighbours | None = None
) -> Findings:
    """The doubts about an answer; `others` are the other questions of its bank, if known."""
    rubric = prepared.rubric
    text = reading.normal.text
    asked = [_folded(q) for q in (rubric.question.text, rubric.question.text_en) if q]
    reference = _folded(rubric.question.reference)
    known = words_of(" ".join([*asked, reference]))
    spans = sentences(text)
    told = [text[a:b] for a, b in spans]
    orders = instruction_spans(text)
    copied = question_spans(text, asked)
    noise = [(a, b) for a, b in spans if is_noise(text[a:b], known)]
    empty = [(a, b) for a, b in spans if is_opener(text[a:b])]
    gone = [*orders, *copied, *noise]
    rest = _without(text, gone)
    listing = not lists_terms(reference)
    junk = is_noise(text, known) or _most(text, noise)
    copies = copies_question(text, asked)
    echo = copies or _most(text, copied)
    void = [(0, len(text))] if junk or copies else [*orders, *copied, *empty]
    usable = _outside(reading, [*void, *noise])
    claims = bool(usable.any())
    fired = {
        "hidden_characters": hides_characters(reading.normal),
        "look_alike_letters": mixes_scripts(reading.normal),
        "instructions": bool(orders),
        "junk": junk,
        "question_copied": echo,
        "reference_copied": copies_reference(text, reference),
        "altered_reference": bool(altered(text, reference)),
        "keyword_list": listing and is_bare_list(rest),
        "word_burst": listing and not is_bare_list(rest) and is_burst(rest),
        "shuffled_words": _has_no_order(rest, prepared, reading, gone, reference),
        "many_denials": denies_throughout(told, _cut(reference)),
        "padding": is_padded(text, told)
        or (claims and prepared.depths is not None and is_filled(prepared, reading)),
        "off_topic": claims and is_off_topic(prepared, reading),
        "other_question": claims
        and others is not None
        and answers_another(prepared, reading, others),
        "contradiction": takes_back(text) or contradicts_itself(told),
        "very_long": len(text) > LONG_TEXT,
    }
    return Findings(tuple(name for name, fires in fired.items() if fires), usable)


@lru_cache(maxsize=1024)
def _folded(text: str) -> str:
    """A question or a reference in normal form, found once for all its answers."""
    return normalise(text).text


def _has_no_order(
    text: str, prepared: PreparedRubric, reading: Reading, gone: Spans, reference: str
) -> bool:
    """Whether what is left of an answer is no sentences; by words alone with another encoder.

    Where the reference is a list, only the reference's own words without their order count.
    """
    scattered, listing = scatters(text, reference), not lists_terms(reference)
    if prepared.depths is None:
        return scattered or (listing and is_shuffled(text))
    starts = reading.token_spans[:, 0]
    kept = np.ones(len(starts), dtype=bool)
    for a, b in gone:
        kept &= (starts < a) | (starts >= b)
    tokens = reading.tokens[kept]
    return (scattered and not are_sentences(text, tokens)) or (listing and is_salad(text, tokens))


def _cut(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences(text)]


def _outside(reading: Reading, spans: Spans) -> NDArray[np.bool_]:
    """Which segments touch none of `spans`."""
    touched = [any(a < s.end and s.start < b for a, b in spans) for s in reading.segments]
    return ~np.array(touched, dtype=bool)


def _without(text: str, spans: Spans) -> str:
    kept = list(text)
    for a, b in spans:
        kept[a:b] = " " * (b - a)
    return "".join(kept).strip()


def _most(text: str, spans: Spans) -> bool:
    """Whether `spans` hold most of the letters of `text`."""
    letters = sum(c.isalnum() for c in text)
    return bool(spans) and 2 * sum(c.isalnum() for a, b in spans for c in text[a:b]) > letters

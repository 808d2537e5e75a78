"""Words that somebody else wrote: the question said again, or the reference verbatim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from grader.text.segment import sentences

_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")
_FRAMES = re.compile(
    r"(?:本题|这道?题|题目|问题|题干)(?:是|问的?是|要求|如下|为)?[:：]?|(?:the )?question (?:is|asks|reads)?[:：]?|(?:die )?frage (?:lautet)?[:：]?",
    re.IGNORECASE,
)
# Of an answer's words so many stand in the question, in its order, and hardly a run of others.
COPIED = 0.88
LEAST_OF_QUESTION = 0.6
LEAST_WORDS = 3
# A reference as long as this is not met word for word by chance.
LEAST_REFERENCE = 45
VERBATIM = 96.0


def copies_question(text: str, questions: Sequence[str]) -> bool:
    """Whether a text says hardly more than one of the forms of the question does.

    A copy holds most of the question, or of one of its sentences: an answer that picks one of
    the things the question offers is none.
    """
    said = _unframed(text)
    if said and any(_once(said, _parts(asked)[0]) == _parts(asked)[0] for asked in questions):
        return True
    return any(_is_copy(said, part) for asked in questions for part in _parts(asked))


def question_spans(text: str, questions: Sequence[str]) -> list[tuple[int, int]]:
    """The sentences of `text` that copy the question, as (start, end)."""
    parts = [part for asked in questions for part in _parts(asked)]
    spans = [(a, b, _unframed(text[a:b])) for a, b in sentences(text)]
    return [(a, b) for a, b, said in spans if any(_is_copy(said, part) for part in parts)]


def copies_reference(text: str, reference: str) -> bool:
    """Whether a text is the reference, or nearly all of it, word for word.

    Short references are met by chance and do not count.
    """
    written = _reference_words(reference)
    if written.count(" ") + 1 < LEAST_REFERENCE:
        return False
    said = " ".join(_words(text))
    return fuzz.ratio(said, written) >= VERBATIM or written in said


@lru_cache(maxsize=1024)
def _parts(asked: str) -> tuple[list[str], ...]:
    """The words of the question as a whole, and of its sentences where it has several."""
    parts = [asked[a:b] for a, b in sentences(asked)]
    return tuple(_unframed(part) for part in (asked, *(parts if len(parts) > 1 else ())))


@lru_cache(maxsize=1024)
def _reference_words(reference: str) -> str:
    """The words of a reference, with a blank between two."""
    return " ".join(_words(reference))


def _is_copy(said: list[str], asked: list[str]) -> bool:
    if len(asked) < LEAST_WORDS or len(said) < LEAST_WORDS:
        return False
    said = _once(said, asked)
    shared = (len(said) + len(asked) - Indel.distance(said, asked)) / 2
    return shared >= COPIED * len(said) and shared >= LEAST_OF_QUESTION * len(asked)


def _once(said: list[str], asked: list[str]) -> list[str]:
    """What is said, without the repetitions of what is asked."""
    while asked and len(said) >= 2 * len(asked) and said[: len(asked)] == asked:
        said = said[len(asked) :]
    return said


def _unframed(text: str) -> list[str]:
    """The words of `text` without those that only present a question."""
    return _words(_FRAMES.sub(" ", text))


def _words(text: str) -> list[str]:
    """Chinese characters and lower-case words, in order."""
    return _WORD.findall(text.lower())

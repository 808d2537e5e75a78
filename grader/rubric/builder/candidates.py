"""The candidate terms of a claim: noun runs, known terms, names, verbs; Latin words and phrases.

`prior` says how likely the kind of candidate is a term, about 0.6 (a verb) to 3 (set in bold).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from grader.rubric.builder.names import fold, is_known
from grader.rubric.builder.stopwords import STOPWORDS, is_german
from grader.rubric.builder.words import LATIN, NUMBER, Word

BOLD, KNOWN, NAME, PHRASE, NOUNS, WORD, VERB, QUALITY = 3.0, 2.5, 2.0, 1.7, 1.5, 1.0, 0.8, 0.6
LONGEST = 8
_MEMBER = re.compile(r"(?<=[、])([^、，,。；;：:（）()\s的]{2,8})(?=[、和与或及等])")
_COMPLEXITY = re.compile(r"O\s?[（(][^()（）]{1,8}[)）]")
_BRACKETED = re.compile(r"\s?[（(].*?[)）]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_PRIORS = dict.fromkeys(("v", "vd", "vi", "vn"), VERB)
_PRIORS |= dict.fromkeys(("a", "ad", "z", "d", "t"), QUALITY) | dict.fromkeys(("l", "i"), WORD)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term as it stands in the text, its prior and its place; -1 where it has none."""

    term: str
    prior: float
    start: int = -1


def candidates(text: str, words: Sequence[Word], phrases: Collection[str] = ()) -> list[Candidate]:
    """The candidates in a text, repeated ones too; `phrases` are known word pairs, folded."""
    found = [Candidate(m[0], NAME, m.start()) for m in _COMPLEXITY.finditer(text)]
    if _HAN.search(text):
        found += [Candidate(m[1], PHRASE, m.start()) for m in _MEMBER.finditer(text)]
        found += _chinese(words)
    found += _latin(text, words, phrases)
    return [c for c in found if fold(c.term) and c.term.casefold() not in STOPWORDS]


def marked(terms: Sequence[str]) -> list[Candidate]:
    """The author's own terms, in bold or leading a line; without brackets, none too long."""
    names = [_BRACKETED.sub("", term).strip() for term in terms]
    return [Candidate(name, BOLD) for name in names if _is_term(name)]


def _is_term(name: str) -> bool:
    if not name or name.casefold() in STOPWORDS:
        return False
    if _HAN.search(name):
        return len(name) <= LONGEST + 2 and "的" not in name
    return len(name.split()) <= 3


def _chinese(words: Sequence[Word]) -> Iterator[Candidate]:
    for run in _noun_runs(words):
        yield from _from_run(run)
    for word in words:
        prior = _PRIORS.get(word.tag)
        if prior and len(word.text) > 1:
            yield Candidate(word.text, KNOWN if is_known(word.text) else prior, word.start)


def _noun_runs(words: Sequence[Word]) -> Iterator[list[Word]]:
    run: list[Word] = []
    for word in words:
        # A verbal noun leads no run: it may as well be the verb, as in 最大化 + 数据.
        joins = word.is_noun and word.text not in STOPWORDS and (run or word.tag != "vn")
        if run and (not joins or word.start != run[-1].end):
            yield run
            run = []
            joins = joins and word.tag != "vn"
        if joins:
            run.append(word)
    if run:
        yield run


def _from_run(run: list[Word]) -> Iterator[Candidate]:
    whole = "".join(word.text for word in run)
    if len(run) <= 2 and len(whole) <= LONGEST and _HAN.search(whole) and len(whole) > 1:
        yield Candidate(whole, KNOWN if is_known(whole) else NOUNS, run[0].start)
        run = [word for word in run if is_known(word.text)] if len(run) > 1 else []
    for word in run:
        if len(word.text) > 1 and word.tag != LATIN:
            yield Candidate(word.text, KNOWN if is_known(word.text) else NOUNS, word.start)


def _latin(text: str, words: Sequence[Word], phrases: Collection[str]) -> Iterator[Candidate]:
    german = is_german(text)
    tokens = [word for word in words if word.tag in (LATIN, NUMBER)]
    for index, word in enumerate(tokens):
        if _is_content(word):
            yield Candidate(word.text, _prior(word, german=german, first=index == 0), word.start)
        for size in (3, 2):
            group = tokens[index : index + size]
            if len(group) == size and _adjacent(text, group):
                yield from _phrase(group, phrases)


def _phrase(group: list[Word], phrases: Collection[str]) -> Iterator[Candidate]:
    term = " ".join(word.text for word in group)
    if is_known(term):
        yield Candidate(term, KNOWN, group[0].start)
    elif fold(term) in phrases and all(map(_is_content, group)):
        yield Candidate(term, PHRASE, group[0].start)


def _adjacent(text: str, group: Sequence[Word]) -> bool:
    return all(text[a.end : b.start] == " " for a, b in pairwise(group))


def _is_content(word: Word) -> bool:
    if word.tag == NUMBER:
        return len(word.text) > 1
    text = word.text.casefold()
    return text not in STOPWORDS and (len(text) > 2 or word.text.isupper()) and len(text) > 1


def _prior(word: Word, *, german: bool, first: bool) -> float:
    text = word.text
    if is_known(text):
        return KNOWN
    if sum(c.isupper() for c in text) > 1:
        return NAME
    is_noun = text[0].isupper() and not first
    return NOUNS if is_noun or (german and text[0].isupper()) else WORD


def word_pairs(text: str, words: Sequence[Word]) -> list[str]:
    """The pairs of neighbouring Latin content words, folded, to be counted."""
    tokens = [word for word in words if word.tag == LATIN]
    return [
        fold(a.text + b.text)
        for a, b in pairwise(tokens)
        if min(len(a.text), len(b.text)) > 3 and _is_content(a) and _is_content(b)
        if "less" not in (a.text, b.text) and _adjacent(text, (a, b))
    ]

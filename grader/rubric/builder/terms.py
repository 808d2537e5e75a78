"""The keywords of each claim: what a full statement of it would use, with weights and aliases."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grader.model import Keyword, Question
from grader.rubric.builder.candidates import Candidate, candidates, marked
from grader.rubric.builder.claims import Claim
from grader.rubric.builder.corpus import Corpus, corpus_of
from grader.rubric.builder.names import Aliases, bracket_pairs, fold, singular
from grader.rubric.builder.sentences import weight as length
from grader.rubric.builder.words import MARK

MOST = 5
# A claim holds about one term in so many Chinese characters; English words are shorter.
SPACING, SPACING_LATIN = 6.0, 3.0
# What remains of the score and the weight of a term that the question gives away.
GIVEN_AWAY = 0.1
# Candidates with less than this share of the best one's score are no keywords.
LEAST = 0.3
WEIGHTS = (0.2, 3.0)
_WORD = re.compile(r"[^\W_]{2,}")
_ENDING = re.compile(r"(?<=[a-z]{3})(?:ing|ed|es)$")


@dataclass(frozen=True, slots=True)
class _Scored:
    candidate: Candidate
    score: float
    given_away: bool


def extract_keywords(
    question: Question, claims: Sequence[Claim], corpus: Sequence[Question] = ()
) -> list[tuple[Keyword, ...]]:
    """One to five keywords a claim, the best first.

    Terms that the question holds are left out where others are there. Weights come from TF-IDF
    over `corpus` where it is given, and average about 1 in a question.
    """
    return keywords_in(corpus_of(question, claims, corpus), question, claims)


def keywords_in(
    known: Corpus, question: Question, claims: Sequence[Claim]
) -> list[tuple[Keyword, ...]]:
    """The same with a corpus that has been read already."""
    asked = _Asked(question, known)
    scored = [_scored(claim, known, asked) for claim in claims]
    chosen = [_chosen(s, claim, known.aliases) for s, claim in zip(scored, claims, strict=True)]
    counts = Counter(fold(s.candidate.term) for each in scored for s in each)
    return _keywords(chosen, known, counts)


class _Asked:
    """The words of the question, to tell what it gives away."""

    def __init__(self, question: Question, corpus: Corpus) -> None:
        self._segmenter = corpus.segmenter
        self._text = fold(question.text)
        words = {w.text for w in corpus.segmenter.words(question.text) if w.tag != MARK}
        self._words = {_stem(word) for word in words}

    def gives_away(self, names: Sequence[str]) -> bool:
        """Whether the question holds one of the names, or all the words of one."""
        return any(map(self._holds, names))

    def _holds(self, term: str) -> bool:
        # 编码器 too, in a question about 变分自编码器: to repeat the question would earn it.
        if not term.isascii() and fold(term) in self._text:
            return True
        words = [w.text for w in self._segmenter.words(term) if w.tag != MARK]
        return _stem(term) in self._words or all(_stem(word) in self._words for word in words)


def _stem(word: str) -> str:
    return _ENDING.sub("", singular(fold(word)))


def _scored(claim: Claim, corpus: Corpus, asked: _Asked) -> list[_Scored]:
    own = [claim.lead, *claim.terms] if claim.lead else [*claim.terms]
    words = corpus.segmenter.words(claim.text)
    declared = [(pair.start, pair.end) for pair in bracket_pairs(claim.text, words)]
    found: list[_Scored] = []
    for each in [*marked(own), *candidates(claim.text, words, corpus.phrases)]:
        if any(start <= each.start < end for start, end in declared):
            continue
        given = asked.gives_away((each.term, *corpus.aliases.of(each.term)))
        score = each.prior * corpus.idf.get(fold(each.term), 1.0) * (GIVEN_AWAY if given else 1.0)
        found.append(_Scored(each, score, given))
    return sorted(found, key=lambda s: -s.score)


def _chosen(scored: list[_Scored], claim: Claim, aliases: Aliases) -> list[_Scored]:
    if not scored:
        return [_Scored(Candidate(_last_resort(claim.text), 1.0), 1.0, given_away=False)]
    spacing = SPACING_LATIN if claim.text.isascii() else SPACING
    most = max(1, min(MOST, round(length(claim.text) / spacing)))
    chosen: list[_Scored] = []
    for each in scored:
        if len(chosen) == most or (chosen and each.score < LEAST * chosen[0].score):
            break
        if not any(_overlap(each, other, aliases) for other in chosen):
            chosen.append(each)
    return chosen


def _last_resort(text: str) -> str:
    words = _WORD.findall(text)
    return max(words, key=len) if words else text


def _overlap(one: _Scored, other: _Scored, aliases: Aliases) -> bool:
    """Whether two candidates are one term, or one is part of the other."""
    a, b = one.candidate.term, other.candidate.term
    names = {singular(fold(name)) for name in (b, *aliases.of(b))}
    return singular(fold(a)) in names or fold(a) in fold(b) or fold(b) in fold(a)


def _keywords(
    chosen: Sequence[Sequence[_Scored]], corpus: Corpus, counts: Mapping[str, int]
) -> list[tuple[Keyword, ...]]:
    raw = [[_raw_weight(s, corpus, counts) for s in each] for each in chosen]
    values = [value for each in raw for value in each]
    mean = sum(values) / len(values) if values else 1.0
    return [
        tuple(
            _keyword(s, value / mean, corpus.aliases)
            for s, value in zip(each, weights, strict=True)
        )
        for each, weights in zip(chosen, raw, strict=True)
    ]


def _raw_weight(scored: _Scored, corpus: Corpus, counts: Mapping[str, int]) -> float:
    """TF-IDF with a logarithmic TF; without a corpus the candidate's prior stands for the IDF."""
    term = fold(scored.candidate.term)
    rarity = corpus.idf.get(term, 1.0) if corpus.idf else math.sqrt(scored.candidate.prior)
    return (1 + math.log(counts.get(term, 0) or 1)) * rarity


def _keyword(scored: _Scored, value: float, aliases: Aliases) -> Keyword:
    low, high = WEIGHTS
    weight = max(low, min(high, value * (GIVEN_AWAY if scored.given_away else 1.0)))
    term = scored.candidate.term
    return Keyword(term, aliases.of(term), round(weight, 2))

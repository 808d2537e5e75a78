"""What all questions of a document say about their terms: names, repeated phrases, weights."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from grader.model import Question
from grader.rubric.builder.candidates import candidates, marked, word_pairs
from grader.rubric.builder.claims import Claim, claims
from grader.rubric.builder.names import Aliases, bracket_pairs, fold
from grader.rubric.builder.words import Segmenter, plain_segmenter, segmenter_for

_HAN_TERM = re.compile(r"[\u3400-\u9fff]{3,8}")
_REPEATED = 2


@dataclass(frozen=True, slots=True)
class Corpus:
    """The segmenter that knows the author's terms, their other names, phrases, IDF.

    `names` are the author's own terms, in bold or leading a line. `idf` goes by folded term, is 1
    or more, and empty where there is only one question; so are `names`.
    """

    segmenter: Segmenter
    aliases: Aliases
    phrases: frozenset[str]
    idf: Mapping[str, float] = field(default_factory=dict)
    names: tuple[str, ...] = ()


def corpus_of(question: Question, found: Sequence[Claim], others: Sequence[Question]) -> Corpus:
    """The corpus of all `others`, or of the question and its claims alone where there are none."""
    if others:
        return _corpus(tuple(others))
    return _read(plain_segmenter(), [question.text, *(claim.text for claim in found)])


@lru_cache(maxsize=4)
def _corpus(questions: tuple[Question, ...]) -> Corpus:
    by_question = [claims(question.reference) for question in questions]
    names = sorted({m.term for found in by_question for c in found for m in marked(c.terms)})
    segmenter = segmenter_for(frozenset(name for name in names if _HAN_TERM.fullmatch(name)))
    texts = [
        [question.text, *(claim.text for claim in found)]
        for question, found in zip(questions, by_question, strict=True)
    ]
    corpus = _read(segmenter, [text for each in texts for text in each])
    return Corpus(segmenter, corpus.aliases, corpus.phrases, _idf(corpus, texts), tuple(names))


def _read(segmenter: Segmenter, texts: Sequence[str]) -> Corpus:
    words = [segmenter.words(text) for text in texts]
    pairs = [p for text, cut in zip(texts, words, strict=True) for p in bracket_pairs(text, cut)]
    counts = Counter(
        pair for text, cut in zip(texts, words, strict=True) for pair in word_pairs(text, cut)
    )
    phrases = {fold(pair.term) for pair in pairs if " " in pair.term}
    phrases |= {phrase for phrase, count in counts.items() if count >= _REPEATED}
    return Corpus(segmenter, Aliases(pairs), frozenset(phrases))


def _idf(corpus: Corpus, texts: Sequence[Sequence[str]]) -> dict[str, float]:
    """The inverse document frequency of every candidate, a question being a document."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    def terms(document: Sequence[str]) -> list[str]:
        segmenter = corpus.segmenter
        found = (candidates(text, segmenter.words(text), corpus.phrases) for text in document)
        return [fold(candidate.term) for each in found for candidate in each]

    vectorizer = TfidfVectorizer(analyzer=terms)
    try:
        vectorizer.fit(texts)
    except ValueError:  # no question holds a single term
        return {}
    return dict(zip(vectorizer.get_feature_names_out(), vectorizer.idf_.tolist(), strict=True))

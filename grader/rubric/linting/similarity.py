"""How alike texts are, for lint: a measure and the limits from which likeness means sameness."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Similarity:
    """A cosine matrix of texts, and the limits from which they say the same.

    `same_question` and `same_sentence` are cosines; `same_claim` is the mean likeness of two key
    points' statements as a share of the mean likeness within each.
    """

    matrix: Callable[[list[str]], Matrix]
    same_question: float
    same_claim: float
    same_sentence: float


def ngram_matrix(texts: list[str]) -> Matrix:
    """Cosines (n, n), 0..1, of the texts' character bigrams and trigrams, TF-IDF-weighted."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 3)).fit_transform(texts)
    cosines: Matrix = (vectors @ vectors.T).toarray()
    return cosines


# Limits measured on the bank (513 pairs of key points, of which none overlap by intent, and key
# points split in halves, which do) and on its 30 questions, of which four groups ask the same.
NGRAMS = Similarity(ngram_matrix, same_question=0.25, same_claim=1.35, same_sentence=0.5)


def embedding_similarity(embed: Callable[[Sequence[str]], Matrix]) -> Similarity:
    """Likeness by sentence embeddings; `embed` gives unit rows, limits are multilingual-e5's."""

    def matrix(texts: list[str]) -> Matrix:
        vectors = embed(texts)
        cosines: Matrix = vectors @ vectors.T
        return cosines

    return Similarity(matrix, same_question=0.958, same_claim=1.004, same_sentence=0.98)

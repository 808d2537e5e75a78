"""Lint rules about sameness: questions asked twice, key points that say the same thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np

from grader.model import KeyPoint, Kind, Rubric
from grader.rubric.linting.finding import Remark
from grader.rubric.linting.similarity import Matrix, Similarity

FEW_STATEMENTS = 3


def same_questions(rubrics: Mapping[str, Rubric], similarity: Similarity) -> Iterator[Remark]:
    """A remark on each group of questions of one kind that ask about the same thing.

    Coding tasks share a frame of words, so they must agree as closely as sentences do.
    """
    limits = {Kind.SHORT_ANSWER: similarity.same_question, Kind.CODING: similarity.same_sentence}
    for kind, least in limits.items():
        ids = [id_ for id_, rubric in rubrics.items() if rubric.question.kind is kind]
        if len(ids) > 1:
            likeness = similarity.matrix([_subject(rubrics[id_]) for id_ in ids])
            for group in _groups(likeness, least):
                yield _same_question([ids[i] for i in group], _mean(likeness, group, group))


def same_key_points(rubric: Rubric, similarity: Similarity) -> Iterator[Remark]:
    """A remark on each pair of a rubric's key points that say the same thing."""
    said = [(point.requirement, *point.wordings) for point in rubric.key_points]
    if len(said) < 2:
        return
    likeness = similarity.matrix([text for texts in said for text in texts])
    rows = _rows([len(texts) for texts in said])
    for one, other in combinations(range(len(said)), 2):
        if _says_the_same(likeness, rows[one], rows[other], similarity):
            first, second = rubric.key_points[one], rubric.key_points[other]
            yield _same_key_point(rubric.question.id, first, second, other)


def _subject(rubric: Rubric) -> str:
    """What a question is about: its text, its reference, its claims."""
    question = rubric.question
    claims = (point.requirement for point in rubric.key_points)
    return "\n".join((question.text, question.reference, *claims))


def _groups(likeness: Matrix, least: float) -> list[list[int]]:
    """Clusters of two and more; the mean likeness to a cluster decides who joins it.

    The mean, not the nearest, so that a chain of neighbours does not become one group.
    """
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    distance = np.clip(1 - (likeness + likeness.T) / 2, 0, None)
    np.fill_diagonal(distance, 0)
    tree = linkage(squareform(distance, checks=False), method="average")
    labels = fcluster(tree, 1 - least, criterion="distance")
    clusters = [np.flatnonzero(labels == label).tolist() for label in dict.fromkeys(labels)]
    return [cluster for cluster in clusters if len(cluster) > 1]


def _says_the_same(
    likeness: Matrix, one: Sequence[int], other: Sequence[int], similarity: Similarity
) -> bool:
    if likeness[one[0], other[0]] >= similarity.same_sentence:
        return True
    if min(len(one), len(other)) < FEW_STATEMENTS:
        return False
    within = (_mean(likeness, one, one) + _mean(likeness, other, other)) / 2
    return bool(_mean(likeness, one, other) >= similarity.same_claim * within > 0)


def _mean(likeness: Matrix, one: Sequence[int], other: Sequence[int]) -> float:
    """The mean likeness of two sets of texts, a text with itself left out."""
    pairs = [likeness[i, j] for i in one for j in other if i != j]
    return float(np.mean(pairs))


def _rows(lengths: Sequence[int]) -> list[range]:
    ends = np.cumsum(lengths).tolist()
    return [range(end - length, end) for length, end in zip(lengths, ends, strict=True)]


def _same_question(ids: Sequence[str], likeness: float) -> Remark:
    listed = f"{', '.join(ids[:-1])} and {ids[-1]}"
    message = (
        f"questions {listed} ask about the same thing (likeness {likeness:.2f}): "
        "merge them, or say in each explanation what it is after"
    )
    return Remark("same-question", ids[0], ("question",), message)


def _same_key_point(question_id: str, first: KeyPoint, second: KeyPoint, index: int) -> Remark:
    message = (
        f"key points “{first.name}” and “{second.name}” say the same thing: "
        "an answer earns both at once; merge them, or word them apart"
    )
    return Remark("same-key-point", question_id, ("key_points", index, "requirement"), message)

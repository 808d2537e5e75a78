"""A rubric with its statements encoded, so that answers can be compared with them at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from grader.model import KeyPoint, Misconception, Rubric
from grader.text.align import Claim, claim_of
from grader.text.encoder import Encoder, Encoding
from grader.text.head import FITTED_ENCODER, Head, Side, centred, claim_side, head
from grader.text.normalise import normalise
from grader.text.polarity import denials

Array = NDArray[np.float32]
# With fewer statements than this on either side a margin is chance, not evidence.
LEAST_WORDINGS, LEAST_CONTRASTS = 3, 3


@dataclass(frozen=True, slots=True)
class Statements:
    """A claim's `right` (n, d) and `wrong` (k, d) statements, and which of them deny (n,)."""

    right: Array
    wrong: Array
    denials: NDArray[np.float64]
    claim: Encoding

    @property
    def can_contrast(self) -> bool:
        """Whether there are statements enough on both sides to judge by the margin."""
        return len(self.right) > LEAST_WORDINGS and len(self.wrong) >= LEAST_CONTRASTS


@dataclass(frozen=True, slots=True, eq=False)
class PreparedRubric:
    """A rubric's statements; `background` (b, d) is what unrelated text looks like.

    `claims` are the points' claims ready for alignment; `weights` (points,) add up to 1;
    `token_points` (t,) names the point of each claim token, in the order of the points; `side` is
    those tokens as the head sees them, None where the head was not fitted to this encoder.
    """

    rubric: Rubric
    points: tuple[Statements, ...]
    misconceptions: tuple[Statements, ...]
    question: Array
    question_tokens: Array
    background: Array
    token_mean: Array
    claims: tuple[Claim, ...]
    weights: NDArray[np.float64]
    token_points: NDArray[np.int64]
    question_centred: Array
    head: Head
    side: Side | None = None

    @property
    def claim_vectors(self) -> Array:
        """The claims' vectors (points, d)."""
        return np.stack([statements.claim.vector for statements in self.points])

    @property
    def claim_tokens(self) -> Array:
        """The claims' token vectors (t, d), one point after another."""
        return np.concatenate([statements.claim.tokens for statements in self.points])


def prepare(rubric: Rubric, encoder: Encoder, trained: Head | None = None) -> PreparedRubric:
    """`rubric` with every statement encoded, in one call to the encoder.

    `trained` is the head to see it with, else the one that ships; no head sees vectors of an
    encoder that it was not fitted to.
    """
    criteria: list[KeyPoint | Misconception] = [*rubric.key_points, *rubric.misconceptions]
    asked = [t for t in (rubric.question.text, rubric.question.text_en) if t.strip()]
    texts = [_fold(t) for c in criteria for t in _statements(c)] + [_fold(t) for t in asked]
    encodings = iter(encoder.encode([*texts, *background()]))
    prepared = [_take(criterion, encodings) for criterion in criteria]
    question = [next(encodings) for _ in asked]
    rest = list(encodings)
    width = rest[0].vector.shape[0]
    mean = np.concatenate([e.tokens for e in rest]).mean(axis=0)
    tokens = [e.tokens for e in question] or [np.zeros((0, width), np.float32)]
    weights = np.array([point.weight for point in rubric.key_points])
    points = tuple(prepared[: len(rubric.key_points)])
    made = PreparedRubric(
        rubric,
        points,
        tuple(prepared[len(points) :]),
        _stack([e.vector for e in question], width),
        np.concatenate(tokens),
        _stack([e.vector for e in rest], width),
        mean,
        tuple(claim_of(p.claim.tokens, np.concatenate(tokens), mean) for p in points),
        weights / weights.sum(),
        np.repeat(np.arange(len(points)), [len(p.claim.tokens) for p in points]),
        centred(np.concatenate(tokens), mean),
        trained or head(),
    )
    if encoder.name != FITTED_ENCODER:
        return made
    return replace(made, side=claim_side(centred(made.claim_tokens, mean), made.question_centred))


@cache
def background() -> tuple[str, ...]:
    """Sentences about other things, in both languages: what similarity means nothing."""
    text = resources.files("grader.text").joinpath("background.txt").read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _statements(criterion: KeyPoint | Misconception) -> list[str]:
    return [criterion.requirement, *criterion.wordings, *(c.text for c in criterion.contrasts)]


def _take(criterion: KeyPoint | Misconception, encodings: Iterator[Encoding]) -> Statements:
    claim = next(encodings)
    right = [claim, *(next(encodings) for _ in criterion.wordings)]
    wrong = [next(encodings) for _ in criterion.contrasts]
    texts = (criterion.requirement, *criterion.wordings)
    return Statements(
        np.stack([e.vector for e in right]),
        _stack([e.vector for e in wrong], claim.vector.shape[0]),
        np.array([denials(_fold(text)) > 0 for text in texts], dtype=float),
        claim,
    )


def _stack(vectors: Sequence[Array], width: int) -> Array:
    return np.stack(vectors) if vectors else np.zeros((0, width), dtype=np.float32)


def _fold(text: str) -> str:
    return normalise(text).text.strip() or "?"

"""A rubric with its statements encoded, so that answers can be compared with them at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from grader.model import KeyPoint, Misconception, Rubric
from grader.text.align import Claim, claim_of
from grader.text.encoder import Encoder, Encoding
from grader.text.head import FITTED_ENCODER, Depth, Head, depth_of, head
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

    `claims` are the key points' claims for plain coverage; `weights` (points,) add up to 1.
    `depths` are the claims' tokens as the head sees them, last and early, None where the head was
    not fitted to this encoder; `sameness` is how near a claim token's nearest other one is, on
    average, -1..1.
    """

    rubric: Rubric
    points: tuple[Statements, ...]
    misconceptions: tuple[Statements, ...]
    question: Array
    background: Array
    token_mean: Array
    claims: tuple[Claim, ...]
    weights: NDArray[np.float64]
    sameness: float
    head: Head
    depths: tuple[Depth, Depth] | None = None

    @property
    def claim_vectors(self) -> Array:
        """The claims' vectors (points, d)."""
        return np.stack([statements.claim.vector for statements in self.points])


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
    weights = np.array([point.weight for point in rubric.key_points])
    points = tuple(prepared[: len(rubric.key_points)])
    claims = [point.claim for point in points]
    asked_tokens = _stacked([e.tokens for e in question], width)
    mean = _stacked([e.tokens for e in rest], width).mean(axis=0)
    last = depth_of(_stacked([e.tokens for e in claims], width), asked_tokens, mean)
    early = depth_of(
        _stacked([e.early for e in claims], width),
        _stacked([e.early for e in question], width),
        _stacked([e.early for e in rest], width).mean(axis=0),
    )
    return PreparedRubric(
        rubric,
        points,
        tuple(prepared[len(points) :]),
        _stack([e.vector for e in question], width),
        _stack([e.vector for e in rest], width),
        mean,
        tuple(claim_of(claim.tokens, asked_tokens, mean) for claim in claims),
        weights / weights.sum(),
        _sameness(last),
        trained or head(),
        (last, early) if encoder.name == FITTED_ENCODER else None,
    )


def _sameness(claims: Depth) -> float:
    """The mean over the claims' tokens of the best cosine with another of them; 0 for one."""
    cosines = claims.tokens @ claims.tokens.T
    if len(cosines) < 2:
        return 0.0
    np.fill_diagonal(cosines, -1.0)
    return float(cosines.max(axis=1).mean())


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


def _stacked(tokens: Sequence[Array], width: int) -> Array:
    """Token vectors (t, d) of several texts, one text after another."""
    return np.concatenate([np.zeros((0, width), np.float32), *tokens])


def _stack(vectors: Sequence[Array], width: int) -> Array:
    return np.stack(vectors) if vectors else np.zeros((0, width), dtype=np.float32)


def _fold(text: str) -> str:
    return normalise(text).text.strip() or "?"

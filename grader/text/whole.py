"""A whole answer against a whole reference, by the head; then shared among key points.

For rubrics without wordings. The share of the whole is what was fitted; each key point gets the
part that its own plain coverage suggests, and the parts add up to the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grader.text.coverage import Covered
from grader.text.head import Head, covered
from grader.text.logistic import sigmoid
from grader.text.prepared import PreparedRubric
from grader.text.reading import Reading
from grader.text.traits import TRAITS, traits

Array = NDArray[np.float64]
FEATURES = (
    "covered",  # how much of the claims' tokens is covered, by the last tokens
    "covered early",  # the same by the early ones
    "plain",  # the key points' plain coverage, their mean by weight
    "keywords",  # the share of the claims' terms that the answer uses
    *TRAITS,
    "sameness",  # how alike the claims' own tokens are: such claims are covered more easily
)
# They should say the same; how far they do not is the discord.
WITNESSES = [FEATURES.index(n) for n in ("covered", "covered early", "keywords", "sentence")]
# How sharply a point's coverage against the others' moves its own share away from the whole's.
CONTRAST = 4.0


@dataclass(frozen=True, slots=True)
class Whole:
    """The `share` of the whole, each point's (points,), and the witnesses' `discord`, 0 and up."""

    share: float
    shares: Array
    discord: float


def weigh(
    prepared: PreparedRubric,
    reading: Reading,
    plain: Sequence[Covered],
    allowed: NDArray[np.bool_],
    by: Head,
) -> Whole:
    """What an answer is worth as a whole; `plain` is each point's coverage, `allowed` may earn.

    The rubric must be prepared with the encoder that the head was fitted to.
    """
    found = features(prepared, reading, plain, allowed)
    if found is None:
        return Whole(0.0, np.zeros(len(plain)), 0.0)
    share = by.scale.share(by.total(found))
    coverage = np.array([point.share for point in plain])
    return Whole(share, shared_out(share, coverage, prepared.weights), discord(by, found))


def features(
    prepared: PreparedRubric,
    reading: Reading,
    plain: Sequence[Covered],
    allowed: NDArray[np.bool_],
) -> NDArray[np.float32] | None:
    """The numbers of FEATURES (f,), in order; None where nothing may earn."""
    inside = reading.tokens_of(allowed)
    if prepared.depths is None or not inside.any():
        return None
    last, early = prepared.depths
    weights = prepared.weights
    used = [c.words.share if p.keywords else 0.0
            for c, p in zip(plain, prepared.rubric.key_points, strict=True)]  # fmt: skip
    return np.array(
        [
            covered(last, last.best(reading.tokens[inside])),
            covered(early, early.best(reading.early[inside])),
            weights @ np.array([point.share for point in plain]),
            weights @ np.array(used),
            *traits(prepared, reading, allowed),
            prepared.sameness,
        ],
        dtype=np.float32,
    )


def shared_out(share: float, covered: Array, weights: Array) -> Array:
    """Shares (points,) in 0..1 whose mean by `weights` is `share`, better where more is covered.

    Every point's log odds are its coverage, times CONTRAST, plus one number for all.
    """
    if not 0.0 < share < 1.0 or len(covered) == 1:
        return np.full(len(covered), share)
    own = CONTRAST * (covered - weights @ covered)
    low, high = -30.0, 30.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if weights @ sigmoid(own + middle) < share else (low, middle)
    return sigmoid(own + low)


def discord(by: Head, found: NDArray[np.float32]) -> float:
    """How far the witnesses disagree: the standard deviation of what each says, standardised."""
    return float(by.standard(found)[WITNESSES].std())

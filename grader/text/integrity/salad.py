"""Whether the words of a text stand together as in sentences: lists, bursts and shuffles do not.

A linear probe: the mean of the token vectors (an encoder puts a word elsewhere when its neighbours
make no sense), how like neighbours are, the order of word classes, and how many words tie others.
The weights grow with the root of the length, as evidence does. Chinese and English only; the
weights are in salad.json, made by `tests/bench/fit_salad.py`.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from grader.text.integrity.lists import has_han, ties
from grader.text.integrity.order import is_german, order_of

Array = NDArray[np.float64]
# Log odds beyond which a text is no sentence; of natural answers of data sets that the probe had
# not seen, about one in three hundred lies beyond.
SALAD, SENTENCES = 2.3, -0.5
LEAST_WORDS, LEAST_TOKENS = 5, 6
MOST_TOKENS, USUAL_TOKENS = 100, 20


def is_salad(text: str, tokens: NDArray[np.float32]) -> bool:
    """Whether `text`, with its token vectors (t, d), is words without sentences."""
    return _can_tell(text, tokens) and log_odds(text, tokens) > SALAD


def are_sentences(text: str, tokens: NDArray[np.float32]) -> bool:
    """Whether the probe can tell, and takes `text` for sentences."""
    return _can_tell(text, tokens) and log_odds(text, tokens) < SENTENCES


def _can_tell(text: str, tokens: NDArray[np.float32]) -> bool:
    enough = len(tokens) >= LEAST_TOKENS and ties(text).words >= LEAST_WORDS
    return enough and not is_german(text)


def log_odds(text: str, tokens: NDArray[np.float32]) -> float:
    """How much rather no sentences than sentences: a natural logarithm of odds, balanced at 0."""
    return float(features(text, tokens) @ _weights())


def features(text: str, tokens: NDArray[np.float32]) -> Array:
    """What the probe sees of a text and its token vectors (t, d): (2 d + 36,)."""
    numbers = _numbers(text, tokens)
    chinese = float(has_han(text))
    seen = np.concatenate([tokens.mean(axis=0), numbers, numbers * chinese, [chinese, 1.0]])
    growth = (min(len(tokens), MOST_TOKENS) / USUAL_TOKENS) ** 0.5
    return np.concatenate([seen, seen * growth])


def _numbers(text: str, tokens: NDArray[np.float32]) -> Array:
    """Eight numbers, each of the size of one."""
    count = len(tokens)
    total = tokens.sum(axis=0, dtype=float)
    company = (float(total @ total) - count) / max(1, count * (count - 1))
    order, tied = order_of(text), ties(text)
    return np.array(
        [
            float((tokens[1:] * tokens[:-1]).sum(axis=1).mean()) if count > 1 else 0.0,
            float((tokens[2:] * tokens[:-2]).sum(axis=1).mean()) if count > 2 else 0.0,
            company,
            np.clip(order.observed - order.expected, -9, 9) / 3,
            np.clip(order.observed, -5, 12) / 3,
            tied.share,
            np.log(count),
            min(1.0, tied.words / 10),
        ]
    )


@cache
def _weights() -> Array:
    return np.array(json.loads(_source())["weights"], dtype=float)


@cache
def salad_digest() -> str:
    """Names the weights, for a grade's provenance."""
    return hashlib.sha256(_source().encode()).hexdigest()[:12]


def _source() -> str:
    return resources.files("grader.text.integrity").joinpath("salad.json").read_text("utf-8")

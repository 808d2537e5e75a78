"""The data that programs are trained and tested on, made or read outside the sandbox.

Digits come with scikit-learn, faces with scikit-image; series and tokens are drawn afresh for
each seed. Held-out parts never enter the sandbox before training is over.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.errors import MissingExtraError

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
HELD_DIGITS = 256
SIDE = 28


@dataclass(frozen=True, slots=True)
class Split:
    """Images (N, H, W, C) in 0..1, for training and held out."""

    train: Floats
    held: Floats


@dataclass(frozen=True, slots=True)
class SeriesData:
    """One series (T, f), cut into a part to train on and a part that follows it."""

    train: Floats
    held: Floats


@dataclass(frozen=True, slots=True)
class TokenData:
    """Sequences of token ids (N, T + 1) below `vocab`, for training and held out."""

    train: Ints
    held: Ints
    vocab: int


def digits(rng: np.random.Generator, *, train: int = 512) -> Split:
    """Handwritten digits (N, 28, 28, 1): scikit-learn's 8×8 made larger, with a margin."""
    order = rng.permutation(len(_all_digits()))
    chosen = _all_digits()[order[: train + HELD_DIGITS]]
    return Split(chosen[:train], chosen[train:])


def faces(rng: np.random.Generator, *, shape: tuple[int, int, int] = (SIDE, SIDE, 1)) -> Split:
    """Faces (N, H, W, C): scikit-image's hundred from Labelled Faces in the Wild, and mirrored.

    Raises MissingExtraError without scikit-image.
    """
    images = _all_faces(shape)
    order = rng.permutation(len(images))
    held, train = images[order[:20]], images[order[20:]]
    return Split(_with_mirrored(train), _with_mirrored(held))


def series(
    rng: np.random.Generator, *, features: int, train: int = 560, held: int = 160
) -> SeriesData:
    """A series of two sines a feature with a little noise, about -1..1."""
    time = np.arange(train + held)[:, None]
    short, long = rng.uniform(13, 19, features), rng.uniform(29, 45, features)
    phases = rng.uniform(0, 2 * np.pi, (2, features))
    waves = 0.6 * np.sin(2 * np.pi * time / short + phases[0])
    waves += 0.35 * np.sin(2 * np.pi * time / long + phases[1])
    whole = (waves + rng.normal(0, 0.015, waves.shape)).astype(np.float32)
    return SeriesData(whole[:train], whole[train:])


def windows(values: Floats, size: int) -> tuple[Floats, Floats]:
    """Windows (N, size, f) of a series and the value (N, f) that follows each."""
    view = np.lib.stride_tricks.sliding_window_view(values, size, axis=0)[:-1]
    return np.ascontiguousarray(view.transpose(0, 2, 1)), values[size:]


def tokens(
    rng: np.random.Generator, *, vocab: int, length: int, train: int = 128, held: int = 48
) -> TokenData:
    """Sequences of a Markov chain: nine times in ten a token's own successor, else any token."""
    successor = rng.permutation(vocab)
    count = train + held
    ids = np.empty((count, length + 1), np.int64)
    ids[:, 0] = rng.integers(0, vocab, count)
    for place in range(1, length + 1):
        free = rng.random(count) < 0.1
        ids[:, place] = np.where(free, rng.integers(0, vocab, count), successor[ids[:, place - 1]])
    return TokenData(ids[:train], ids[train:], vocab)


def _with_mirrored(images: Floats) -> Floats:
    return np.concatenate([images, images[:, :, ::-1]])


@cache
def _all_digits() -> Floats:
    from sklearn.datasets import load_digits

    small = load_digits().images / 16.0
    large = np.kron(small, np.ones((3, 3)))
    return np.pad(large, ((0, 0), (2, 2), (2, 2)))[..., None].astype(np.float32)


@cache
def _all_faces(shape: tuple[int, int, int]) -> Floats:
    try:
        data: Any = import_module("skimage.data")
        transform: Any = import_module("skimage.transform")
    except ImportError as exc:
        raise MissingExtraError("faces need scikit-image: pip install 'grader[faces]'") from exc
    height, width, channels = shape
    small = data.lfw_subset()[:100]
    large = np.stack(
        [transform.resize(face, (height, width), anti_aliasing=True) for face in small]
    )
    return np.repeat(large[..., None], channels, axis=3).astype(np.float32)

"""Numbers that tell a trained model from an untrained one, computed from raw arrays only."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32] | NDArray[np.float64]
PROJECTIONS = 128


def sliced_wasserstein(a: Floats, b: Floats, rng: np.random.Generator) -> float:
    """The distance between two sets of samples (N, …), 0 where they have one distribution.

    The mean over random directions of the distance between sorted projections (Rabin et al.
    2011); scaled by the root of the dimension, so that it is about a distance per pixel.
    """
    left, right = _rows(a), _rows(b)
    directions = rng.normal(size=(left.shape[1], PROJECTIONS))
    directions /= np.linalg.norm(directions, axis=0)
    levels = np.linspace(0, 1, min(len(left), len(right)))
    gaps = np.quantile(left @ directions, levels, axis=0) - np.quantile(
        right @ directions, levels, axis=0
    )
    return float(np.abs(gaps).mean())


def principal_directions(images: Floats, count: int = 24) -> NDArray[np.float64]:
    """The first principal directions (count, pixels) of images less their own mean grey each."""
    _, _, directions = np.linalg.svd(_contrast(images), full_matrices=False)
    return np.asarray(directions[:count])


def explained_share(samples: Floats, directions: NDArray[np.float64]) -> float:
    """The share 0..1 of the samples' contrast that lies along directions of the data.

    About count / pixels for noise, and near 1 for the data; grey level and strength of contrast
    do not count, which the distance of pixels cannot tell from likeness.
    """
    rows = _contrast(samples)
    total = float((rows**2).sum())
    return float(((rows @ directions.T) ** 2).sum()) / total if total else 0.0


def spread(samples: Floats) -> float:
    """The standard deviation over samples, averaged over pixels; 0 where all are alike."""
    return float(_rows(samples).std(axis=0).mean())


def mean_square(a: Floats, b: Floats) -> float:
    """The mean squared difference of two arrays of one shape."""
    return float(np.mean((np.asarray(a, np.float64) - np.asarray(b, np.float64)) ** 2))


def gaussian_kl(mean: Floats, log_var: Floats) -> float:
    """KL of N(mean, exp(log_var)) from N(0, 1) in nats, summed over the last axis, averaged."""
    m, v = np.asarray(mean, np.float64), np.clip(np.asarray(log_var, np.float64), -50, 50)
    return float(np.mean(0.5 * np.sum(m**2 + np.exp(v) - v - 1, axis=-1)))


def errors_by_lag(series: Floats, window: int, predicted: Floats, lags: int = 4) -> list[float]:
    """The mean squared error of predictions against the value 0, 1, … `lags` steps later.

    `predicted[i]` is what a model says for the window that ends at `series[i + window - 1]`; lag
    1 is the next value, lag 0 the window's own last.
    """
    count = len(series) - window - lags + 1
    ends = window - 1 + np.arange(count)
    return [mean_square(predicted[:count], series[ends + lag]) for lag in range(lags + 1)]


def persistence(series: Floats, window: int, lag: int, lags: int = 4) -> float:
    """The error of saying that the value `lag` steps later is the last one."""
    count = len(series) - window - lags + 1
    ends = window - 1 + np.arange(count)
    return mean_square(series[ends], series[ends + lag])


def cross_entropy(scores: Floats, targets: NDArray[np.int64]) -> float:
    """The mean -log of the probability given to `targets` (N, T) by scores (N, T, V), in nats.

    Scores that are probabilities already (none below 0, sums of 1) are taken as such.
    """
    logs = log_probabilities(scores)
    picked = np.take_along_axis(logs, targets[..., None], axis=-1)
    return float(-picked.mean())


def log_probabilities(scores: Floats) -> NDArray[np.float64]:
    """Log probabilities over the last axis, of logits or of probabilities."""
    values = np.asarray(scores, np.float64)
    if are_probabilities(values):
        return np.asarray(np.log(np.clip(values, 1e-12, None)))
    shifted = values - values.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)))


def are_probabilities(scores: Floats) -> bool:
    """Whether no score is below 0 and they sum to 1 over the last axis."""
    return bool(scores.min() >= -1e-6 and np.allclose(scores.sum(axis=-1), 1, atol=1e-3))


def unigram_entropy(ids: NDArray[np.int64], vocab: int) -> float:
    """The entropy of the tokens' frequencies in nats: the loss of looking at no context."""
    shares = np.bincount(ids.ravel(), minlength=vocab) / ids.size
    shares = shares[shares > 0]
    return float(-(shares * np.log(shares)).sum())


def _contrast(images: Floats) -> NDArray[np.float64]:
    rows = _rows(images)
    return np.asarray(rows - rows.mean(axis=1, keepdims=True))


def _rows(samples: Floats) -> NDArray[np.float64]:
    return np.asarray(samples, np.float64).reshape(len(samples), -1)

"""A GAN's samples against the data: distance, structure, and copies of training images."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.code.measures import explained_share, principal_directions, sliced_wasserstein
from grader.code.tasks.gan_probe import GanProbe


def distance(probe: GanProbe, images: NDArray[Any]) -> float:
    """The sliced Wasserstein distance of images to the held-out ones."""
    rng = np.random.default_rng(probe.setting.guest_seed)
    return sliced_wasserstein(images, probe.images(probe.data.held), rng)


def likeness(probe: GanProbe, images: NDArray[Any]) -> float:
    """How much of the images' contrast has the structure of the data; 1 for real ones."""
    train, held = (probe.images(part) for part in (probe.data.train, probe.data.held))
    directions = probe.fact("directions", lambda: principal_directions(train))
    return explained_share(images, directions) / explained_share(held, directions)


def copies(probe: GanProbe, images: NDArray[Any]) -> float:
    """The share of images that are training images, but for two hundredths of the range."""
    low, high = probe.limits()
    known = probe.images(probe.data.train).reshape(len(probe.data.train), -1)
    room = 0.02 * (high - low)
    rows = np.asarray(images, np.float32).reshape(len(images), -1)[:64]
    return float(np.mean([np.any(np.abs(known - row).max(axis=1) < room) for row in rows]))

"""What image tasks share: the two layouts, and whether pixels lie in the data's range."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.code.checking import Measured
from grader.code.phrases import phrase
from grader.code.tasks.base import finite


def channels_last(images: NDArray[Any], shape: tuple[int, ...]) -> NDArray[Any] | None:
    """Images (N, H, W, C) of images that came as such or as (N, C, H, W); None for other shapes."""
    height, width, channels = shape
    if images.shape[1:] == (height, width, channels):
        return images
    if images.shape[1:] == (channels, height, width):
        return np.ascontiguousarray(images.transpose(0, 2, 3, 1))
    return None


def range_score(images: NDArray[Any], low: float, high: float, *, both_halves: bool) -> Measured:
    """Whether pixels stay in low..high, and reach below and above the middle where asked."""
    if not images.size or not finite(images):
        return Measured(0.0, phrase("not_finite"), ("shape",))
    least, most, room = float(images.min()), float(images.max()), 0.05 * (high - low)
    middle = (low + high) / 2
    inside = least >= low - room and most <= high + room
    reaches = not both_halves or (least < middle - 1e-4 and most > middle + 1e-4)
    actual = phrase("range.seen", least=least, most=most)
    return Measured(float(inside and reaches), actual, (), {"least": least, "most": most})

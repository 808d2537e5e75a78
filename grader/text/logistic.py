"""The logistic function, for arrays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def sigmoid(values: NDArray[np.floating]) -> NDArray[np.float64]:
    """1 / (1 + e^-x) of each value, 0..1, without overflow."""
    return np.asarray(0.5 * (1 + np.tanh(0.5 * values)), dtype=float)

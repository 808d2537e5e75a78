"""Arrays to the framework's tensors and back, and the seeds of every random generator."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np


def to_tensor(array: np.ndarray, framework: str) -> Any:
    """The framework's tensor of an array: torch for torch and keras-torch, else TensorFlow."""
    if framework in ("torch", "keras-torch"):
        import torch

        return torch.from_numpy(np.array(array))
    if framework == "tensorflow":
        import tensorflow as tf

        return tf.constant(array)
    return array


def to_array(value: Any) -> np.ndarray:
    """The array of a tensor, list or number; raises TypeError for anything that is none."""
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(value, torch.Tensor):
        value = value.detach().cpu().numpy()
    elif isinstance(value, list | tuple):
        value = [to_array(item) for item in value]
    array = np.asarray(value)
    if array.dtype.kind not in "biuf" or type(array) is not np.ndarray:
        array = np.array(array, dtype=np.float32)
    return array


def to_arrays(value: Any) -> list[np.ndarray]:
    """The arrays of a model's output, one for each part: a tensor, a tuple, a dict or an object."""
    if isinstance(value, dict):
        value = list(value.values())
    elif hasattr(value, "__dataclass_fields__"):
        value = [getattr(value, name) for name in value.__dataclass_fields__]
    if isinstance(value, list | tuple) and any(map(_is_tensor, value)):
        return [to_array(item) for item in value if _is_tensor(item) or isinstance(item, float)]
    return [to_array(value)]


def to_numbers(value: Any) -> list[float]:
    """The numbers in what a training function returned, in order; nothing else is kept."""
    return list(_numbers(value))[:20_000]


def seed_everything(seed: int) -> None:
    """Set the seeds of Python, numpy and the frameworks that are loaded."""
    random.seed(seed)
    np.random.seed(seed % 2**32)
    if torch := sys.modules.get("torch"):
        torch.manual_seed(seed)
    if keras := sys.modules.get("keras"):
        keras.utils.set_random_seed(seed % 2**32)
    if tensorflow := sys.modules.get("tensorflow"):
        tensorflow.random.set_seed(seed)


@contextmanager
def without_gradients() -> Iterator[None]:
    """No gradients are recorded by torch inside the block."""
    torch = sys.modules.get("torch")
    if torch is None:
        yield
        return
    with torch.no_grad():
        yield


def _is_tensor(value: Any) -> bool:
    return hasattr(value, "shape") and hasattr(value, "dtype")


def _numbers(value: Any, depth: int = 0) -> Iterator[float]:
    if depth > 4 or value is None or isinstance(value, str | bytes):
        return
    if hasattr(value, "history") and isinstance(value.history, dict):  # keras History
        value = value.history
    if isinstance(value, dict):
        yield from _numbers(list(value.values()), depth + 1)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _numbers(item, depth + 1)
    elif isinstance(value, int | float) or _is_tensor(value):
        try:
            yield from map(float, np.ravel(to_array(value))[:1000])
        except (TypeError, ValueError):
            return


def flatten(values: Iterable[Iterable[float]]) -> list[float]:
    """All numbers of several lists, in order."""
    return [number for numbers in values for number in numbers]

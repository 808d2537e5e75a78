"""Watches training: each optimizer step with how far it moved which network, and the losses.

A step is seen through torch's global hooks and Keras' `Optimizer.apply`. Distances are computed
here and judged outside; a program that lies about them can only fail its other checks.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import numpy as np

from .models import tensors_of, values
from .tensors import to_numbers


class EnoughSteps(BaseException):
    """Training has gone on for as many steps as it was given."""


class Watch:
    """What was seen: `steps` so far, losses, and for each watched model one row a step.

    A row holds, for each parameter tensor, the distance moved by that step over its own norm.
    """

    def __init__(self, models: dict[str, Any], limit: int = 0) -> None:
        self.models = models
        self.limit = limit
        self.steps = 0
        self.losses: list[float] = []
        self.rows: dict[str, list[np.ndarray]] = {name: [] for name in models}
        self._before: dict[str, list[np.ndarray]] = {}
        self._backward = 0  # how many there were; the last one reached every model, or not
        self._reached_all = False
        self._row_of = -1

    def before(self) -> None:
        """An optimizer is about to step."""
        self._before = {name: values(model) for name, model in self.models.items()}

    def after(self) -> None:
        """An optimizer has stepped; raises EnoughSteps at the limit."""
        # Two optimizers that step after one loss which reached both networks are one step.
        joint = self._reached_all and self._row_of == self._backward
        for name, model in self.models.items():
            row = distances(self._before.get(name, []), values(model))
            rows = self.rows[name]
            if joint and rows and len(rows[-1]) == len(row):
                rows[-1] = np.maximum(rows[-1], row)
            else:
                rows.append(row)
        self._row_of = self._backward
        self.steps += 1
        if self.limit and self.steps >= self.limit:
            raise EnoughSteps

    def gradients(self) -> list[float]:
        """The size of each watched torch model's gradients."""
        return [_gradient_size(model) for model in self.models.values()]

    def backward(self, before: list[float]) -> None:
        """A loss was sent backward; `before` are the sizes of the gradients until then."""
        self._backward += 1
        pairs = zip(before, self.gradients(), strict=True)
        self._reached_all = bool(before) and all(a != b for a, b in pairs)

    def loss(self, value: Any) -> None:
        """A loss was used to train."""
        self.losses += to_numbers(value)[:1]


def _gradient_size(model: Any) -> float:
    found = (getattr(parameter, "grad", None) for parameter in tensors_of(model))
    return float(sum(float((g.detach() ** 2).sum()) for g in found if g is not None))


def distances(before: list[np.ndarray], after: list[np.ndarray]) -> np.ndarray:
    """For each tensor the Euclidean distance moved, over the tensor's norm (at least 1e-3)."""
    if len(before) != len(after):  # built only now: everything is new
        return np.ones(len(after), np.float32)
    moved = [_moved(a, b) for a, b in zip(before, after, strict=True)]
    return np.array(moved, np.float32)


def _moved(before: np.ndarray, after: np.ndarray) -> float:
    if before.shape != after.shape:
        return 1.0
    return float(np.linalg.norm(after - before) / max(float(np.linalg.norm(before)), 1e-3))


@contextmanager
def watching(watch: Watch, *, eagerly: bool = False) -> Iterator[Watch]:
    """Tell `watch` of every step inside the block; TensorFlow's only where run `eagerly`."""
    with ExitStack() as stack:
        if torch := sys.modules.get("torch"):
            _watch_torch(torch, watch, stack)
        if "keras" in sys.modules:
            _watch_keras(watch, stack)
        if eagerly and (tensorflow := sys.modules.get("tensorflow")):
            tensorflow.config.run_functions_eagerly(run_eagerly=True)
            stack.callback(tensorflow.config.run_functions_eagerly, run_eagerly=False)
        yield watch


def _watch_torch(torch: Any, watch: Watch, stack: ExitStack) -> None:
    hooks = importlib.import_module("torch.optim.optimizer")
    pre = hooks.register_optimizer_step_pre_hook(lambda *_: watch.before())
    post = hooks.register_optimizer_step_post_hook(lambda *_: watch.after())
    stack.callback(pre.remove)
    stack.callback(post.remove)

    def backward(original: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(self: Any, *args: Any, **kwargs: Any) -> Any:
            if self.numel() == 1:
                watch.loss(self)
            sizes = watch.gradients()
            result = original(self, *args, **kwargs)
            watch.backward(sizes)
            return result

        return wrapped

    _replace(torch.Tensor, "backward", backward, stack)


def _watch_keras(watch: Watch, stack: ExitStack) -> None:
    from keras.src.optimizers.base_optimizer import BaseOptimizer

    def apply(original: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(self: Any, *args: Any, **kwargs: Any) -> Any:
            if _in_graph():
                return original(self, *args, **kwargs)
            watch.before()
            result = original(self, *args, **kwargs)
            watch.after()
            return result

        return wrapped

    _replace(BaseOptimizer, "apply", apply, stack)


def _in_graph() -> bool:
    tensorflow = sys.modules.get("tensorflow")
    return tensorflow is not None and not tensorflow.executing_eagerly()


def _replace(owner: Any, name: str, change: Callable[..., Any], stack: ExitStack) -> None:
    original = getattr(owner, name)
    setattr(owner, name, change(original))
    stack.callback(setattr, owner, name, original)

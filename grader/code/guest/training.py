"""Runs a candidate's own training, however they wrote it, for about as long as the grader asks.

Ways, in the order of preference: a function that trains on a whole data set, a function that does
one step, a compiled Keras model, and statements at the script's top level that train.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from .calling import plain
from .faults import Unusable
from .finding import Names
from .loader import Script
from .models import is_keras, is_model
from .tensors import to_numbers
from .watching import EnoughSteps, Watch, watching

STEP_WORDS = ("step", "onebatch", "batch")


@dataclass
class Budget:
    """How much is trained: `steps` of `batch` samples out of `samples`."""

    steps: int
    batch: int
    samples: int

    @property
    def epochs(self) -> int:
        """The epochs that come nearest to the steps, at least one."""
        return max(1, round(self.steps / math.ceil(self.samples / self.batch)))

    def supplies(self) -> dict[str, Any]:
        """What a training function may want to know, by role."""
        return {"steps": self.steps, "epochs": self.epochs, "batch_size": self.batch}

    def batches(self, seed: int) -> Iterator[np.ndarray]:
        """Indices of random samples, one array a step."""
        rng = np.random.default_rng(seed)
        for _ in range(self.steps):
            yield rng.integers(0, self.samples, self.batch)


def is_step(name: str) -> bool:
    """Whether a function's name says that it does one step."""
    return any(word in plain(name) for word in STEP_WORDS) or "one" in name.lower().split("_")


def is_builder(name: str) -> bool:
    """Whether a function's name says that it builds a model."""
    return plain(name).startswith(("build", "make", "create", "get"))


def optimizer_for(models: list[Any], framework: str, rate: float, beta: float = 0.9) -> Any:
    """A usual optimizer, for a function that wants to be given one."""
    if framework == "torch":
        import torch

        weights = [p for model in models for p in model.parameters()]
        return torch.optim.Adam(weights, lr=rate, betas=(beta, 0.999))
    import keras

    return keras.optimizers.Adam(rate, beta_1=beta)


def fit_keras(
    model: Any, inputs: np.ndarray, targets: np.ndarray | None, budget: Budget
) -> list[float]:
    """The losses of `fit` on a compiled model, one an epoch; raises Unusable where not compiled."""
    if not is_compiled(model):
        raise Unusable("not_compiled")
    given = (inputs,) if targets is None else (inputs, targets)
    history = model.fit(*given, batch_size=budget.batch, epochs=budget.epochs, verbose=0)
    return to_numbers(history.history.get("loss") or list(history.history.values()))


def is_compiled(model: Any) -> bool:
    """Whether a value is a Keras model that `compile` has been called on."""
    return is_keras(model) and bool(getattr(model, "compiled", False))


def run_statements(script: Script, names: Names, limit: int) -> list[float]:
    """The losses seen while the script's own top-level training runs for `limit` steps."""
    watch = Watch({}, limit)
    try:
        with watching(watch), shortened_fit(limit):
            for _, code in script.training:
                exec(code, names)  # noqa: S102 - it is what the sandbox is for
    except EnoughSteps:
        pass
    return watch.losses


@contextmanager
def shortened_fit(limit: int) -> Iterator[None]:
    """Keras' `fit` stops after about `limit` steps inside the block."""
    import sys

    keras = sys.modules.get("keras")
    if keras is None:
        yield
        return

    class Stop(keras.callbacks.Callback):  # type: ignore[name-defined,misc]
        seen = 0

        def on_train_batch_end(self, *_: Any, **__: Any) -> None:
            """Count, and stop at the limit."""
            Stop.seen += 1
            if Stop.seen >= limit:
                self.model.stop_training = True

    original = keras.Model.fit

    def fit(self: Any, *args: Any, **kwargs: Any) -> Any:
        kwargs["callbacks"] = [*(kwargs.get("callbacks") or []), Stop()]
        kwargs["verbose"] = 0
        return original(self, *args, **kwargs)

    keras.Model.fit = fit
    try:
        yield
    finally:
        keras.Model.fit = original


def returned_model(value: Any) -> Any:
    """The model that a training function returned, alone or first in a tuple; else None."""
    parts = value if isinstance(value, list | tuple) else [value]
    return next((part for part in parts if is_model(part)), None)


def losses_of(value: Any, watch: Watch) -> list[float]:
    """The losses that were returned, else those seen on the way."""
    if returned_model(value) is not None:
        parts = value if isinstance(value, list | tuple) else []
        value = [part for part in parts if not is_model(part)]
    return to_numbers(value) or watch.losses


Step = Callable[[np.ndarray], Any]

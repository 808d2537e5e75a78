"""Training of one network on data, by whatever way the candidate wrote it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .calling import signature_of, takes
from .finding import all_by_name, method
from .models import into_training_mode, is_keras, is_model, parameters, values
from .task import Reply, Task
from .tensors import to_tensor
from .training import (
    Budget,
    fit_keras,
    is_builder,
    is_compiled,
    is_step,
    losses_of,
    optimizer_for,
    returned_model,
    run_statements,
)
from .watching import Watch, distances, watching

Data = dict[str, np.ndarray]
# Data that a function without targets cuts its own targets from, and the other way round.
UNCUT = {"series", "tokens"}
CUT = {"windows", "inputs", "targets"}


class Trainable(Task):
    """A task that trains `model`; `data` are arrays of one row a sample."""

    model: Any = None
    is_scripts_own = False  # made at the script's top level, and not by a function for us
    role = "train"
    rate = 5e-3

    def trained(self) -> list[Any]:
        """The networks whose parameters training should move."""
        return [self.model]

    def fit(self, data: Data, budget: Budget) -> list[float]:
        """The losses of the framework's own `fit`."""
        inputs = data.get("windows", data.get("inputs"))
        return fit_keras(self.model, inputs, data["targets"], budget)  # type: ignore[arg-type]

    def train(self, body: dict[str, Any], data: Data, whole: dict[str, Any]) -> Reply:
        """Train; the losses reported or seen, and how far each parameter tensor moved.

        `whole` holds what a function that loops by itself is given beside or in place of `data`.
        """
        samples = len(next(iter(data.values())))
        budget = Budget(int(body["steps"]), int(body["batch"]), samples)
        models = self.trained()
        before = [values(model) for model in models]
        into_training_mode([self.model, *models])
        way, losses = self._train(data, whole, budget, int(body["seed"]))
        moved = [distances(b, values(m)) for b, m in zip(before, self.trained(), strict=True)]
        names = [name for model in models for name, _ in parameters(model)]
        arrays = {"losses": np.array(losses, np.float64), "moved": np.concatenate(moved)}
        return {"way": way, "parameters": names[:400]}, arrays

    def _train(
        self, data: Data, whole: dict[str, Any], budget: Budget, seed: int
    ) -> tuple[str, list[float]]:
        loop, step = self._functions()
        if loop:
            return signature_of(loop), self._loop(loop, data | whole, budget)
        if step:
            return signature_of(step), self._steps(step, data, budget, seed)
        if is_compiled(self.model) and not (self.is_scripts_own and self.script.training):
            return "fit", self.fit(data, budget)
        if self.script.training:
            return "script", run_statements(self.script, self.names, budget.steps)
        raise self.lacking(self.role)

    def _functions(self) -> tuple[Callable[..., Any] | None, Callable[..., Any] | None]:
        """The function that loops and the one that does a step, as far as there are such."""
        named = all_by_name(self.names, self.contract[self.role])
        found = {n: f for n, f in named.items() if not isinstance(f, type) and not is_builder(n)}
        if not is_keras(self.model):  # Keras' fit calls a model's own train_step
            own = method(self.model, self.contract[self.role])
            if own is not None:
                found.setdefault(own.__name__, own)
        loop = next((f for n, f in found.items() if not is_step(n)), None)
        return loop, next((f for n, f in found.items() if is_step(n)), None)

    def _loop(
        self, function: Callable[..., Any], data: dict[str, Any], budget: Budget
    ) -> list[float]:
        supplies = self._supplies(function, data) | budget.supplies()
        watch = Watch({})
        with watching(watch):
            made = self.try_kinds(function, supplies, self._kinds(supplies), _main(supplies))
        self.replace_model(returned_model(made))
        return losses_of(made, watch)

    def replace_model(self, model: Any) -> None:
        """Go on with the model that training returned, if any."""
        self.model = self.model if model is None else model

    def _steps(
        self, function: Callable[..., Any], data: Data, budget: Budget, seed: int
    ) -> list[float]:
        supplies = self._supplies(function, data)
        losses: list[float] = []
        watch = Watch({})
        with watching(watch):
            for index in budget.batches(seed):
                batch = supplies | {k: v[index] for k, v in data.items() if k in supplies}
                made = self.try_kinds(function, batch, self._kinds(batch), _main(batch))
                losses += losses_of(made, watch)[:1] if made is not None else watch.losses[-1:]
        return losses

    def _supplies(self, function: Callable[..., Any], data: dict[str, Any]) -> dict[str, Any]:
        """The data in the form that a function takes, and the usual things beside it."""
        is_cut = takes(function, "targets") and not takes(function, "window_size")
        other = UNCUT if is_cut else CUT if UNCUT & set(data) else set()
        supplies = {k: v for k, v in data.items() if k not in other}
        supplies |= self.objects() | {"device": "cpu"}
        if takes(function, "optimizer"):
            models = [model for model in self.trained() if is_model(model)]
            supplies["optimizer"] = optimizer_for(models, self.framework, self.rate)
        return supplies | ({"loss": self.usual_loss()} if takes(function, "loss") else {})

    def objects(self) -> dict[str, Any]:
        """The networks that a training function may want, by role."""
        return {"model": self.model}

    def usual_loss(self) -> Any:
        """The loss for a function that wants to be given one."""
        if self.framework == "torch":
            import torch

            return torch.nn.MSELoss()
        import keras

        return keras.losses.MeanSquaredError()

    def _kinds(self, supplies: dict[str, Any]) -> list[dict[str, Any]]:
        """Data as tensors and as arrays, in the order that the framework's users expect."""
        data = {k: v for k, v in supplies.items() if isinstance(v, np.ndarray)}
        tensors = {k: to_tensor(v, self.framework) for k, v in data.items()}
        return [tensors, data] if self.framework == "torch" else [data, tensors]


def _main(supplies: dict[str, Any]) -> str:
    """The role of the data that a function's only nameless parameter must mean."""
    return next((k for k, v in supplies.items() if isinstance(v, np.ndarray)), "")

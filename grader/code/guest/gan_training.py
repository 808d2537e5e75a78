"""Trains a candidate's GAN by the way that they wrote, both networks once a step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .calling import signature_of, takes
from .finding import all_by_name, by_name, held, method
from .gan_compiled import BETA, RATE, classic_step, compile_whole, fit_whole, has_own_step
from .gan_parts import Pair
from .models import is_keras
from .task import Task
from .tensors import to_numbers, to_tensor
from .training import (
    Budget,
    is_builder,
    is_compiled,
    is_step,
    losses_of,
    optimizer_for,
    run_statements,
)
from .watching import Watch, watching

D_STEPS = ("train_discriminator_step", "train_discriminator", "discriminator_train_step",
           "discriminator_step", "train_d_step", "train_step_d", "d_train_step", "d_step",
           "train_d", "update_discriminator")  # fmt: skip
G_STEPS = ("train_generator_step", "train_generator", "generator_train_step",
           "generator_step", "train_g_step", "train_step_g", "g_train_step", "g_step",
           "train_g", "update_generator")  # fmt: skip
Losses = list[list[float]]


class GanTraining(Task):
    """One way to train; `way` says which once `run` has been called."""

    def __init__(self, script: Any, framework: str, contract: Any, pair: Pair) -> None:
        super().__init__(script, framework, contract)
        self.pair = pair
        self.way = ""

    def run(self, images: np.ndarray, budget: Budget, seed: int) -> Losses:
        """The losses of each step; images are in the program's own layout."""
        step = self._step()
        if step is not None:
            return [step(images[index]) for index in budget.batches(seed)]
        loop = self._function(lambda name: not is_step(name))
        if loop is not None:
            return self._loop(loop, images, budget)
        if (halves := self._halves()) is not None:
            return [halves(images[index]) for index in budget.batches(seed)]
        if has_own_step(self.pair.whole):
            return self._fit(images, budget)
        if self.script.training:
            self.way = "script"
            return [[v] for v in run_statements(self.script, self.names, 2 * budget.steps)]
        raise self.lacking("train_step")

    def _step(self) -> Callable[[np.ndarray], list[float]] | None:
        """A function that does one step on a batch, or None."""
        function = self._function(is_step)
        if function is not None:
            self.way = signature_of(function)
            return lambda batch: self._called(function, batch)
        return None

    def _halves(self) -> Callable[[np.ndarray], list[float]] | None:
        """One step for each network in turn: two functions, or two compiled models; or None."""
        first, second = by_name(self.names, D_STEPS), by_name(self.names, G_STEPS)
        if first is not None and second is not None:
            self.way = f"{signature_of(first)}, {signature_of(second)}"
            pair = ((first, "optimizer_d"), (second, "optimizer_g"))
            return lambda batch: [v for f, o in pair for v in self._called(f, batch, o)[:1]]
        if is_compiled(self.pair.whole) and not has_own_step(self.pair.whole):
            self.way = "compiled"
            return lambda batch: classic_step(self.pair, batch)
        return None

    def _function(self, wanted: Callable[[str], bool]) -> Callable[..., Any] | None:
        found = all_by_name(self.names, self.contract["train_step"])
        free = {n: f for n, f in found.items() if not isinstance(f, type) and not is_builder(n)}
        whole = self.pair.whole
        own = None if whole is None or is_keras(whole) else self._method(wanted)
        return next((f for n, f in free.items() if wanted(n)), None) or own

    def _method(self, wanted: Callable[[str], bool]) -> Callable[..., Any] | None:
        names = [n for n in self.contract["train_step"] if wanted(n)]
        return method(self.pair.whole, names)

    def _called(
        self, function: Callable[..., Any], batch: np.ndarray, optimizer: str = ""
    ) -> list[float]:
        """The losses of one call; `optimizer` is whose is meant by a plain `optimizer`."""
        supplies = self._supplies(function) | {"images": batch, "batch_size": len(batch)}
        if optimizer and takes(function, "optimizer"):
            supplies["optimizer"] = self._optimizer(optimizer)
        watch = Watch({})
        with watching(watch):
            made = self.try_kinds(function, supplies, self._kinds(batch), "images")
        return (to_numbers(made) or watch.losses)[:2]

    def _loop(self, function: Callable[..., Any], images: np.ndarray, budget: Budget) -> Losses:
        self.way = signature_of(function)
        supplies = self._supplies(function) | budget.supplies() | {"images": images}
        watch = Watch({})
        with watching(watch):
            made = self.try_kinds(function, supplies, self._kinds(images), "images")
        return [[value] for value in losses_of(made, watch)]

    def _kinds(self, images: np.ndarray) -> list[dict[str, Any]]:
        tensors = {"images": to_tensor(images, self.framework)}
        arrays = {"images": images}
        return [arrays, tensors] if self.framework == "keras-torch" else [tensors, arrays]

    def _supplies(self, function: Callable[..., Any]) -> dict[str, Any]:
        """The networks and what goes with them; optimizers of our own only where they have none."""
        supplies = self.pair.networks() | {"latent_dim": self.pair.latent_dim, "device": "cpu"}
        if self.pair.whole is not None:
            supplies["gan"] = self.pair.whole
        for role in ("optimizer_g", "optimizer_d"):
            if takes(function, role):
                supplies[role] = self._optimizer(role)
        if takes(function, "loss") and (loss := self._loss()) is not None:
            supplies["loss"] = loss
        return supplies

    def _optimizer(self, role: str) -> Any:
        """The program's own optimizer of a network, else one of ours, made once."""
        if role not in self.pair.optimizers:
            network = "generator" if role == "optimizer_g" else "discriminator"
            models = [self.pair.networks()[network]]
            made = held(self.names, role) or optimizer_for(models, self.framework, RATE, BETA)
            self.pair.optimizers[role] = made
        return self.pair.optimizers[role]

    def _loss(self) -> Any:
        if (own := held(self.names, "loss")) is not None:
            return own
        if self.framework == "torch":
            import torch

            return torch.nn.BCEWithLogitsLoss()
        import keras

        return keras.losses.BinaryCrossentropy(from_logits=True)

    def _fit(self, images: np.ndarray, budget: Budget) -> Losses:
        """`fit` of a GAN model with its own train_step; the losses of each epoch."""
        self.way = "fit"
        if not is_compiled(self.pair.whole):
            compile_whole(self.pair.whole, self._loss(), self.names)
        return fit_whole(self.pair.whole, images, budget)

"""The GAN tasks inside the sandbox: generate, judge, observe single steps, train."""

from __future__ import annotations

from typing import Any

import numpy as np

from .gan_parts import Pair, find_pair, own_range
from .gan_training import GanTraining
from .models import input_width, into_training_mode, outputs, parameters, values
from .task import Arrays, Reply, Task
from .tensors import flatten
from .training import Budget
from .watching import EnoughSteps, Watch, distances, watching

OBSERVED_STEPS = 8


class Gan(Task):
    """Operations: open, generate, judge, observe, train."""

    pair: Pair
    shape: tuple[int, ...] = (28, 28, 1)
    is_spatial = False

    def do_open(self, body: dict[str, Any], arrays: Arrays) -> Reply:
        """Find or build both networks; the latent size is the program's own where it has one."""
        self.shape = tuple(body["shape"])
        self.pair = find_pair(self.names, self.contract, int(body["latent_dim"]), self.shape)
        width = input_width(self.pair.generator) or self.pair.latent_dim
        self.pair.latent_dim = width
        limits = own_range(self.names, self.shape)
        return {"own": self.pair.own, "latent_dim": width, "range": limits}, {}

    def do_generate(self, body: dict[str, Any], arrays: Arrays) -> Reply:
        """The generator's images for z (N, d), as they come."""
        images = self._generated(arrays["z"], training=bool(body.get("training")))
        return {}, {"output": images}

    def do_judge(self, body: dict[str, Any], arrays: Arrays) -> Reply:
        """The discriminator's output for images (N, H, W, C)."""
        images = self.laid_out(arrays["images"])
        made = outputs(self.pair.complete().discriminator, [images], self.framework)
        return {}, {"output": made[0]}

    def do_observe(self, body: dict[str, Any], arrays: Arrays) -> Reply:
        """How far each optimizer step of a little training moves each parameter."""
        self._find_layout()
        watch = Watch(self.pair.complete().networks(), OBSERVED_STEPS)
        budget = Budget(3, int(body["batch"]), len(arrays["images"]))
        before = {name: values(model) for name, model in self.pair.networks().items()}
        training = self._training()
        into_training_mode([*self.pair.networks().values(), self.pair.whole])
        try:
            with watching(watch, eagerly=True):
                training.run(self.laid_out(arrays["images"]), budget, int(body["seed"]))
        except EnoughSteps:
            pass
        found = {name: _table(rows) for name, rows in watch.rows.items()}
        for name, model in self.pair.networks().items():
            found[f"{name}_total"] = distances(before[name], values(model))
        names = [name for name, _ in parameters(self.pair.generator)]
        return {"way": training.way, "parameters": names[:400]}, found

    def do_train(self, body: dict[str, Any], arrays: Arrays) -> Reply:
        """Train; the losses reported or seen, two numbers a step where there are two."""
        budget = Budget(int(body["steps"]), int(body["batch"]), len(arrays["images"]))
        before = values(self.pair.generator)
        training = self._training()
        into_training_mode([*self.pair.networks().values(), self.pair.whole])
        losses = training.run(self.laid_out(arrays["images"]), budget, int(body["seed"]))
        moved = distances(before, values(self.pair.generator))
        width = max(map(len, losses), default=1)
        rows = [row for row in losses if len(row) == width]
        table = np.array(flatten(rows), np.float64).reshape(len(rows), width)
        return {"way": training.way}, {"losses": table, "moved": moved}

    def laid_out(self, images: np.ndarray) -> np.ndarray:
        """Images (N, H, W, C) with the channels where the program's networks want them."""
        first = self.pair.channels_first
        return np.ascontiguousarray(images.transpose(0, 3, 1, 2)) if first else images

    def _training(self) -> GanTraining:
        return GanTraining(self.script, self.framework, self.contract, self.pair.complete())

    def _find_layout(self) -> None:
        self._generated(np.zeros((2, self.pair.latent_dim), np.float32), training=False)

    def _generated(self, z: np.ndarray, *, training: bool) -> np.ndarray:
        """Images for z; a network of convolutions alone wants z as (N, d, 1, 1)."""
        try:
            images = self._in_parts(z, training=training)
        except (RuntimeError, ValueError, IndexError, TypeError):
            if self.is_spatial or self.framework != "torch":
                raise
            self.is_spatial = True
            images = self._in_parts(z, training=training)
        self.pair.channels_first = _is_channels_first(images.shape[1:], self.shape, self.framework)
        return images

    def _in_parts(self, z: np.ndarray, *, training: bool) -> np.ndarray:
        """Images for z, some at a time: a generator that goes astray may make huge ones."""
        given = z[:, :, None, None] if self.is_spatial else z
        size = 64 if training else 32  # statistics of a batch want many
        parts = [given[at : at + size] for at in range(0, len(given), size)]
        generator = self.pair.generator
        made = [outputs(generator, [p], self.framework, training=training)[0] for p in parts]
        return np.concatenate(made)


def _is_channels_first(found: tuple[int, ...], wanted: tuple[int, ...], framework: str) -> bool:
    height, width, channels = wanted
    if found == (channels, height, width):
        return True
    return framework == "torch" and found != (height, width, channels)


def _table(rows: list[np.ndarray]) -> np.ndarray:
    """Rows of equal length as a table; a network that was built on the way loses its first rows."""
    width = len(rows[-1]) if rows else 0
    kept = [row for row in rows if len(row) == width]
    return np.array(kept, np.float32) if width else np.zeros((0, 0), np.float32)

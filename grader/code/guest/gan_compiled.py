"""GANs that Keras trains: one model with its own step, or two compiled ones in turn."""

from __future__ import annotations

from typing import Any

import numpy as np

from .calling import call
from .finding import Names
from .gan_parts import Pair
from .models import is_keras
from .tensors import to_numbers
from .training import Budget, optimizer_for

RATE, BETA = 2e-4, 0.5


def has_own_step(model: Any) -> bool:
    """Whether a model's class defines how a step is done."""
    if not is_keras(model):
        return False
    import keras

    return isinstance(model, keras.Model) and type(model).train_step is not keras.Model.train_step


def compile_whole(whole: Any, loss: Any, names: Names) -> None:
    """Compile a model that the script has not compiled, with optimizers of ours."""
    supplies = {
        role: optimizer_for([], "tensorflow", RATE, BETA)
        for role in ("optimizer_g", "optimizer_d", "optimizer")
    }
    call(whole.compile, supplies | {"loss": loss}, names)


def fit_whole(whole: Any, images: np.ndarray, budget: Budget) -> list[list[float]]:
    """The losses of each epoch of the model's own `fit`."""
    made = whole.fit(images, batch_size=budget.batch, epochs=budget.epochs, verbose=0)
    curves = [to_numbers(values) for values in made.history.values()][:2]
    return [list(row) for row in zip(*curves, strict=False)]


def classic_step(pair: Pair, real: np.ndarray) -> list[float]:
    """The discriminator on real and on made images, then the stacked model on noise."""
    size = len(real)
    discriminator, whole = pair.discriminator, pair.whole
    noise = np.random.normal(size=(size, pair.latent_dim)).astype(np.float32)
    made = np.asarray(pair.generator.predict_on_batch(noise))
    ones, zeros = np.ones((size, 1), np.float32), np.zeros((size, 1), np.float32)
    on_real = to_numbers(discriminator.train_on_batch(real, ones))[:1]
    on_made = to_numbers(discriminator.train_on_batch(made, zeros))[:1]
    noise = np.random.normal(size=(size, pair.latent_dim)).astype(np.float32)
    on_noise = to_numbers(whole.train_on_batch(noise, ones))[:1]
    return [float(np.mean(on_real + on_made)), *on_noise]

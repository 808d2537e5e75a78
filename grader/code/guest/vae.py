"""The VAE task inside the sandbox: encode, draw, decode, reconstruct, train."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .calling import bind
from .faults import Unusable
from .models import is_keras, is_model, is_torch, outputs
from .task import Arrays, Reply
from .tensors import to_array, to_tensor, without_gradients
from .trainable import Data, Trainable
from .training import Budget, fit_keras
from .vae_parts import Parts, find_parts


class Vae(Trainable):
    """Operations: open, encode, draw, decode, reconstruct, train."""

    role = "train_step"
    parts: Parts
    channels_first = False

    def do_open(self, body: dict[str, Any], arrays: Arrays) -> Reply:
        """Find or build the encoder, the decoder and the whole."""
        shape = tuple(body["shape"])
        self.parts = find_parts(self.names, self.contract, int(body["latent_dim"]), shape)
        self.model = self.parts.whole
        self.channels_first = self.framework == "torch"
        return {"own": self.parts.own}, {}

    def do_encode(self, body: dict[str, Any], arrays: Arrays) -> Reply:
        """Every output of the encoder for images (N, H, W, C)."""
        made = self._encoded(arrays["images"], training=False)
        return {}, {f"output{i}": part for i, part in enumerate(made)}

    def do_decode(self, body: dict[str, Any], arrays: Arrays) -> Reply:
        """The decoder's images for z (N, d)."""
        return {}, {"output": self._run(self.parts.decoder, [arrays["z"]], training=False)[0]}

    def do_draw(self, body: dict[str, Any], arrays: Arrays) -> Reply:
        """z drawn for images, as in training; else the whole model's reconstruction."""
        made = self._encoded(arrays["images"], training=True)
        if self.parts.sampler is not None:
            return {"of": "sampler"}, {"output": self._sampled(made[0], made[1])}
        if len(made) > 2:
            return {"of": "encoder"}, {"output": made[2]}
        if self.parts.whole is None:
            raise self.lacking("sample")
        images = self.laid_out(arrays["images"])
        return {"of": "whole"}, {"output": self._run(self.parts.whole, [images], training=True)[0]}

    def do_reconstruct(self, body: dict[str, Any], arrays: Arrays) -> Reply:
        """What the decoder makes of the mean, for images (N, H, W, C)."""
        mean = self._encoded(arrays["images"], training=False)[0]
        return {}, {"output": self._run(self.parts.decoder, [mean], training=False)[0]}

    def do_train(self, body: dict[str, Any], arrays: Arrays) -> Reply:
        """Train with the candidate's own training on images."""
        images = self.laid_out(arrays["images"])
        return self.train(body, {"images": images}, {"latent_dim": self.parts.latent_dim})

    def fit(self, data: Data, budget: Budget) -> list[float]:
        """The losses of `fit`, on images alone where the model makes its own loss."""
        images = data["images"]
        alone = _has_own_step(self.model) or not getattr(self.model, "loss", None)
        return fit_keras(self.model, images, None if alone else images, budget)

    def trained(self) -> list[Any]:
        """The whole model, or encoder and decoder where they stand alone."""
        apart = [self.parts.encoder, self.parts.decoder]
        return apart if all(map(is_model, apart)) else [self.parts.whole]

    def objects(self) -> dict[str, Any]:
        """The networks that a training function may want, by role."""
        found = {"model": self.parts.whole, "encoder": self.parts.encoder}
        found["decoder"] = self.parts.decoder
        return {role: value for role, value in found.items() if value is not None}

    def laid_out(self, images: np.ndarray) -> np.ndarray:
        """Images (N, H, W, C) with the channels where the program wants them."""
        return np.ascontiguousarray(images.transpose(0, 3, 1, 2)) if self.channels_first else images

    def _encoded(self, images: np.ndarray, *, training: bool) -> list[np.ndarray]:
        """The encoder's outputs; the other order of channels is tried where one fails."""
        encoder = self.parts.encoder
        try:
            return self._run(encoder, [self.laid_out(images)], training=training)
        except (RuntimeError, ValueError, TypeError) as exc:
            self.channels_first = not self.channels_first
            try:
                return self._run(encoder, [self.laid_out(images)], training=training)
            except (RuntimeError, ValueError, TypeError):
                self.channels_first = not self.channels_first
                raise exc from None

    def _sampled(self, mean: np.ndarray, log_var: np.ndarray) -> np.ndarray:
        sampler: Any = self.parts.sampler
        pair = [to_tensor(a, self.framework) for a in (mean, log_var)]
        supplies = {"mean": pair[0], "log_var": pair[1]}
        with without_gradients():
            if is_keras(sampler):  # a layer takes its inputs as one list
                return _first_that_works(lambda: sampler(pair), lambda: sampler(*pair))
            return _first_that_works(
                lambda: _called(sampler, supplies, self.names), lambda: sampler(pair)
            )

    def _run(
        self, function: Callable[..., Any], arrays: list[np.ndarray], *, training: bool
    ) -> list[np.ndarray]:
        modules: list[Any] = [self.parts.whole, self.parts.encoder, self.parts.decoder]
        for module in modules:
            if is_torch(module):
                module.train(training)
        return outputs(function, arrays, self.framework, training=training)


def _called(function: Callable[..., Any], supplies: dict[str, Any], names: dict[str, Any]) -> Any:
    try:
        positional, keywords = bind(function, supplies, names)
    except Unusable:
        return function(*supplies.values())
    if len(positional) + len(keywords) < len(supplies):
        return function(tuple(supplies.values()))
    return function(*positional, **keywords)


def _first_that_works(*ways: Callable[[], Any]) -> np.ndarray:
    first: BaseException | None = None
    for way in ways:
        try:
            return to_array(way())
        except (TypeError, ValueError, RuntimeError, AttributeError) as exc:
            first = first or exc
    raise first or RuntimeError


def _has_own_step(model: Any) -> bool:
    import keras

    return type(model).train_step is not keras.Model.train_step

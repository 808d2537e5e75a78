"""The facts that are asked of a VAE, each once, untrained ones before training."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.code.data import digits
from grader.code.phrases import shape_text
from grader.code.tasks.base import Setting, TaskProbe
from grader.code.tasks.images import channels_last
from grader.model import Curve

Arrays = dict[str, NDArray[Any]]
SHOWN = 8


class VaeProbe(TaskProbe):
    """Facts about one VAE."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self.latent_dim = int(self.rng.integers(7, 11))
        self.steps = int(setting.params.get("steps", 200))
        self.data = digits(self.rng)
        self.shape = self.data.train.shape[1:]
        self.held = self.data.held[:128]

    def for_loading(self) -> Arrays:
        """The training digits as bytes, as MNIST has them."""
        images = np.round(self.data.train[..., 0] * 255).astype(np.uint8)
        return {"images": images, "stand_in": images}

    def values(self) -> dict[str, Any]:
        """Sizes for the texts."""
        return {"shape": shape_text(("N", *self.shape)), "latent": self.latent_dim}  # type: ignore[arg-type]

    def encoded(self, *, trained: bool) -> list[NDArray[Any]]:
        """The encoder's outputs for the held-out images."""
        self.reach(trained=trained)
        return self.fact(f"encode{trained}", self._encode)

    def reconstructed(self, *, trained: bool) -> NDArray[Any]:
        """The held-out images decoded from their means, as they come."""
        self.reach(trained=trained)
        ask = lambda: self.guest.array("reconstruct", {"images": self.held})  # noqa: E731
        return self.fact(f"reconstruct{trained}", ask)

    def decoded(self) -> NDArray[Any]:
        """Images for standard normal z, as they come, of the model as it is."""
        width = self._latent()
        z = np.random.default_rng(self.setting.guest_seed).normal(size=(SHOWN, width))
        return self.guest.array("decode", {"z": z.astype(np.float32)})

    def reach(self, *, trained: bool) -> None:
        """Open, and train where trained facts are wanted; untrained ones are kept before that."""
        opening = self.seeded(latent_dim=self.latent_dim, shape=list(self.shape))
        self.fact("open", lambda: self.guest.ask("open", **opening))
        if trained:
            self.trained()

    def trained(self) -> tuple[dict[str, Any], Arrays]:
        """The reply to training, once."""
        self.reconstructed(trained=False)
        body = self.seeded(steps=self.steps, batch=self.batch)
        ask = lambda: self.guest.ask("train", {"images": self.data.train}, **body)  # noqa: E731
        return self.fact("train", ask)

    def curves(self) -> list[Curve]:
        """The losses that the program reported."""
        losses = self.trained()[1].get("losses", np.zeros(0))
        return [Curve("loss", tuple(map(float, losses.ravel()[:2000])))]

    def pictures(self) -> list[tuple[str, NDArray[Any]]]:
        """Images decoded from standard normal z after training."""
        self.trained()
        images = channels_last(self.fact("pictures", self.decoded), self.shape)
        return [] if images is None else [("samples", images[..., 0])]

    def _encode(self) -> list[NDArray[Any]]:
        _, given = self.guest.ask("encode", {"images": self.held})
        return [given[name] for name in sorted(given)]

    def _latent(self) -> int:
        mean = self.encoded(trained=False)[0]
        return int(mean.shape[1]) if mean.ndim == 2 and mean.shape[1] <= 4096 else self.latent_dim

"""The facts that are asked of a GAN, each once, untrained ones before training."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.code.data import Split, digits, faces
from grader.code.dialogue import ProgramFault
from grader.code.phrases import shape_text
from grader.code.tasks.base import STILL, Setting, TaskProbe
from grader.code.tasks.images import channels_last
from grader.model import Curve

Arrays = dict[str, NDArray[Any]]
SAMPLES = 256
SHOWN = 8


class GanProbe(TaskProbe):
    """Facts about one GAN; images are -1..1 outside, and in the program's own range inside."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self.latent_dim = int(self.rng.choice([64, 80, 100]))
        self.steps = int(setting.params.get("steps", 150))
        self.data = _data(str(setting.params.get("data", "digits")), self.rng)
        self.shape = self.data.train.shape[1:]
        self._losses: list[NDArray[Any]] = []
        self._normal = np.random.default_rng(self.rng.integers(2**63))

    def for_loading(self) -> Arrays:
        """The training images as bytes, as MNIST has them."""
        images = np.round(self.data.train[..., 0] * 255).astype(np.uint8)
        return {"images": images, "stand_in": images}

    def values(self) -> dict[str, Any]:
        """Sizes for the texts."""
        height, width, channels = self.shape
        return {
            "last": shape_text(("N", height, width, channels)),  # type: ignore[arg-type]
            "first": shape_text(("N", channels, height, width)),  # type: ignore[arg-type]
        }

    def opened(self) -> dict[str, Any]:
        """The reply to opening, once."""
        body = self.seeded(latent_dim=self.latent_dim, shape=list(self.shape))
        return self.fact("open", lambda: self.guest.ask("open", **body)[0])

    def limits(self) -> tuple[float, float]:
        """The least and greatest pixel of the program's own scaling; -1..1 where it has none."""
        told = self.opened().get("range")
        if isinstance(told, list) and len(told) == 2 and all(_is_number(v) for v in told):
            low, high = float(told[0]), float(told[1])
            if np.isfinite([low, high]).all() and 1e-3 < high - low < 1e4:
                return low, high
        return -1.0, 1.0

    def images(self, images: NDArray[Any]) -> NDArray[Any]:
        """Images 0..1 in the program's own range."""
        low, high = self.limits()
        return (images * (high - low) + low).astype(np.float32)

    def noise(self) -> NDArray[Any]:
        """The z that start and end are compared on."""
        width = self.opened().get("latent_dim")
        size = width if type(width) is int and 0 < width <= 4096 else self.latent_dim
        draw = lambda: self._normal.normal(size=(SAMPLES, size)).astype(np.float32)  # noqa: E731
        return self.fact("noise", draw)

    def train_again(self) -> NDArray[Any]:
        """Images for the noise after another round of training: slow is not wrong."""
        self.trained()
        _, arrays = self._train()
        self._losses.append(arrays.get("losses", np.zeros((0, 1))))
        return self._generate(mode=False)

    def generated(self, *, trained: bool, mode: bool = False) -> NDArray[Any]:
        """Images for the noise, as they come; `mode` asks for the training mode of layers."""
        self.noise()
        if not self.fits():
            return self.first_look()  # more of what does not fit tells nothing, and may be huge
        if trained:
            self.trained()
        return self.fact(f"generate{trained}{mode}", lambda: self._generate(mode=mode))

    def _generate(self, *, mode: bool) -> NDArray[Any]:
        return self.guest.array("generate", {"z": self.noise()}, training=mode)

    def first_look(self) -> NDArray[Any]:
        """A few images before training, as they come."""
        few = self.noise()[:SHOWN]
        return self.fact("first", lambda: self.guest.array("generate", {"z": few}))

    def fits(self) -> bool:
        """Whether the generator's images have the task's shape."""
        return channels_last(self.first_look(), self.shape) is not None

    def judged(self) -> NDArray[Any]:
        """The discriminator's output for real images, before training."""
        self.generated(trained=False)
        real = self.images(self.data.train[:32])
        return self.fact("judge", lambda: self.guest.array("judge", {"images": real}))

    def observed(self) -> tuple[dict[str, Any], Arrays]:
        """What a few single steps moved, once."""
        self.generated(trained=False)
        real, body = self.images(self.data.train[:192]), self.seeded(batch=32)
        return self.fact("observe", lambda: self.guest.ask("observe", {"images": real}, **body))

    def trained(self) -> tuple[dict[str, Any], Arrays]:
        """The reply to training, once, after everything that needs untrained networks."""
        self.generated(trained=False)
        self.generated(trained=False, mode=True)
        with suppress(ProgramFault):  # its own check tells it
            self.observed()
        return self.fact("train", self._train)

    def _train(self) -> tuple[dict[str, Any], Arrays]:
        body = {"steps": self.steps, "batch": self.batch, "seed": self.setting.guest_seed}
        real = self.images(self.data.train)
        return self.guest.ask("train", {"images": real}, **body)

    def generator_moved(self) -> bool:
        """Whether training moved any parameter of the generator."""
        moved = self.trained()[1].get("moved", np.zeros(0))
        return bool(np.any(moved > STILL))

    def curves(self) -> list[Curve]:
        """The losses that the program reported, of one network or of both."""
        first = self.trained()[1].get("losses", np.zeros((0, 1)))
        rounds = [first, *(more for more in self._losses if more.shape[1:] == first.shape[1:])]
        losses = np.concatenate(rounds)
        if losses.ndim != 2 or losses.shape[1] not in (1, 2):
            return []
        names = ("loss",) if losses.shape[1] == 1 else ("loss 1", "loss 2")
        return [Curve(n, tuple(map(float, losses[:2000, i]))) for i, n in enumerate(names)]

    def pictures(self) -> list[tuple[str, NDArray[Any]]]:
        """Some generated images after training."""
        images = channels_last(self.generated(trained=True), self.shape)
        if images is None:
            return []
        low, high = self.limits()
        return [("samples", ((images[:SHOWN] - low) / (high - low))[..., 0])]


def _data(name: str, rng: np.random.Generator) -> Split:
    return faces(rng) if name == "faces" else digits(rng)


def _is_number(value: Any) -> bool:
    return type(value) in (int, float)

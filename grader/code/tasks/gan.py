"""What is measured of a GAN: shapes and range, whose weights move, and where samples went."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.code.checking import Measured
from grader.code.data import Split, digits, faces
from grader.code.measures import sliced_wasserstein, spread
from grader.code.phrases import phrase, shape_text
from grader.code.tasks.base import (
    STILL,
    Setting,
    TaskKind,
    TaskProbe,
    finite,
    moved_kernels,
    param,
)
from grader.code.tasks.images import channels_last, range_score
from grader.model import Check, Curve

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

    def generated(self, *, trained: bool, mode: bool = False) -> NDArray[Any]:
        """Images for the noise, as they come; `mode` asks for the training mode of layers."""
        self.noise()
        if trained:
            self.trained()
        ask = lambda: self.guest.array("generate", {"z": self.noise()}, training=mode)  # noqa: E731
        return self.fact(f"generate{trained}{mode}", ask)

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
        real = self.images(self.data.train)
        body = self.seeded(steps=self.steps, batch=self.batch)
        return self.fact("train", lambda: self.guest.ask("train", {"images": real}, **body))

    def distance(self, images: NDArray[Any]) -> float:
        """The sliced Wasserstein distance of images to the held-out ones."""
        rng = np.random.default_rng(self.setting.guest_seed)
        return sliced_wasserstein(images, self.images(self.data.held), rng)

    def curves(self) -> list[Curve]:
        """The losses that the program reported, of one network or of both."""
        losses = self.trained()[1].get("losses", np.zeros((0, 1)))
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


def shape(probe: GanProbe, check: Check) -> Measured:
    """Images of the task's shape from the generator, one judgement an image."""
    images = probe.generated(trained=False)
    fits = channels_last(images, probe.shape) is not None and finite(images)
    if not fits:
        actual = phrase("gan.shape.generator", shape=shape_text(images.shape))
        return Measured(0.0, actual)
    judged = probe.judged()
    good = len(judged) == 32 and judged.size == 32 and finite(judged)
    seen = [shape_text(array.shape) for array in (images, judged)]
    actual = phrase("gan.shape.seen", generator=seen[0], discriminator=seen[1])
    return Measured(float(good), actual)


def value_range(probe: GanProbe, check: Check) -> Measured:
    """Generated pixels lie in the data's range and use both halves of it."""
    images = probe.fact("range", lambda: _best_known(probe))
    low, high = probe.limits()
    return range_score(images, low, high, both_halves=True)


def _best_known(probe: GanProbe) -> NDArray[Any]:
    """The images after training where that works, else those before."""
    from grader.code.dialogue import ProgramFault

    start = probe.generated(trained=False)
    try:
        return probe.generated(trained=True)
    except ProgramFault as exc:
        exc.blame = ""  # the check of training shall tell it
        return start


def step_alone(probe: GanProbe, check: Check) -> Measured:
    """No step that moves the generator moves the discriminator as well."""
    of_g, of_d = _events(probe)
    both = int(np.sum((of_g > STILL) & (of_d > STILL)))
    alone = int(np.sum((of_g > STILL) & (of_d <= STILL)))
    if not both and not alone and not np.any(_total(probe, "generator") > STILL):
        return Measured(0.0, phrase("gan.generator_still"), ("shape", "training", "updates"))
    moved = float(of_d[of_g > STILL].max(initial=0.0))
    actual = phrase("gan.step_alone.seen", both=both, count=both + alone, moved=moved)
    return Measured(float(not both), actual, ("shape",), {"both": both, "alone": alone})


def discriminator_learns(probe: GanProbe, check: Check) -> Measured:
    """The discriminator's weights move in some step."""
    of_d = _total(probe, "discriminator")
    moved = float(of_d.max(initial=0.0))
    still = not np.any(_total(probe, "generator") > STILL)
    follows = ("shape", "training") if still else ("shape",)
    actual = phrase("gan.discriminator.seen", moved=moved)
    return Measured(float(moved > STILL), actual, follows, {"moved": moved})


def updates(probe: GanProbe, check: Check) -> Measured:
    """Whether the steps move every weight matrix of the generator."""
    reply, arrays = probe.observed()
    names = [str(name) for name in reply.get("parameters", [])]
    return moved_kernels(names, arrays.get("generator_total", np.zeros(0)), ("shape", "training"))


def training(probe: GanProbe, check: Check) -> Measured:
    """Training brings the samples nearer to held-out images."""
    start = channels_last(probe.generated(trained=False), probe.shape)
    end = channels_last(probe.generated(trained=True), probe.shape)
    if start is None or end is None or not finite(end):
        return Measured(0.0, phrase("not_comparable"), ("shape",))
    before, after = probe.distance(start), probe.distance(end)
    ratio = after / before if before else 1.0
    full, half = param(check, "most", 0.6), param(check, "weak", 0.8)
    if ratio > full:
        ratio = min(ratio, _in_training_mode(probe))
    score = 1.0 if ratio <= full else 0.5 if ratio <= half else 0.0
    actual = phrase("gan.training.seen", start=before, end=ratio * before, ratio=ratio)
    follows = ("shape", "range", "discriminator_learns", "generator_step_alone", "loads")
    if _has_changed(start, end):
        follows = (*follows, "diversity")
    return Measured(score, actual, follows, {"start": before, "ratio": ratio})


def _in_training_mode(probe: GanProbe) -> float:
    """The ratio with batch statistics: few steps leave the running ones behind."""
    start = channels_last(probe.generated(trained=False, mode=True), probe.shape)
    end = channels_last(probe.generated(trained=True, mode=True), probe.shape)
    if start is None or end is None or not finite(end):
        return 1.0
    before = probe.distance(start)
    return probe.distance(end) / before if before else 1.0


def diversity(probe: GanProbe, check: Check) -> Measured:
    """Different noise gives different images."""
    start = channels_last(probe.generated(trained=False), probe.shape)
    end = channels_last(probe.generated(trained=True), probe.shape)
    if start is None or end is None or not finite(end):
        return Measured(0.0, phrase("not_comparable"), ("shape",))
    data = spread(probe.images(probe.data.held))
    share = spread(end) / data
    if share < param(check, "least", 0.3):
        share = max(share, spread(probe.generated(trained=True, mode=True)) / data)
    follows = ("shape", "range", "discriminator_learns", "generator_step_alone")
    if not _has_changed(start, end):
        follows = (*follows, "training")
    actual = phrase("gan.diversity.seen", share=100 * share)
    good = float(share >= param(check, "least", 0.3))
    return Measured(good, actual, follows, {"share": share})


def _has_changed(start: NDArray[Any], end: NDArray[Any]) -> bool:
    return bool(np.abs(end - start).max() > 1e-5)


def _events(probe: GanProbe) -> tuple[NDArray[Any], NDArray[Any]]:
    """For each step the greatest distance that it moved a tensor of generator and discriminator."""
    arrays = probe.observed()[1]
    tables = [arrays.get(name, np.zeros((0, 0))) for name in ("generator", "discriminator")]
    rows = min(len(table) for table in tables)
    found = [_largest(table[:rows]) for table in tables]
    return found[0], found[1]


def _largest(table: NDArray[Any]) -> NDArray[Any]:
    flat = np.nan_to_num(np.asarray(table, np.float64).reshape(len(table), -1), nan=1.0)
    return flat.max(axis=1, initial=0.0)


def _total(probe: GanProbe, name: str) -> NDArray[Any]:
    return np.nan_to_num(probe.observed()[1].get(f"{name}_total", np.zeros(0)), nan=1.0)


GAN = TaskKind(
    "gan",
    GanProbe,
    {
        "gan.shape": shape,
        "gan.range": value_range,
        "gan.step_alone": step_alone,
        "gan.discriminator": discriminator_learns,
        "gan.updates": updates,
        "gan.training": training,
        "gan.diversity": diversity,
    },
)

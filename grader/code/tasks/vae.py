"""What is measured of a VAE: shapes, whether it draws, what it learned, and its KL."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.code.checking import Measured
from grader.code.measures import gaussian_kl, mean_square
from grader.code.phrases import phrase, shape_text
from grader.code.tasks.base import TaskKind, finite, moved_kernels, param
from grader.code.tasks.images import channels_last, range_score
from grader.code.tasks.vae_probe import VaeProbe
from grader.model import Check


def shape(probe: VaeProbe, check: Check) -> Measured:
    """Mean and log-variance alike and flat; decoded images as the images given."""
    made = probe.encoded(trained=False)
    images = probe.fact("decode", probe.decoded)
    shapes = [part.shape for part in made[:2]]
    flat = len(shapes) == 2 and shapes[0] == shapes[1] and len(shapes[0]) == 2
    fits = flat and shapes[0][0] == len(probe.held)
    fits = fits and channels_last(images, probe.shape) is not None
    seen = [shape_text(s) for s in (*shapes, images.shape)]
    good = fits and all(map(finite, (*made[:2], images)))
    actual = phrase("vae.shape.seen", encoder=", ".join(seen[:-1]), decoder=seen[-1])
    return Measured(float(good), actual)


def draws_differ(probe: VaeProbe, check: Check) -> Measured:
    """Two draws for the same images differ."""
    probe.reach(trained=True)
    body, images = probe.seeded(), {"images": probe.held[:32]}

    def draw() -> tuple[NDArray[Any], NDArray[Any]]:
        first, second = (probe.guest.array("draw", images, **b) for b in (body, {}))
        return first, second

    first, second = probe.fact("draws", draw)
    same = first.shape != second.shape or not finite(first)
    gap = 0.0 if same else float(np.abs(first - second).mean())
    actual = phrase("vae.draws_differ.seen", gap=gap)
    return Measured(float(gap > param(check, "least", 1e-4)), actual, ("shape",), {"gap": gap})


def training(probe: VaeProbe, check: Check) -> Measured:
    """Held-out images are reconstructed better than by the mean image, and than before."""
    before = channels_last(probe.reconstructed(trained=False), probe.shape)
    after = channels_last(probe.reconstructed(trained=True), probe.shape)
    if before is None or after is None:
        return Measured(0.0, phrase("not_comparable"), ("shape",))
    start, end = (mean_square(images, probe.held) for images in (before, after))
    mean = mean_square(np.broadcast_to(probe.data.train.mean(axis=0), probe.held.shape), probe.held)
    least, most = param(check, "least_drop", 0.25), param(check, "most_of_mean", 0.8)
    drop = 1 - end / start if start else 0.0
    score = float(drop >= least) * (1.0 if end < most * mean else 0.25)
    signals = {"start": start, "end": end, "mean_image": mean}
    actual = phrase("vae.training.seen", start=start, end=end, mean=mean)
    return Measured(score, actual, ("shape", "range", "loads"), signals)


def kl_bounded(probe: VaeProbe, check: Check) -> Measured:
    """The KL divergence of the encoded held-out images lies in the usual range."""
    made = probe.encoded(trained=True)
    if len(made) < 2 or made[0].shape != made[1].shape:
        return Measured(0.0, phrase("not_comparable"), ("shape",))
    kl = gaussian_kl(made[0], made[1])
    low, high = param(check, "least", 0.5), param(check, "most", 60.0)
    actual = phrase("vae.kl.seen", kl=kl)
    good = float(low <= kl <= high)
    follows = ("shape", "training", "range") if kl < low else ("shape",)
    return Measured(good, actual, follows, {"kl": kl})


def value_range(probe: VaeProbe, check: Check) -> Measured:
    """Decoded images lie in the data's range."""
    images = probe.reconstructed(trained=True)
    return range_score(images, 0.0, 1.0, both_halves=False)


def updates(probe: VaeProbe, check: Check) -> Measured:
    """Whether training moves every weight matrix of encoder and decoder."""
    reply, arrays = probe.trained()
    names = [str(name) for name in reply.get("parameters", [])]
    return moved_kernels(names, arrays.get("moved", np.zeros(0)), ("shape", "training"))


VAE = TaskKind(
    "vae",
    VaeProbe,
    {
        "vae.shape": shape,
        "vae.draws_differ": draws_differ,
        "vae.training": training,
        "vae.kl": kl_bounded,
        "vae.range": value_range,
        "vae.updates": updates,
    },
)

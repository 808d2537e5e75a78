"""What is measured of a GAN: shapes and range, whose weights move, and where samples went."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.code.checking import Measured
from grader.code.dialogue import ProgramFault
from grader.code.measures import spread
from grader.code.phrases import phrase, shape_text
from grader.code.tasks.base import STILL, TaskKind, finite, moved_kernels, param
from grader.code.tasks.gan_likeness import copies
from grader.code.tasks.gan_nearness import Near, events, nearest, total
from grader.code.tasks.gan_probe import GanProbe
from grader.code.tasks.images import channels_last, range_score
from grader.model import Check

# What explains that samples went nowhere or are all alike.
CAUSES = ("shape", "range", "discriminator_learns", "generator_step_alone")


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
    start = probe.generated(trained=False)
    try:
        return probe.generated(trained=True)
    except ProgramFault as exc:
        exc.blame = ""  # the check of training shall tell it
        return start


def step_alone(probe: GanProbe, check: Check) -> Measured:
    """No step that moves the generator moves the discriminator as well."""
    of_g, of_d = events(probe)
    both = int(np.sum((of_g > STILL) & (of_d > STILL)))
    alone = int(np.sum((of_g > STILL) & (of_d <= STILL)))
    if not both and not alone and not np.any(total(probe, "generator") > STILL):
        return Measured(0.0, phrase("gan.generator_still"), ("shape", "training", "updates"))
    moved = float(of_d[of_g > STILL].max(initial=0.0))
    actual = phrase("gan.step_alone.seen", both=both, count=both + alone, moved=moved)
    return Measured(float(not both), actual, ("shape",), {"both": both, "alone": alone})


def discriminator_learns(probe: GanProbe, check: Check) -> Measured:
    """The discriminator's weights move in some step."""
    of_d = total(probe, "discriminator")
    moved = float(of_d.max(initial=0.0))
    still = not np.any(total(probe, "generator") > STILL)
    follows = ("shape", "training") if still else ("shape",)
    actual = phrase("gan.discriminator.seen", moved=moved)
    return Measured(float(moved > STILL), actual, follows, {"moved": moved})


def updates(probe: GanProbe, check: Check) -> Measured:
    """Whether the steps move every weight matrix of the generator."""
    reply, arrays = probe.observed()
    names = [str(name) for name in reply.get("parameters", [])]
    return moved_kernels(
        names, arrays.get("generator_total", np.zeros(0)), ("shape", "training", "diversity")
    )


def training(probe: GanProbe, check: Check) -> Measured:
    """Training brings the samples nearer to held-out images, and they are no copies."""
    start = channels_last(probe.generated(trained=False), probe.shape)
    end = channels_last(probe.generated(trained=True), probe.shape)
    if start is None or end is None or not finite(end):
        return Measured(0.0, phrase("not_comparable"), ("shape",))
    if (copied := copies(probe, end)) > param(check, "most_copies", 0.2):
        return Measured(0.0, phrase("gan.training.copies", share=100 * copied))
    near = nearest(probe, check, start, end) if probe.generator_moved() else Near(1.0, 0.0)
    full = near.ratio <= param(check, "most", 0.6) or near.gain >= param(check, "least_gain", 0.4)
    half = near.ratio <= param(check, "weak", 0.8) or near.gain >= param(check, "weak_gain", 0.2)
    actual = phrase("gan.training.seen", ratio=near.ratio, gain=100 * near.gain)
    follows = (*CAUSES, "diversity") if probe.generator_moved() else ("shape", "loads")
    signals = {"ratio": near.ratio, "gain": near.gain}
    return Measured(1.0 if full else 0.5 if half else 0.0, actual, follows, signals)


def diversity(probe: GanProbe, check: Check) -> Measured:
    """Different noise gives different images."""
    end = channels_last(probe.generated(trained=True), probe.shape)
    if end is None or not finite(end):
        return Measured(0.0, phrase("not_comparable"), ("shape",))
    data = spread(probe.images(probe.data.held))
    share = spread(end) / data
    if copies(probe, end) > 0.2 or not probe.generator_moved():
        actual = phrase("gan.diversity.seen", share=100 * share)
        return Measured(0.0, actual, (*CAUSES, "training"), {"share": share})
    if share < param(check, "least", 0.3):
        share = max(share, spread(probe.generated(trained=True, mode=True)) / data)
    actual = phrase("gan.diversity.seen", share=100 * share)
    good = float(share >= param(check, "least", 0.3))
    return Measured(good, actual, CAUSES, {"share": share})


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

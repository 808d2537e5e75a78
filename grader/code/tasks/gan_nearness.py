"""How near a GAN's samples come to the data, and which steps move which network."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from grader.code.dialogue import ProgramFault
from grader.code.tasks.base import STILL, finite, param
from grader.code.tasks.gan_likeness import distance, likeness
from grader.code.tasks.gan_probe import GanProbe
from grader.code.tasks.images import channels_last
from grader.model import Check


class Near(NamedTuple):
    """Sliced Wasserstein distance to held-out images, end over start; gain of structure, 0..1."""

    ratio: float
    gain: float


def nearest(probe: GanProbe, check: Check, start: NDArray[Any], end: NDArray[Any]) -> Near:
    """How near the samples came at best; more rounds of training are given to what is slow."""
    least, most = param(check, "least_gain", 0.4), param(check, "most", 0.6)
    best = _near(probe, start, end)
    if best.ratio > most and best.gain < least:
        best = _nearer(best, _in_training_mode(probe))
    rounds = int(param(check, "more_rounds", 2)) if _both_learn_apart(probe) else 0
    for _ in range(rounds):
        if best.ratio <= most or best.gain >= least:
            break
        later = channels_last(probe.train_again(), probe.shape)
        if later is None or not finite(later):
            break
        best = _nearer(best, _near(probe, start, later))
    return best


def _near(probe: GanProbe, start: NDArray[Any], end: NDArray[Any]) -> Near:
    before, after = distance(probe, start), distance(probe, end)
    structure = [likeness(probe, images) for images in (start, end)]
    gain = (structure[1] - structure[0]) / max(1 - structure[0], 1e-6)
    return Near(after / before if before else 1.0, gain)


def _nearer(one: Near, other: Near) -> Near:
    return Near(min(one.ratio, other.ratio), max(one.gain, other.gain))


def _both_learn_apart(probe: GanProbe) -> bool:
    """Whether more training could help: each step moves one network, and each network moves."""
    try:
        of_g, of_d = events(probe)
    except ProgramFault:
        return False
    apart = not np.any((of_g > STILL) & (of_d > STILL))
    return apart and bool(np.any(total(probe, "discriminator") > STILL))


def _in_training_mode(probe: GanProbe) -> Near:
    """The same with batch statistics: few steps leave the running ones behind."""
    start = channels_last(probe.generated(trained=False, mode=True), probe.shape)
    end = channels_last(probe.generated(trained=True, mode=True), probe.shape)
    if start is None or end is None or not finite(end):
        return Near(1.0, 0.0)
    return _near(probe, start, end)


def events(probe: GanProbe) -> tuple[NDArray[Any], NDArray[Any]]:
    """For each step the greatest distance that it moved a tensor of generator and discriminator."""
    arrays = probe.observed()[1]
    tables = [arrays.get(name, np.zeros((0, 0))) for name in ("generator", "discriminator")]
    rows = min(len(table) for table in tables)
    found = [_largest(table[:rows]) for table in tables]
    return found[0], found[1]


def _largest(table: NDArray[Any]) -> NDArray[Any]:
    flat = np.nan_to_num(np.asarray(table, np.float64), nan=1.0)
    return np.array([np.max(row, initial=0.0) for row in flat])


def total(probe: GanProbe, name: str) -> NDArray[Any]:
    """How far each tensor of a network moved over all observed steps."""
    return np.nan_to_num(probe.observed()[1].get(f"{name}_total", np.zeros(0)), nan=1.0)

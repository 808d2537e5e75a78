"""What every kind of task has: its probe, its measurements by name, and two common checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.code.checking import Measure, Measured, Probe
from grader.code.dialogue import Dialogue
from grader.code.phrases import phrase
from grader.model import Check, Curve

STILL = 1e-7


@dataclass(frozen=True, slots=True)
class Setting:
    """What a run is drawn from: the seed's generator, the guest's seed, the task's parameters."""

    rng: np.random.Generator
    guest_seed: int
    params: Mapping[str, Any]
    findings: int = 0


@dataclass(frozen=True, slots=True)
class TaskKind:
    """A kind of task: how to make its probe, its measurements, and what loading is given."""

    name: str
    probe: Callable[[Setting], TaskProbe]
    measures: Mapping[str, Measure] = field(default_factory=dict)


class TaskProbe(Probe):
    """A probe that draws its data from a setting; the guest joins when it is running."""

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.setting = setting
        self.rng = setting.rng
        self.guest: Dialogue
        self.batch = int(setting.rng.choice([48, 56, 64]))

    def for_loading(self) -> dict[str, NDArray[Any]]:
        """The arrays that loading is given: `images` for data sets, `stand_in` for data files."""
        raise NotImplementedError

    def seeded(self, **body: Any) -> dict[str, Any]:
        """The body of a request that draws random numbers in the guest."""
        return {"seed": self.setting.guest_seed, **body}

    def curves(self) -> list[Curve]:
        """Curves for a person: losses that the program reported, measures of our own."""
        return []

    def pictures(self) -> list[tuple[str, NDArray[Any]]]:
        """Images (N, H, W) in 0..1 that the program made, by name."""
        return []


def param(check: Check, name: str, default: float) -> float:
    """A number of a check's params."""
    value = check.params.get(name, default)
    return float(value) if not isinstance(value, str) else default


def moved_kernels(names: Sequence[str], moved: NDArray[Any], follows: tuple[str, ...]) -> Measured:
    """Whether every weight matrix moved; a bias is left out, its gradient may be exactly zero."""
    flat = np.asarray(moved, np.float64).ravel()
    pairs = [(n, m) for n, m in zip(names, flat, strict=False) if "bias" not in n.lower()]
    still = [name for name, distance in pairs if not distance > STILL]
    signals = {"parameters": float(len(pairs)), "still": float(len(still))}
    if not pairs:
        return Measured(0.0, phrase("updates.none"), follows, signals)
    if still:
        text = ", ".join(still[:3]) + ("…" if len(still) > 3 else "")
        actual = phrase("updates.still", still=len(still), count=len(pairs), names=text)
        return Measured(0.0, actual, follows, signals)
    return Measured(1.0, phrase("updates.all", count=len(pairs)), follows, signals)


def finite(array: NDArray[Any]) -> bool:
    """Whether an array holds numbers only, no NaN and no infinity."""
    return bool(np.isfinite(array).all())

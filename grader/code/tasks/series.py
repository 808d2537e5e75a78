"""What is measured of a forecaster: its shape, what it learned, its lag, and its rollout."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.code.checking import Measured
from grader.code.data import SeriesData, digits, series, windows
from grader.code.measures import errors_by_lag, persistence
from grader.code.phrases import phrase, shape_text
from grader.code.tasks.base import Setting, TaskKind, TaskProbe, finite, moved_kernels, param
from grader.model import Check, Curve

ROLLOUT = 6
SAME = 0.02


class SeriesProbe(TaskProbe):
    """Facts about one forecaster."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self.window = int(self.rng.integers(16, 25))
        self.features = int(self.rng.integers(2, 4))
        self.steps = int(setting.params.get("steps", 300))
        self.data = series(self.rng, features=self.features)
        self.held = windows(self.data.held, self.window)[0]
        self.is_fixed = False

    def for_loading(self) -> dict[str, NDArray[Any]]:
        """One feature of the series, for programs that read one from a file."""
        images = np.round(digits(self.rng, train=64).train[..., 0] * 255).astype(np.uint8)
        return {"images": images, "stand_in": self.data.train[:, :1].copy()}

    def values(self) -> dict[str, Any]:
        """Sizes for the texts."""
        return {"window": self.window, "features": self.features, "steps": ROLLOUT}

    def open(self) -> None:
        """Build the model, once; a script's own fixed model decides the sizes."""
        self.fact("open", self._open)

    def _open(self) -> None:
        reply, _ = self.guest.ask("open", **self.seeded(window=self.window, features=self.features))
        sizes = reply.get("window"), reply.get("features")
        if type(sizes[0]) is int and 1 <= sizes[0] <= 60 and sizes[1] == 1:
            self.window, self.features, self.is_fixed = sizes[0], 1, True
            self.data = SeriesData(self.data.train[:, :1], self.data.held[:, :1])
            self.held = windows(self.data.held, self.window)[0]

    def predicted_before(self) -> NDArray[Any]:
        """What the untrained model says for the held-out windows."""
        self.open()
        return self.fact("before", lambda: self._predict(self.held))

    def trained(self) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
        """The reply to training, once."""
        self.predicted_before()
        return self.fact("train", self._train)

    def predicted(self) -> NDArray[Any]:
        """What the trained model says for the held-out windows."""
        self.trained()
        return self.fact("after", lambda: self._predict(self.held))

    def curves(self) -> list[Curve]:
        """The losses that the program reported."""
        losses = self.trained()[1].get("losses", np.zeros(0))
        return [Curve("loss", tuple(map(float, losses.ravel()[:2000])))]

    def _predict(self, given: NDArray[Any]) -> NDArray[Any]:
        return self.guest.array("predict", {"windows": np.ascontiguousarray(given, np.float32)})

    def _train(self) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
        inputs, targets = windows(self.data.train, self.window)
        arrays = {"series": self.data.train, "windows": inputs, "targets": targets}
        return self.guest.ask("train", arrays, **self.seeded(steps=self.steps, batch=self.batch))

    def fits(self, output: NDArray[Any]) -> bool:
        """Whether an output has one value of each feature for each held-out window."""
        return output.shape == (len(self.held), self.features) and finite(output)


def shape(probe: SeriesProbe, check: Check) -> Measured:
    """One next value of every feature for each window, finite."""
    output = probe.predicted_before()
    if probe.is_fixed:
        sizes = {"window": probe.window, "features": probe.features}
        return Measured(0.0, phrase("series.shape.fixed", **sizes))
    fits = probe.fits(output)
    actual = phrase("shape.seen", shape=shape_text(output.shape), finite=finite(output))
    return Measured(float(fits), actual)


def training(probe: SeriesProbe, check: Check) -> Measured:
    """Whether the held-out error is below what saying the last value again would give."""
    probe.trained()
    if not (probe.fits(probe.predicted()) and probe.fits(probe.predicted_before())):
        return Measured(0.0, phrase("not_comparable"), ("shape",))
    held = probe.data.held
    after = errors_by_lag(held, probe.window, probe.predicted())
    before = errors_by_lag(held, probe.window, probe.predicted_before())
    lag = max(1, int(np.argmin(after)))
    base = persistence(held, probe.window, lag)
    ratio, drop = after[lag] / base, 1 - after[lag] / max(before[lag], 1e-12)
    most, least = param(check, "most_of_persistence", 0.8), param(check, "least_drop", 0.4)
    score = float(drop >= least) * (1.0 if ratio < most else 0.5)
    signals = {"error": after[lag], "persistence": base, "ratio": ratio, "drop": drop}
    actual = phrase("series.training.seen", error=after[lag], base=base, drop=100 * drop)
    follows = ("loads",) if np.argmin(after) else ("loads", "best_lag")
    return Measured(score, actual, follows, signals)


def best_lag(probe: SeriesProbe, check: Check) -> Measured:
    """Whether predictions match the very next value best, and not the one before or after it."""
    probe.trained()
    if not probe.fits(probe.predicted()):
        return Measured(0.0, phrase("not_comparable"), ("shape",))
    errors = errors_by_lag(probe.data.held, probe.window, probe.predicted())
    lag = int(np.argmin(errors))
    signals = {f"error_lag_{i}": error for i, error in enumerate(errors)}
    actual = phrase("series.best_lag.seen", lag=lag)
    is_clear = errors[lag] < 0.5 * float(np.median(errors))
    return Measured(float(lag == 1), actual, () if is_clear else ("training",), signals)


def updates(probe: SeriesProbe, check: Check) -> Measured:
    """Whether training moves every weight matrix."""
    reply, arrays = probe.trained()
    names = [str(name) for name in reply.get("parameters", [])]
    return moved_kernels(names, arrays.get("moved", np.zeros(0)), ("shape", "training"))


def rollout(probe: SeriesProbe, check: Check) -> Measured:
    """Whether generate gives finite values of the right shape, each predicted from the window
    that holds the ones before it.
    """
    probe.trained()
    seed = np.ascontiguousarray(probe.data.held[: probe.window])
    made = probe.fact(
        "generate",
        lambda: probe.guest.array("generate", {"seed_window": seed}, **probe.seeded(steps=ROLLOUT)),
    )
    if made.shape != (ROLLOUT, probe.features) or not finite(made):
        actual = phrase("shape.seen", shape=shape_text(made.shape), finite=finite(made))
        return Measured(0.0, actual, ("shape",))
    return _compared(made, _own_rollout(probe, seed))


def _own_rollout(probe: SeriesProbe, seed: NDArray[Any]) -> NDArray[Any]:
    """The rollout that the model's own predictions give, window by window."""
    window, found = seed, []
    for _ in range(ROLLOUT):
        value = probe._predict(window[None])
        if value.shape != (1, probe.features):
            return np.full((ROLLOUT, probe.features), np.nan)
        found.append(value[0])
        window = np.concatenate([window[1:], value.astype(np.float32)])
    return np.stack(found)


def _compared(made: NDArray[Any], expected: NDArray[Any]) -> Measured:
    gaps = np.abs(made - expected).max(axis=1)
    wrong = [step for step, gap in enumerate(gaps, 1) if not gap <= SAME]
    signals = {"largest_gap": float(np.nanmax(gaps)) if finite(gaps) else -1.0}
    if wrong:
        actual = phrase("series.rollout.differs", step=wrong[0], gap=float(gaps[wrong[0] - 1]))
        return Measured(0.0, actual, ("shape",), signals)
    return Measured(1.0, phrase("series.rollout.same", steps=ROLLOUT), (), signals)


SERIES = TaskKind(
    "series",
    SeriesProbe,
    {
        "series.shape": shape,
        "series.training": training,
        "series.best_lag": best_lag,
        "series.updates": updates,
        "series.rollout": rollout,
    },
)

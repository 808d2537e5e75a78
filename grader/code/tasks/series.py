"""What is measured of a forecaster: its shape, what it learned, its lag, and its rollout."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.code.checking import Measured
from grader.code.measures import errors_by_lag, persistence
from grader.code.phrases import phrase, shape_text
from grader.code.tasks.base import TaskKind, finite, moved_kernels, param
from grader.code.tasks.series_probe import ROLLOUT, SAME, SeriesProbe
from grader.model import Check


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
    learned_last = not np.argmin(after) and _is_clear(after, 0)
    follows = ("loads", "best_lag") if learned_last else ("loads",)
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
    follows = () if _is_clear(errors, lag) else ("training",)
    return Measured(float(lag == 1), actual, follows, signals)


def _is_clear(errors: Sequence[float], lag: int) -> bool:
    """Whether a lag matches so much better than others that it was learned."""
    return errors[lag] < 0.2 * float(np.median(errors))


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

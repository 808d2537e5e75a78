"""The geometry of the charts: numbers in, coordinates for inline SVG out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grader.report.views import CurveView


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a histogram; x, y, width and height are in the chart's own unit."""

    x: float
    y: float
    width: float
    height: float
    count: int
    low: int
    high: int


def histogram_bars(bins: Sequence[int], width: float, height: float, gap: float = 2.0) -> list[Bar]:
    """One bar a bin, side by side over `width`, the highest as high as `height`."""
    step, highest = width / len(bins), max(*bins, 1)
    bars = []
    for place, count in enumerate(bins):
        tall = round(height * count / highest, 1)
        low, high = 100 * place // len(bins), 100 * (place + 1) // len(bins)
        x = round(place * step + gap / 2, 1)
        bars.append(Bar(x, round(height - tall, 1), round(step - gap, 1), tall, count, low, high))
    return bars


def curve_path(curve: CurveView, width: float, height: float) -> str:
    """The path of a curve in a box: left to right by step, its highest value at the top.

    Where a value is not a number the line is broken.
    """
    spread = (curve.high - curve.low) or 1.0
    step = width / max(1, len(curve.values) - 1)
    commands, pen = [], "M"
    for place, value in enumerate(curve.values):
        if value is None:
            pen = "M"
            continue
        y = height * (1 - (value - curve.low) / spread)
        commands.append(f"{pen}{place * step:.1f} {y:.1f}")
        pen = "L"
    return "".join(commands)


def tone(share: float) -> int:
    """The shade of a heat map's cell, 0 (lowest) to 5, for a share in 0..1."""
    return min(5, max(0, int(share * 6 + 1e-9)))

"""Plots as inline SVG: machine scores by human score, and curves. Colours come from the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup, escape
from numpy.typing import NDArray

Array = NDArray[np.float64]
WIDTH, HEIGHT = 560, 300
LEFT, RIGHT, TOP, BOTTOM = 48, 16, 28, 44
TICKS = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a plot: its name and its points; a y of None is a gap."""

    name: str
    xs: Sequence[float]
    ys: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Axes:
    """What an area shows: labels, the ticks along x with their texts, and the ends of y."""

    title: str
    x_label: str
    y_label: str
    x_ticks: Sequence[tuple[float, str]]
    low: float = 0.0
    high: float = 1.0


def boxes(axes: Axes, human: Array, machine: Array, steps: int) -> Markup:
    """Machine shares by human step number: quartiles, median, and 5th to 95th percentile."""
    parts = []
    half = 0.35 / max(steps, 1) * (WIDTH - LEFT - RIGHT) * steps / (steps + 1)
    for step in np.unique(human):
        found = machine[human == step]
        low, first, median, third, high = np.percentile(found, [5, 25, 50, 75, 95])
        x = _x(axes, float(step))
        parts.append(_rule(x, _y(axes, low), x, _y(axes, high), "whisker"))
        parts.append(
            f'<rect class="box" x="{x - half:.1f}" y="{_y(axes, third):.1f}" '
            f'width="{2 * half:.1f}" height="{_y(axes, first) - _y(axes, third):.1f}"/>'
        )
        parts.append(_rule(x - half, _y(axes, median), x + half, _y(axes, median), "median"))
        parts.append(_text(x, TOP + 8, f"{len(found)}", "count"))
    ideal = _rule(_x(axes, 0), _y(axes, 0), _x(axes, steps), _y(axes, 1), "ideal")
    return _svg(axes, [ideal, *parts])


def lines(axes: Axes, drawn: Sequence[Line], target: float | None = None) -> Markup:
    """Lines with a mark at each point, their names at the right end of a legend."""
    parts = []
    if target is not None:
        y = _y(axes, target)
        parts.append(_rule(LEFT, y, WIDTH - RIGHT, y, "ideal"))
    for number, line in enumerate(drawn):
        points = [
            (_x(axes, x), _y(axes, y))
            for x, y in zip(line.xs, line.ys, strict=True)
            if y is not None
        ]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline class="line l{number}" points="{path}"/>')
        parts += [
            f'<circle class="dot l{number}" cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in points
        ]
        x = LEFT + 12 + 150 * number
        parts.append(_rule(x, HEIGHT - 8, x + 20, HEIGHT - 8, f"line l{number}"))
        parts.append(_text(x + 26, HEIGHT - 4, line.name, "legend"))
    return _svg(axes, parts)


def _svg(axes: Axes, parts: Sequence[str]) -> Markup:
    frame = [*_y_axis(axes), *_x_axis(axes)]
    title = escape(axes.title)
    return Markup(  # noqa: S704 - every text in it went through escape
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT + 24}" role="img" aria-label="{title}">'
        f"<title>{title}</title>{''.join([*frame, *parts])}</svg>"
    )


def _y_axis(axes: Axes) -> list[str]:
    parts = []
    for part in range(TICKS + 1):
        value = axes.low + (axes.high - axes.low) * part / TICKS
        y = _y(axes, value)
        parts.append(_rule(LEFT, y, WIDTH - RIGHT, y, "grid"))
        parts.append(_text(LEFT - 6, y + 4, f"{value:.2g}", "tick y"))
    parts.append(_text(LEFT, TOP - 14, axes.y_label, "axis"))
    return parts


def _x_axis(axes: Axes) -> list[str]:
    parts = [_text(_x(axes, x), HEIGHT - BOTTOM + 16, label, "tick x") for x, label in axes.x_ticks]
    parts.append(_text(WIDTH - RIGHT, HEIGHT - BOTTOM + 32, axes.x_label, "axis end"))
    return parts


def _x(axes: Axes, value: float) -> float:
    first, last = axes.x_ticks[0][0], axes.x_ticks[-1][0]
    margin = 24
    width = WIDTH - LEFT - RIGHT - 2 * margin
    return LEFT + margin + width * (value - first) / max(last - first, 1e-9)


def _y(axes: Axes, value: float) -> float:
    part = (min(max(value, axes.low), axes.high) - axes.low) / (axes.high - axes.low)
    return TOP + 14 + (HEIGHT - TOP - BOTTOM - 14) * (1 - part)


def _rule(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _text(x: float, y: float, text: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{escape(text)}</text>'

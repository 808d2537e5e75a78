"""What a page shows of a program's run: curves that can be drawn, pictures that are safe.

Pictures are the grader's own, but a record may come from anywhere.
"""

from __future__ import annotations

import base64
import binascii
import re
from math import isfinite

from grader.model import Curve, Image, Run
from grader.report.views import CurveView, ImageView, RunView

MOST_IMAGE = 60_000
MOST_PIXELS, SHOWN_PIXELS, LEAST_PIXELS = 2048, 256, 32
MOST_STEPS = 240
BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")
PNG = b"\x89PNG\r\n\x1a\n"


def run_view(run: Run) -> RunView:
    """What is shown of a run; pictures that are no small PNG are left out."""
    used = run.resources
    return RunView(
        framework=run.framework,
        outcome=run.outcome,
        curves=tuple(view for curve in run.curves if (view := _curve(curve))),
        images=tuple(shown for image in run.images if (shown := image_view(image))),
        skipped=run.skipped,
        stdout=run.stdout,
        stderr=run.stderr,
        wall_seconds=used.wall_seconds if used else None,
        cpu_seconds=used.cpu_seconds if used else None,
        peak_mib=used.peak_mib if used else None,
    )


def image_view(image: Image) -> ImageView | None:
    """A picture of whole multiples of its size; None unless base64 of a PNG that a page affords."""
    if len(image.png) > MOST_IMAGE or not BASE64.fullmatch(image.png):
        return None
    try:
        data = base64.b64decode(image.png, validate=True)
    except binascii.Error:
        return None
    if not data.startswith(PNG) or data[12:16] != b"IHDR":
        return None
    width, height = (int.from_bytes(data[at : at + 4]) for at in (16, 20))
    if not 0 < max(width, height) <= MOST_PIXELS:
        return None
    times = max(1, SHOWN_PIXELS // max(width, height)) if max(width, height) > LEAST_PIXELS else 2
    return ImageView(image.name, image.png, width * times, height * times)


def _curve(curve: Curve) -> CurveView | None:
    """A curve of at most `MOST_STEPS` values, evenly chosen; None without two finite ones."""
    step = -(-len(curve.values) // MOST_STEPS) or 1
    values = tuple(v if isfinite(v) else None for v in curve.values[::step])
    finite = [v for v in values if v is not None]
    return CurveView(curve.name, values, min(finite), max(finite)) if len(finite) > 1 else None

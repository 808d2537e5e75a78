"""Pictures that the grader draws: real PNG files of the right size."""

from __future__ import annotations

import base64
import io

import numpy as np
from PIL import Image as Pillow

from grader.code.pictures import png, sheet


def test_a_picture_is_a_png_with_the_same_pixels() -> None:
    """What another reader sees is what was drawn."""
    pixels = np.arange(60, dtype=np.uint8).reshape(6, 10)
    with Pillow.open(io.BytesIO(png(pixels))) as image:
        assert image.format == "PNG"
        assert np.array_equal(np.asarray(image), pixels)


def test_a_sheet_holds_at_most_eight_images_whatever_they_hold() -> None:
    """Values beyond 0..1 and numbers that are none do no harm."""
    images = np.full((20, 5, 5), np.nan)
    images[0] = 7.0
    made = sheet("samples", images)
    with Pillow.open(io.BytesIO(base64.b64decode(made.png))) as image:
        assert image.size == (8 * 7 * 2, 7 * 2)

"""Messages between grader and guest: a JSON head, then arrays in numpy's .npy form.

A frame is the magic, the head's length (u32), the head's JSON and the arrays one after the other;
the head names each array and its bytes. Everything is bounded and checked before memory is
taken: both sides distrust what arrives. Pickled arrays are never read.
"""

from __future__ import annotations

import io
import json
import math
import struct
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

MAGIC = b"GRF1"
MOST_HEAD = 1 << 20
MOST_BYTES = 256 << 20
MOST_ARRAYS = 512
MOST_DIMENSIONS = 6
KINDS = "biuf"

Read = Callable[[int], bytes]
Arrays = Mapping[str, np.ndarray]


class FrameError(ValueError):
    """A frame that breaks the protocol."""


def encode(body: Mapping[str, Any], arrays: Arrays | None = None) -> bytes:
    """The bytes of one frame; raises FrameError for what `decode` would refuse."""
    blobs = {name: _dump(name, value) for name, value in (arrays or {}).items()}
    head = {"body": body, "arrays": [[name, len(blob)] for name, blob in blobs.items()]}
    text = json.dumps(head, ensure_ascii=True, allow_nan=True).encode()
    if len(text) > MOST_HEAD or sum(map(len, blobs.values())) > MOST_BYTES:
        raise FrameError("the answer is too big")
    return b"".join([MAGIC, struct.pack("<I", len(text)), text, *blobs.values()])


def decode(read: Read) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """The body and the arrays of the next frame; `read(n)` gives exactly n bytes.

    Raises FrameError for anything malformed, too big, or not a plain number array.
    """
    if read(len(MAGIC)) != MAGIC:
        raise FrameError("not a frame")
    (length,) = struct.unpack("<I", read(4))
    if length > MOST_HEAD:
        raise FrameError("the head is too long")
    body, listed = _head(read(length))
    if len(listed) > MOST_ARRAYS or sum(size for _, size in listed) > MOST_BYTES:
        raise FrameError("the arrays are too big")
    return body, {name: _load(name, read(size)) for name, size in listed}


def _head(data: bytes) -> tuple[dict[str, Any], list[tuple[str, int]]]:
    try:
        head = json.loads(data)
        body, arrays = head["body"], head["arrays"]
        listed = [(name, size) for name, size in arrays]
    except (ValueError, TypeError, KeyError, RecursionError) as exc:
        raise FrameError("the head is not what it should be") from exc
    sound = all(type(name) is str and type(size) is int and size > 0 for name, size in listed)
    if not sound or not isinstance(body, dict):
        raise FrameError("the head is not what it should be")
    return body, listed


def _dump(name: str, value: np.ndarray) -> bytes:
    array = np.ascontiguousarray(value).reshape(np.shape(value))
    if array.dtype.kind not in KINDS or array.ndim > MOST_DIMENSIONS:
        raise FrameError(f"{name} is not an array of numbers ({array.dtype})")
    stream = io.BytesIO()
    np.lib.format.write_array(stream, array, version=(1, 0), allow_pickle=False)
    return stream.getvalue()


def _load(name: str, data: bytes) -> np.ndarray:
    """The array in .npy bytes, whose header must account for every byte."""
    stream = io.BytesIO(data)
    try:
        if np.lib.format.read_magic(stream) != (1, 0):
            raise FrameError(f"{name}: another version of .npy")
        shape, fortran, dtype = np.lib.format.read_array_header_1_0(stream)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError) as exc:
        raise FrameError(f"{name}: no .npy header") from exc
    if dtype.kind not in KINDS or dtype.itemsize > 8 or dtype.hasobject:
        raise FrameError(f"{name}: numbers only, not {dtype}")
    sound = len(shape) <= MOST_DIMENSIONS and all(type(n) is int and n >= 0 for n in shape)
    rest = data[stream.tell() :]
    if not sound or math.prod(shape) * dtype.itemsize != len(rest):
        raise FrameError(f"{name}: the shape does not fit the bytes")
    flat = np.frombuffer(rest, dtype).astype(dtype.newbyteorder("="))
    array: np.ndarray = flat.reshape(shape[::-1]).T if fortran else flat.reshape(shape)
    return array

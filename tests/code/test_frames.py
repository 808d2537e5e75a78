"""Frames: what goes in comes out, and nothing else gets through."""

from __future__ import annotations

import io
import json
import struct
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays_of

from grader.code.guest.frames import MAGIC, FrameError, decode, encode

DTYPES = st.sampled_from(["float32", "float64", "int64", "uint8", "bool"])
ARRAYS = DTYPES.flatmap(
    lambda dtype: arrays_of.arrays(
        dtype, arrays_of.array_shapes(min_dims=0, max_dims=4, min_side=0)
    )
)


def reader(data: bytes) -> Callable[[int], bytes]:
    """A `read` over bytes that ends with an error, as a closed pipe does."""
    stream = io.BytesIO(data)

    def read(size: int) -> bytes:
        part = stream.read(size)
        if len(part) < size:
            raise EOFError
        return part

    return read


@given(st.dictionaries(st.text(max_size=5), ARRAYS, max_size=3))
def test_arrays_come_back_as_they_were(arrays: dict[str, np.ndarray]) -> None:
    """Names, types, shapes and values survive, NaN included."""
    body, found = decode(reader(encode({"ok": True}, arrays)))
    assert body == {"ok": True}
    assert list(found) == list(arrays)
    for name, array in arrays.items():
        assert (found[name].dtype, found[name].shape) == (array.dtype, array.shape)
        assert np.array_equal(found[name], array, equal_nan=array.dtype.kind == "f")


@given(st.binary(max_size=200))
def test_noise_is_refused(data: bytes) -> None:
    """Bytes that are no frame raise, and never anything but FrameError or the pipe's end."""
    with pytest.raises((FrameError, EOFError)):
        decode(reader(data))


@given(st.binary(max_size=60))
def test_a_damaged_array_is_refused(blob: bytes) -> None:
    """An array whose bytes are anything does not get through."""
    with pytest.raises(FrameError):
        decode(reader(framed([["a", len(blob)]], blob)))


def test_objects_are_not_sent() -> None:
    """An array of objects would need pickle."""
    with pytest.raises(FrameError, match="not an array of numbers"):
        encode({}, {"a": np.array([object()])})


def test_a_pickled_array_is_not_read() -> None:
    """A .npy file with objects in it is refused before anything is unpickled."""
    stream = io.BytesIO()
    np.save(stream, np.array([{"a": 1}]), allow_pickle=True)
    with pytest.raises(FrameError, match="numbers only"):
        decode(reader(framed([["a", len(stream.getvalue())]], stream.getvalue())))


def test_a_shape_that_claims_more_than_its_bytes_is_refused() -> None:
    """A header of a few bytes must not make the reader take terabytes."""
    stream = io.BytesIO()
    header = {"descr": "<f8", "fortran_order": False, "shape": (10**9, 10**6)}
    np.lib.format.write_array_header_1_0(stream, header)
    with pytest.raises(FrameError, match="does not fit"):
        decode(reader(framed([["a", len(stream.getvalue())]], stream.getvalue())))


@pytest.mark.parametrize(
    "arrays",
    [[["a", 10**12]], [["a", -1]], [["a", True]], [[1, 8]], "ab", None, [["a", 1]] * 1000],
)
def test_a_head_that_lies_is_refused(arrays: object) -> None:
    """Sizes are numbers above zero within the bounds, names are text."""
    with pytest.raises(FrameError):
        decode(reader(framed(arrays, b"")))


def test_a_long_head_is_not_read() -> None:
    """The head's length is looked at before the head."""
    with pytest.raises(FrameError, match="too long"):
        decode(reader(MAGIC + struct.pack("<I", 1 << 30)))


def test_fortran_order_is_understood() -> None:
    """What numpy writes column by column comes back row by row."""
    stream = io.BytesIO()
    array = np.asfortranarray(np.arange(6.0).reshape(2, 3))
    np.lib.format.write_array(stream, array, version=(1, 0))
    _, found = decode(reader(framed([["a", len(stream.getvalue())]], stream.getvalue())))
    assert np.array_equal(found["a"], array)


def framed(arrays: object, blob: bytes) -> bytes:
    """A frame with any list of arrays and any bytes after the head."""
    head = json.dumps({"body": {}, "arrays": arrays}).encode()
    return MAGIC + struct.pack("<I", len(head)) + head + blob

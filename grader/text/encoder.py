"""Sentence and token embeddings of texts, the same bits whatever the batch.

Texts of equal token length run together without padding, and a lone short text runs in its own
company: so a text's embedding does not depend on what it was batched with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from grader.text.packed import forward_of

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Array = NDArray[np.float32]
BATCH_TOKENS = 2048
# Below this many rows, BLAS picks other kernels and the last digits change.
LEAST_ROWS = 64


@dataclass(frozen=True, slots=True)
class Encoding:
    """One text's embeddings.

    `vector` (d,) has unit length; `tokens` (t, d) are unit rows for the text's own tokens,
    without special tokens and prefix; `spans` (t, 2) their character ranges in the text. `early`
    (t, d) are the same tokens after a third of the layers, still close to the words themselves.
    """

    vector: Array
    tokens: Array
    early: Array
    spans: NDArray[np.int32]


class Encoder(Protocol):
    """Turns texts into encodings; `digest` names the weights that made them."""

    name: str
    digest: str

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """One Encoding per text, in order."""
        ...


class TransformerEncoder:
    """An Encoder over any SentenceTransformer with a fast tokenizer and mean pooling."""

    def __init__(
        self,
        model: SentenceTransformer,
        name: str,
        digest: str,
        prefix: str = "",
        *,
        batch_size: int = 64,
    ) -> None:
        self.name = name
        self.digest = digest
        self._prefix = prefix
        self._batch_size = batch_size
        self._tokenizer = model.tokenizer
        self._run = forward_of(model[0].model)
        self._limit = int(model.get_max_seq_length() or 512)

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """One Encoding per text, in order; each distinct text is run once."""
        distinct = list(dict.fromkeys(texts))
        done = dict(zip(distinct, self._encode_distinct(distinct), strict=True))
        return [done[text] for text in texts]

    def _encode_distinct(self, texts: list[str]) -> list[Encoding]:
        if not texts:
            return []
        batch = self._tokenizer(
            [self._prefix + t for t in texts],
            truncation=True,
            max_length=self._limit,
            return_offsets_mapping=True,
            return_special_tokens_mask=True,
        )
        encodings: list[Encoding | None] = [None] * len(texts)
        lengths = [len(ids) for ids in batch["input_ids"]]
        for group in _groups(lengths, self._batch_size):
            states, early = self._forward([batch["input_ids"][i] for i in group])
            for i, state, first in zip(group, states, early, strict=True):
                spans = np.asarray(batch["offset_mapping"][i], dtype=np.int32)
                special = np.asarray(batch["special_tokens_mask"][i], dtype=bool)
                encodings[i] = _encoding(state, first, spans - len(self._prefix), special)
        return [e for e in encodings if e is not None]

    def _forward(self, ids: list[list[int]]) -> tuple[Array, Array]:
        """The last states and the early ones (texts, length, d)."""
        import torch

        copies = -(-LEAST_ROWS // (len(ids) * len(ids[0])))
        with torch.inference_mode():
            last, early = self._run(torch.tensor(ids * copies))
        return last[: len(ids)].numpy(), early[: len(ids)].numpy()


def _groups(lengths: Sequence[int], most: int) -> Iterable[list[int]]:
    """Indices of texts of one length, at most `most` texts and BATCH_TOKENS tokens together."""
    by_length: dict[int, list[int]] = defaultdict(list)
    for index, length in enumerate(lengths):
        by_length[length].append(index)
    for length, indices in sorted(by_length.items()):
        size = max(1, min(most, BATCH_TOKENS // length))
        for at in range(0, len(indices), size):
            yield indices[at : at + size]


def _encoding(
    states: Array, early: Array, spans: NDArray[np.int32], special: NDArray[np.bool_]
) -> Encoding:
    own = ~special & (spans[:, 1] > np.maximum(spans[:, 0], 0))
    pooled = _unit(states.mean(axis=0, dtype=np.float32))
    return Encoding(pooled, _tokens(states[own]), _tokens(early[own]), np.maximum(spans[own], 0))


def _tokens(states: Array) -> Array:
    return _unit(states).astype(np.float16).astype(np.float32)


def _unit(array: Array) -> Array:
    norm = np.linalg.norm(array, axis=-1, keepdims=True)
    return np.asarray(array / np.maximum(norm, 1e-12), dtype=np.float32)

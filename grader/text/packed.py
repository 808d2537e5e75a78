"""A BERT's forward pass over packed weights: the same sums, with less around them.

oneDNN keeps each matrix in the order that its kernels read it in, and adds bias, activation and
residual while a product is still in the processor's cache. A row's bits do not depend on the rows
beside it. Where torch lacks these operators, or a model is no plain BERT, the model's own pass is
used; the last digits then differ.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

# Names the way the sums are made: whatever changes their last digits changes this.
FORWARD = "packed-1"
# How many rows the packed order is chosen for.
ROWS = 1024

# Early states are those after the first 1/EARLY of the layers.
EARLY = 3

Forward = Callable[[Any], tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class _Matrix:
    """A linear layer with packed weights."""

    weights: Any
    bias: Any

    def of(self, rows: Any) -> Any:
        """The product with the bias added."""
        return _linear()(rows, self.weights, self.bias, "none", [], None)

    def activated(self, rows: Any) -> Any:
        """The same under GELU, exactly."""
        return _linear()(rows, self.weights, self.bias, "gelu", [], "none")

    def added(self, rows: Any, residual: Any) -> Any:
        """The same with a residual added."""
        return _linear().binary(rows, residual, self.weights, self.bias, "add")


@dataclass(frozen=True, slots=True)
class _Layer:
    """One layer of a BERT; `queries` makes queries, keys and values at once."""

    queries: _Matrix
    attended: _Matrix
    norm: Any
    wide: _Matrix
    narrow: _Matrix
    last_norm: Any


def forward_of(model: Any) -> Forward:
    """From token ids (n, t), all of one length, to the last and the early states (n, t, d)."""
    try:
        return _packed(model) if _is_plain(model) else _own(model)
    except (AttributeError, RuntimeError, NotImplementedError):  # a torch without these operators
        return _own(model)


def _own(model: Any) -> Forward:
    def forward(ids: Any) -> tuple[Any, Any]:
        made = model(input_ids=ids, output_hidden_states=True)
        return made.last_hidden_state, made.hidden_states[(len(made.hidden_states) - 1) // EARLY]

    return forward


def _is_plain(model: Any) -> bool:
    config = model.config
    plain = type(model).__name__ == "BertModel" and not model.training
    places = getattr(config, "position_embedding_type", None) or "absolute"
    return plain and places == "absolute" and config.hidden_act == "gelu" and not config.is_decoder


def _packed(model: Any) -> Forward:
    import torch
    from torch.nn.functional import scaled_dot_product_attention

    with torch.inference_mode():
        layers = [_layer(layer) for layer in model.encoder.layer]
    heads = model.config.num_attention_heads

    def forward(ids: Any) -> tuple[Any, Any]:
        early = states = model.embeddings(input_ids=ids)
        count, length, width = states.shape
        for number, layer in enumerate(layers, 1):
            split = layer.queries.of(states).view(count, length, 3, heads, width // heads)
            queries, keys, values = split.permute(2, 0, 3, 1, 4)
            seen = scaled_dot_product_attention(queries, keys, values).transpose(1, 2)
            seen = seen.reshape(count, length, width)
            states = layer.norm(layer.attended.added(seen, states))
            wide = layer.wide.activated(states)
            states = layer.last_norm(layer.narrow.added(wide, states))
            early = states if number == len(layers) // EARLY else early
        return states, early

    with torch.inference_mode():
        forward(torch.zeros((1, 1), dtype=torch.int64))
    return forward


def _layer(layer: Any) -> _Layer:
    import torch

    own, out = layer.attention.self, layer.attention.output
    parts = (own.query, own.key, own.value)
    return _Layer(
        _Matrix(
            _pack(torch.cat([part.weight for part in parts])),
            torch.cat([part.bias for part in parts]),
        ),
        _matrix(out.dense),
        out.LayerNorm,
        _matrix(layer.intermediate.dense),
        _matrix(layer.output.dense),
        layer.output.LayerNorm,
    )


def _matrix(linear: Any) -> _Matrix:
    return _Matrix(_pack(linear.weight), linear.bias)


def _pack(weights: Any) -> Any:
    import torch

    return torch.ops.mkldnn._reorder_linear_weight(weights.detach(), ROWS)


def _linear() -> Any:
    import torch

    return torch.ops.mkldnn._linear_pointwise

"""What can be asked of any model: its output, its parameters, whether it is in training mode."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np

from .tensors import to_array, to_arrays, to_tensor, without_gradients


def is_keras(value: Any) -> bool:
    """Whether a value is a Keras model or layer."""
    keras = sys.modules.get("keras")
    return keras is not None and isinstance(value, keras.layers.Layer)


def is_torch(value: Any) -> bool:
    """Whether a value is a torch module and not a Keras layer on torch."""
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(value, torch.nn.Module) and not is_keras(value)


def is_model(value: Any) -> bool:
    """Whether a value is a model of any framework."""
    return is_keras(value) or is_torch(value)


def held_models(value: Any) -> list[Any]:
    """The models that a plain object keeps as attributes; none of a model, which has its own."""
    if is_model(value):
        return []
    return [part for part in getattr(value, "__dict__", {}).values() if is_model(part)]


def outputs(
    model: Callable[..., Any], arrays: list[np.ndarray], framework: str, *, training: bool = False
) -> list[np.ndarray]:
    """The arrays that a model (or a plain function) gives for arrays, without gradients."""
    inputs = [to_tensor(a, framework) for a in arrays]
    with without_gradients():
        if is_torch(model):
            model.train(training)  # type: ignore[attr-defined]
            return to_arrays(model(*inputs))
        if is_keras(model):
            return to_arrays(_keras(model, inputs, training=training))
        return to_arrays(model(*inputs))


def into_training_mode(models: Iterable[Any]) -> None:
    """Put torch modules back into training mode, from which asking for outputs took them."""
    for model in models:
        if is_torch(model):
            model.train()


def _keras(model: Any, inputs: list[Any], *, training: bool) -> Any:
    try:
        return model(*inputs, training=training)
    except TypeError as exc:
        if "training" not in str(exc):
            raise
        return model(*inputs)


def parameters(model: Any) -> list[tuple[str, Any]]:
    """The trainable parameters of a model by name, frozen ones too; statistics are left out."""
    if is_keras(model):
        layers = model._flatten_layers()
        found = [(v.path, v) for layer in layers for v in layer._trainable_variables]
        return _once(found)
    if is_torch(model):
        return _once(list(model.named_parameters()))
    return _once([found for part in held_models(model) for found in parameters(part)])


def tensors_of(model: Any) -> list[Any]:
    """The framework's own tensors of a model's trainable parameters."""
    found = [parameter for _, parameter in parameters(model)]
    return [parameter.value if is_variable(parameter) else parameter for parameter in found]


def values(model: Any) -> list[np.ndarray]:
    """Copies of a model's trainable parameters, in their order."""
    return [np.array(_value(p), np.float32) for _, p in parameters(model)]


def input_width(model: Any) -> int:
    """How many numbers a vector-in model takes, or 0 where it does not say."""
    if is_keras(model):
        shape = getattr(model, "input_shape", None)
        if isinstance(shape, tuple) and len(shape) >= 2 and isinstance(shape[1], int):
            return shape[1]
    for width in _torch_widths(model):
        return width
    return 0


def _torch_widths(model: Any) -> Iterator[int]:
    if is_torch(model):
        for module in model.modules():
            if hasattr(module, "in_features"):
                yield int(module.in_features)
                return
            if type(module).__name__.startswith("ConvTranspose"):
                yield int(module.in_channels)
                return


def _value(parameter: Any) -> Any:
    return to_array(getattr(parameter, "value", parameter) if is_variable(parameter) else parameter)


def is_variable(value: Any) -> bool:
    """Whether a value is a Keras variable."""
    keras = sys.modules.get("keras")
    return keras is not None and isinstance(value, keras.Variable)


def _once(found: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    seen: set[int] = set()
    unique = []
    for name, value in found:
        if id(value) not in seen:
            seen.add(id(value))
            unique.append((name, value))
    return unique

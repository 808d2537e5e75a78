"""Imports that a program forgot, supplied for a second look at what else is wrong with it."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from typing import Any

MODULES = {
    "np": "numpy", "numpy": "numpy", "plt": "matplotlib.pyplot", "math": "math", "os": "os",
    "random": "random", "time": "time", "sys": "sys", "pd": "pandas",
}  # fmt: skip
OF_TORCH = {
    "torch": "torch", "nn": "torch.nn", "F": "torch.nn.functional", "optim": "torch.optim",
}  # fmt: skip
OF_KERAS = {
    "keras": "keras", "layers": "keras.layers", "tf": "tensorflow", "ops": "keras.ops",
    "optimizers": "keras.optimizers", "losses": "keras.losses",
}  # fmt: skip
PLACES = {
    "torch": ("torch.nn", "torch.optim", "torch.utils.data"),
    "tensorflow": ("keras.layers", "keras.models", "keras.optimizers", "keras"),
    "keras-torch": ("keras.layers", "keras.models", "keras.optimizers", "keras", "torch.nn"),
}


def supplied(names: Iterable[str], framework: str) -> dict[str, Any]:
    """The usual meaning of names that a program uses and never imports, as far as they have one."""
    known = MODULES | (OF_TORCH if framework == "torch" else OF_KERAS)
    if framework == "keras-torch":
        known |= OF_TORCH
    found = {}
    for name in names:
        value = _module(known[name]) if name in known else _member(name, framework)
        if value is not None:
            found[name] = value
    return found


def _module(path: str) -> Any:
    try:
        return importlib.import_module(path)
    except ImportError:
        return None


def _member(name: str, framework: str) -> Any:
    places: Iterator[Any] = (_module(path) for path in PLACES.get(framework, ()))
    return next((value for p in places if (value := getattr(p, name, None)) is not None), None)

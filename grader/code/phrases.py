"""A sentence by its name and values, so that it can be said in Chinese or English later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Phrase:
    """The name of a text in `wording` and what to fill in."""

    name: str
    values: Mapping[str, Any] = field(default_factory=dict)


def phrase(name: str, /, **values: Any) -> Phrase:
    """A phrase; floats are rounded when it is said."""
    return Phrase(name, values)


def shape_text(shape: tuple[int, ...]) -> str:
    """A shape as candidates write it: (64, 28, 28, 1)."""
    return "(" + ", ".join(map(str, shape)) + ("," if len(shape) == 1 else "") + ")"

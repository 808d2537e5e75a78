"""What the tasks about sequences share: one model for given sizes, and what it goes on with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .calling import signature_of
from .faults import Unusable
from .finding import build, by_name, instance, method
from .models import is_model
from .task import Reply
from .tensors import to_array, without_gradients
from .trainable import Trainable


class Sequential(Trainable):
    """A task with one model, which a function of the contract builds or the script has made."""

    def open_model(self, function: str, words: tuple[str, ...], sizes: dict[str, int]) -> str:
        """Build the model; the builder's signature, empty where the script has made its own.

        `function` is the builder in the contract, `words` are names of a model made already.
        """
        builder = by_name(self.names, self.contract[function])
        if builder is None:
            self.model, self.is_scripts_own = instance(self.names, words), True
            if self.model is None:
                raise self.lacking(function)
            return ""
        self.model = build(builder, sizes, self.names)
        if not callable(self.model):
            raise Unusable("not_a_model", own=signature_of(builder))
        return signature_of(builder)

    def go_on(self, base: dict[str, Any], kinds: list[dict[str, Any]], main: str) -> Reply:
        """What the candidate's `generate` makes; `kinds` as in `try_kinds`."""
        function = self._generator()
        if is_model(self.model) and hasattr(self.model, "eval"):
            self.model.eval()
        supplies = {"model": self.model, "device": "cpu"} | base
        with without_gradients():
            made = self.try_kinds(function, supplies, kinds, main)
        return {"own": signature_of(function)}, {"output": to_array(made)}

    def _generator(self) -> Callable[..., Any]:
        names = self.contract["generate"]
        function = by_name(self.names, names) or method(self.model, names)
        if function is None:
            raise self.lacking("generate")
        return function

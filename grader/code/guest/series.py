"""The series task inside the sandbox: build a forecaster, train it, predict, and roll out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .calling import signature_of
from .faults import Unusable
from .finding import build, by_name, instance, method
from .models import is_model, outputs
from .task import Arrays, Reply
from .tensors import to_array, to_tensor, without_gradients
from .trainable import Trainable

MODEL_WORDS = ("model", "net", "rnn", "lstm", "gru", "forecaster")


class Series(Trainable):
    """Operations: open, predict, train, generate."""

    def do_open(self, body: dict[str, Any], arrays: Arrays) -> Reply:
        """Build the model for a window and a number of features."""
        sizes = {"window_size": int(body["window"]), "n_features": int(body["features"])}
        builder = by_name(self.names, self.contract["build_model"])
        if builder is None:
            self.model, self.is_scripts_own = instance(self.names, MODEL_WORDS), True
            if self.model is None:
                raise self.lacking("build_model")
            return {"own": "", **self._own_sizes()}, {}
        self.model = build(builder, sizes, self.names)
        if not callable(self.model):
            raise Unusable("not_a_model", own=signature_of(builder))
        return {"own": signature_of(builder)}, {}

    def _own_sizes(self) -> dict[str, int]:
        """The window and the features that a model made by the script itself is fixed to."""
        shape = getattr(self.model, "input_shape", None)
        if isinstance(shape, tuple) and len(shape) == 3 and all(shape[1:]):
            return {"window": int(shape[1]), "features": int(shape[2])}
        return {}

    def do_predict(self, body: dict[str, Any], arrays: Arrays) -> Reply:
        """The model's output for windows (N, w, f)."""
        return {}, {"output": outputs(self.model, [arrays["windows"]], self.framework)[0]}

    def do_train(self, body: dict[str, Any], arrays: Arrays) -> Reply:
        """Train with the candidate's own training on the series, or on windows and targets."""
        data = {"windows": arrays["windows"], "targets": arrays["targets"]}
        window, features = data["windows"].shape[1:]
        whole = {"series": arrays["series"], "window_size": window, "n_features": features}
        return self.train(body, data, whole)

    def do_generate(self, body: dict[str, Any], arrays: Arrays) -> Reply:
        """The candidate's rollout from a window (w, f)."""
        function = self._generator()
        seed = arrays["seed_window"]
        base = {"model": self.model, "count": int(body["steps"]), "device": "cpu"}
        base |= {"window_size": seed.shape[0], "n_features": seed.shape[1]}
        kinds = [{"seed_window": seed.copy()}, {"seed_window": to_tensor(seed, self.framework)}]
        if is_model(self.model) and hasattr(self.model, "eval"):
            self.model.eval()
        with without_gradients():
            made = self.try_kinds(function, base, kinds, "seed_window")
        return {"own": signature_of(function)}, {"output": to_array(made)}

    def _generator(self) -> Callable[..., Any]:
        names = self.contract["generate"]
        function = by_name(self.names, names) or method(self.model, names)
        if function is None:
            raise self.lacking("generate")
        return function

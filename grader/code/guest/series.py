"""The series task inside the sandbox: build a forecaster, train it, predict, and roll out."""

from __future__ import annotations

from typing import Any

from .models import outputs
from .sequential import Sequential
from .task import Arrays, Reply
from .tensors import to_tensor

MODEL_WORDS = ("model", "net", "rnn", "lstm", "gru", "forecaster")


class Series(Sequential):
    """Operations: open, predict, train, generate."""

    def do_open(self, body: dict[str, Any], arrays: Arrays) -> Reply:
        """Build the model for a window and a number of features."""
        sizes = {"window_size": int(body["window"]), "n_features": int(body["features"])}
        own = self.open_model("build_model", MODEL_WORDS, sizes)
        return {"own": own, **(self._own_sizes() if self.is_scripts_own else {})}, {}

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
        seed = arrays["seed_window"]
        base = {"count": int(body["steps"])}
        base |= {"window_size": seed.shape[0], "n_features": seed.shape[1]}
        kinds = [{"seed_window": seed.copy()}, {"seed_window": to_tensor(seed, self.framework)}]
        return self.go_on(base, kinds, "seed_window")

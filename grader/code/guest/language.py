"""The language task inside the sandbox: build a Transformer, train it, score, and generate."""

from __future__ import annotations

from typing import Any

from .models import is_keras, outputs
from .sequential import Sequential
from .task import Arrays, Reply
from .tensors import to_array, to_tensor

MODEL_WORDS = ("model", "transformer", "lm", "gpt", "net")


class Language(Sequential):
    """Operations: open, score, train, loss, generate."""

    rate = 1e-3

    def do_open(self, body: dict[str, Any], arrays: Arrays) -> Reply:
        """Build the model for a vocabulary and a greatest length."""
        sizes = {"vocab_size": int(body["vocab"]), "max_len": int(body["length"])}
        own = self.open_model("build_transformer", MODEL_WORDS, sizes)
        return {"own": own}, {}

    def do_score(self, body: dict[str, Any], arrays: Arrays) -> Reply:
        """The model's scores for tokens (N, T)."""
        return {}, {"output": outputs(self.model, [arrays["tokens"]], self.framework)[0]}

    def do_loss(self, body: dict[str, Any], arrays: Arrays) -> Reply:
        """The loss that a compiled model itself computes; None where it is not compiled."""
        if not (is_keras(self.model) and getattr(self.model, "compiled", False)):
            return {"loss": None}, {}
        loss = self.model.test_on_batch(arrays["inputs"], arrays["targets"])
        return {"loss": float(to_array(loss).ravel()[0])}, {}

    def do_train(self, body: dict[str, Any], arrays: Arrays) -> Reply:
        """Train with the candidate's own training on tokens, or on inputs and targets."""
        data = {name: arrays[name] for name in ("tokens", "inputs", "targets")}
        sizes = {"vocab_size": int(body["vocab"]), "max_len": int(body["length"])}
        return self.train(body, data, sizes)

    def do_generate(self, body: dict[str, Any], arrays: Arrays) -> Reply:
        """The candidate's continuation of a prompt (T,)."""
        prompt = arrays["prompt"]
        base = {"count": int(body["steps"])}
        base |= {"vocab_size": int(body["vocab"]), "max_len": int(body["length"])}
        kinds = [prompt.copy(), prompt.tolist(), to_tensor(prompt, self.framework)]
        kinds.append(to_tensor(prompt[None], self.framework))
        return self.go_on(base, [{"prompt": kind} for kind in kinds], "prompt")

    def usual_loss(self) -> Any:
        """The loss for a function that wants to be given one."""
        if self.framework == "torch":
            import torch

            return torch.nn.CrossEntropyLoss()
        import keras

        return keras.losses.SparseCategoricalCrossentropy(from_logits=True)

"""The language task inside the sandbox: build a Transformer, train it, score, and generate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .calling import signature_of
from .faults import Unusable
from .finding import build, by_name, instance, method
from .models import is_keras, is_model, outputs
from .task import Arrays, Reply
from .tensors import to_array, to_tensor, without_gradients
from .trainable import Trainable

MODEL_WORDS = ("model", "transformer", "lm", "gpt", "net")


class Language(Trainable):
    """Operations: open, score, train, loss, generate."""

    rate = 1e-3

    def do_open(self, body: dict[str, Any], arrays: Arrays) -> Reply:
        """Build the model for a vocabulary and a greatest length."""
        sizes = {"vocab_size": int(body["vocab"]), "max_len": int(body["length"])}
        builder = by_name(self.names, self.contract["build_transformer"])
        if builder is None:
            self.model, self.is_scripts_own = instance(self.names, MODEL_WORDS), True
            if self.model is None:
                raise self.lacking("build_transformer")
            return {"own": ""}, {}
        self.model = build(builder, sizes, self.names)
        if not callable(self.model):
            raise Unusable("not_a_model", own=signature_of(builder))
        return {"own": signature_of(builder)}, {}

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
        function = self._generator()
        prompt = arrays["prompt"]
        base = {"model": self.model, "count": int(body["steps"]), "device": "cpu"}
        base |= {"vocab_size": int(body["vocab"]), "max_len": int(body["length"])}
        kinds = [prompt.copy(), prompt.tolist(), to_tensor(prompt, self.framework)]
        kinds.append(to_tensor(prompt[None], self.framework))
        if is_model(self.model) and hasattr(self.model, "eval"):
            self.model.eval()
        with without_gradients():
            made = self.try_kinds(function, base, [{"prompt": kind} for kind in kinds], "prompt")
        return {"own": signature_of(function)}, {"output": to_array(made)}

    def _generator(self) -> Callable[..., Any]:
        names = self.contract["generate"]
        function = by_name(self.names, names) or method(self.model, names)
        if function is None:
            raise self.lacking("generate")
        return function

    def usual_loss(self) -> Any:
        """The loss for a function that wants to be given one."""
        if self.framework == "torch":
            import torch

            return torch.nn.CrossEntropyLoss()
        import keras

        return keras.losses.SparseCategoricalCrossentropy(from_logits=True)

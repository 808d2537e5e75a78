"""The facts that are asked of a language model, each once, untrained ones before training."""

from __future__ import annotations

from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.code.data import digits, tokens
from grader.code.tasks.base import Setting, TaskProbe, finite
from grader.model import Curve

Arrays = dict[str, NDArray[Any]]
NEW = 6


class LanguageProbe(TaskProbe):
    """Facts about one language model."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self.vocab = int(self.rng.integers(20, 29))
        self.length = int(self.rng.integers(20, 29))
        self.batch //= 2
        self.steps = int(setting.params.get("steps", 200))
        self.data = tokens(self.rng, vocab=self.vocab, length=self.length)

    def for_loading(self) -> Arrays:
        """Other sequences of the same kind, for programs that read tokens from a file."""
        images = np.round(digits(self.rng, train=64).train[..., 0] * 255).astype(np.uint8)
        other = tokens(self.rng, vocab=self.vocab, length=self.length, train=48, held=1)
        return {"images": images, "stand_in": other.train}

    def values(self) -> dict[str, Any]:
        """Sizes for the texts."""
        return {
            "vocab": self.vocab,
            "length": self.length,
            "log_vocab": log(self.vocab),
            "new": NEW,
        }

    def scores(self, *, trained: bool) -> NDArray[Any]:
        """The model's scores for the held-out inputs."""
        self.reach(trained=trained)
        inputs = np.ascontiguousarray(self.data.held[:, :-1])
        return self.fact(f"score{trained}", lambda: self.score(inputs))

    def score(self, inputs: NDArray[Any]) -> NDArray[Any]:
        """The model's scores for some inputs, as it is now."""
        return self.guest.array("score", {"tokens": inputs})

    def own_loss(self, *, trained: bool) -> float | None:
        """The loss that a compiled model computes on the held-out tokens; None without one."""
        self.reach(trained=trained)
        cut = {"inputs": self.data.held[:32, :-1], "targets": self.data.held[:32, 1:]}
        ask = lambda: self.guest.ask("loss", cut)[0].get("loss")  # noqa: E731
        loss = self.fact(f"loss{trained}", ask)
        return float(loss) if isinstance(loss, int | float) else None

    def reach(self, *, trained: bool) -> None:
        """Open, and train where trained facts are wanted; untrained ones are kept before that."""
        body = self.seeded(vocab=self.vocab, length=2 * self.length)
        self.fact("open", lambda: self.guest.ask("open", **body))
        if trained:
            self.trained()

    def trained(self) -> tuple[dict[str, Any], Arrays]:
        """The reply to training, once."""
        self.scores(trained=False)
        self.own_loss(trained=False)
        train = self.data.train
        arrays = {"tokens": train, "inputs": train[:, :-1].copy(), "targets": train[:, 1:].copy()}
        sizes = {"vocab": self.vocab, "length": 2 * self.length}
        body = self.seeded(steps=self.steps, batch=self.batch, **sizes)
        return self.fact("train", lambda: self.guest.ask("train", arrays, **body))

    def curves(self) -> list[Curve]:
        """The losses that the program reported."""
        losses = self.trained()[1].get("losses", np.zeros(0))
        return [Curve("loss", tuple(map(float, losses.ravel()[:2000])))]

    def fits(self, scores: NDArray[Any]) -> bool:
        """Whether scores are (N, T, V) and finite."""
        wanted = (len(self.data.held), self.length, self.vocab)
        return scores.shape == wanted and finite(scores)

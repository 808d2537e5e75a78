"""The facts that are asked of a forecaster, each once, untrained ones before training."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.code.data import SeriesData, digits, series, windows
from grader.code.tasks.base import Setting, TaskProbe, finite
from grader.model import Curve

ROLLOUT = 6
SAME = 0.02


class SeriesProbe(TaskProbe):
    """Facts about one forecaster."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self.window = int(self.rng.integers(16, 25))
        self.features = int(self.rng.integers(2, 4))
        self.steps = int(setting.params.get("steps", 300))
        self.data = series(self.rng, features=self.features)
        self.held = windows(self.data.held, self.window)[0]
        self.is_fixed = False

    def for_loading(self) -> dict[str, NDArray[Any]]:
        """One feature of the series, for programs that read one from a file."""
        images = np.round(digits(self.rng, train=64).train[..., 0] * 255).astype(np.uint8)
        return {"images": images, "stand_in": self.data.train[:, :1].copy()}

    def values(self) -> dict[str, Any]:
        """Sizes for the texts."""
        return {"window": self.window, "features": self.features, "steps": ROLLOUT}

    def open(self) -> None:
        """Build the model, once; a script's own fixed model decides the sizes."""
        self.fact("open", self._open)

    def _open(self) -> None:
        reply, _ = self.guest.ask("open", **self.seeded(window=self.window, features=self.features))
        sizes = reply.get("window"), reply.get("features")
        if type(sizes[0]) is int and 1 <= sizes[0] <= 60 and sizes[1] == 1:
            self.window, self.features, self.is_fixed = sizes[0], 1, True
            self.data = SeriesData(self.data.train[:, :1], self.data.held[:, :1])
            self.held = windows(self.data.held, self.window)[0]

    def predicted_before(self) -> NDArray[Any]:
        """What the untrained model says for the held-out windows."""
        self.open()
        return self.fact("before", lambda: self._predict(self.held))

    def trained(self) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
        """The reply to training, once."""
        self.predicted_before()
        return self.fact("train", self._train)

    def predicted(self) -> NDArray[Any]:
        """What the trained model says for the held-out windows."""
        self.trained()
        return self.fact("after", lambda: self._predict(self.held))

    def curves(self) -> list[Curve]:
        """The losses that the program reported."""
        losses = self.trained()[1].get("losses", np.zeros(0))
        return [Curve("loss", tuple(map(float, losses.ravel()[:2000])))]

    def _predict(self, given: NDArray[Any]) -> NDArray[Any]:
        return self.guest.array("predict", {"windows": np.ascontiguousarray(given, np.float32)})

    def _train(self) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
        inputs, targets = windows(self.data.train, self.window)
        arrays = {"series": self.data.train, "windows": inputs, "targets": targets}
        return self.guest.ask("train", arrays, **self.seeded(steps=self.steps, batch=self.batch))

    def fits(self, output: NDArray[Any]) -> bool:
        """Whether an output has one value of each feature for each held-out window."""
        return output.shape == (len(self.held), self.features) and finite(output)

"""Holds the loaded program between requests, and gives each request to its task's part."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from . import framework as frameworks
from .gan import Gan
from .language import Language
from .loader import Script
from .series import Series
from .standins import install
from .supplying import supplied
from .task import Reply, Task
from .tensors import seed_everything
from .vae import Vae

TASKS: dict[str, type[Task]] = {"gan": Gan, "vae": Vae, "series": Series, "language": Language}


class Host:
    """One submission: its script once loaded, and the task that it is an answer to."""

    def __init__(self, framework: str) -> None:
        self.framework = framework
        self.path = ""
        self.missing_files: list[tuple[int, str]] = []
        self.script: Script | None = None
        self.task: Task | None = None

    def handle(self, body: dict[str, Any], arrays: Mapping[str, np.ndarray]) -> Reply:
        """The reply to one request, whose `op` is `load` or an operation of the task."""
        if "seed" in body:
            seed_everything(int(body["seed"]))
        if body["op"] == "load":
            return self._load(body, arrays)
        if self.task is None:
            raise RuntimeError("nothing is loaded")
        return self.task.handle(str(body["op"]), body, arrays)

    def _load(self, body: dict[str, Any], arrays: Mapping[str, np.ndarray]) -> Reply:
        self.path = str(Path.cwd() / body["main"])
        sys.argv = [self.path]
        frameworks.prepare(self.framework)
        seed_everything(int(body["seed"]))
        install(arrays["images"], arrays.get("stand_in"), self._missing)
        sys.path.append(str(Path(self.path).parent))
        source = Path(self.path).read_text(encoding="utf-8")
        given = supplied(body.get("supply", []), self.framework)
        self.script = Script(source, self.path, given)
        names: dict[str, list[str]] = body["contract"]
        self.task = TASKS[body["task"]](self.script, self.framework, names)
        return {
            "faults": [fault.record() for fault in self.script.faults][:50],
            "skipped": self.script.skipped[:50],
            "missing_files": sorted([*self.missing_files, *self.script.missing_files])[:20],
        }, {}

    def _missing(self, name: str) -> None:
        """Remember a file that was not there, with the line of the script that reads it."""
        line, frame = 0, sys._getframe()
        while frame is not None:
            if frame.f_code.co_filename == self.path:
                line = frame.f_lineno
            frame = frame.f_back  # type: ignore[assignment]
        self.missing_files.append((line, name))

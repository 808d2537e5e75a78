"""What the tasks' parts inside the sandbox have in common: operations by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from .calling import call, signature_of
from .faults import Unusable
from .finding import Names
from .loader import Script

Reply = tuple[dict[str, Any], Mapping[str, np.ndarray]]
Arrays = Mapping[str, np.ndarray]


class Task:
    """Answers operations about one loaded script; `do_NAME` methods are the operations."""

    def __init__(self, script: Script, framework: str, contract: dict[str, list[str]]) -> None:
        self.script = script
        self.framework = framework
        self.contract = contract

    @property
    def names(self) -> Names:
        """The script's names and values."""
        return self.script.names

    def handle(self, operation: str, body: dict[str, Any], arrays: Arrays) -> Reply:
        """The reply to one operation."""
        handler = getattr(self, f"do_{operation}", None)
        if handler is None:
            raise RuntimeError(f"no operation {operation}")
        reply: Reply = handler(body, arrays)
        return reply

    def lacking(self, role: str) -> Unusable:
        """The error that a function of the contract is not there."""
        return Unusable("lacking", role=role, names=", ".join(self.contract.get(role, [])))

    def try_kinds(
        self, function: Any, supplies: dict[str, Any], kinds: list[Any], main: str
    ) -> Any:
        """Call `function` with the first kind of data that it takes.

        `kinds` are dicts that replace supplies: tensors first, then arrays. Another kind is tried
        only after an error that a wrong kind gives; the first error is the one that is told.
        """
        first: BaseException | None = None
        for kind in kinds:
            try:
                return call(function, supplies | kind, self.names, main)
            except (TypeError, AttributeError, ValueError, RuntimeError) as exc:
                first = first or exc
        raise first or Unusable("signature", own=signature_of(function))

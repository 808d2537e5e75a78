"""Asks the guest for arrays and takes nothing on trust: bounded, timed, checked on arrival."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any, Protocol

import numpy as np

from grader.code.guest.frames import FrameError, decode, encode

Arrays = Mapping[str, np.ndarray]


class Connection(Protocol):
    """A sandbox session, as far as a dialogue needs it."""

    def send(self, data: bytes, *, timeout: float) -> None:
        """Write all of `data` to the guest."""

    def receive(self, size: int, *, timeout: float) -> bytes:
        """Exactly `size` bytes from the guest."""


class ProgramFault(Exception):  # noqa: N818 - the candidate's, not ours
    """The candidate's program raised, or lacks what was asked; `fault` is what the guest tells.

    `blame` is the name of the check that met it first.
    """

    def __init__(self, fault: Mapping[str, Any]) -> None:
        super().__init__(str(fault.get("type", "")))
        self.fault = dict(fault)
        self.blame = ""


class ForgedAnswer(Exception):  # noqa: N818 - the candidate's, not ours
    """What came through the pipe is no answer of the guest's."""


class Dialogue:
    """Requests and replies over one session; `deadline` is on the monotonic clock."""

    def __init__(self, connection: Connection, deadline: float) -> None:
        self._connection = connection
        self._deadline = deadline

    def ask(
        self, operation: str, arrays: Arrays | None = None, **body: Any
    ) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
        """The guest's reply to one operation.

        Raises ProgramFault for what the program did, ForgedAnswer for what breaks the protocol,
        and lets the session's own SessionEnded through.
        """
        self._connection.send(encode({"op": operation, **body}, arrays), timeout=self._left())
        try:
            reply, given = decode(self._read)
        except FrameError as exc:
            raise ForgedAnswer(str(exc)) from exc
        if reply.get("ok") is not True:
            raise ProgramFault(_fault(reply.get("fault")))
        return reply, given

    def array(self, operation: str, arrays: Arrays | None = None, **body: Any) -> np.ndarray:
        """The array `output` of a reply; raises as `ask` does."""
        _, given = self.ask(operation, arrays, **body)
        if "output" not in given:
            raise ForgedAnswer(f"no output in the answer to {operation}")
        return given["output"]

    def _read(self, size: int) -> bytes:
        return self._connection.receive(size, timeout=self._left()) if size else b""

    def _left(self) -> float:
        return max(0.05, self._deadline - time.monotonic())


def _fault(told: Any) -> dict[str, Any]:
    """The fields of a fault as far as they are what they should be."""
    told = told if isinstance(told, dict) else {}
    texts = {k: str(told.get(k) or "")[:500] for k in ("type", "message", "file", "code")}
    values = told.get("values") if isinstance(told.get("values"), dict) else {}
    line = told.get("line")
    return {
        **texts,
        "line": line if type(line) is int and 0 <= line < 1_000_000 else 0,
        "values": {str(k)[:40]: str(v)[:300] for k, v in list((values or {}).items())[:10]},
    }

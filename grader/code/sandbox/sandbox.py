"""The sandbox of one process: opens sessions, warm where it can, fresh where it must."""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import TracebackType

from grader.code.sandbox.files import pack
from grader.code.sandbox.frameworks import check_framework
from grader.code.sandbox.limits import Limits
from grader.code.sandbox.outcome import Outcome
from grader.code.sandbox.session import Session
from grader.code.sandbox.starting import Host, Order, begin_fresh
from grader.code.sandbox.warm import WarmProcesses
from grader.errors import UsageError

SERVE, SCRIPT = "guest.main", "inside.script"


class Sandbox:
    """A context manager; one a process, for any thread."""

    def __init__(self, host: Host, layers: tuple[str, ...]) -> None:
        self._host, self._layers = host, layers
        self._warm = WarmProcesses(host)

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def layers(self) -> tuple[str, ...]:
        """What protects the machine, for provenance."""
        refused = self.warm_refused
        return (*self._layers, f"fresh only: {refused}") if refused else self._layers

    @property
    def warm_refused(self) -> str:
        """Why warm processes are not as well enclosed here, and not used; "" if they are."""
        return self._warm.refused

    def close(self) -> None:
        """End the warm processes; sessions that are open end with them."""
        self._warm.close()

    def open(
        self,
        files: Mapping[str, bytes],
        *,
        framework: str,
        limits: Limits,
        warm: bool = True,
        serve: str = SERVE,
    ) -> Session:
        """A session in which `serve`'s function `serve` is about to be called.

        Where a warm process cannot bring one up, a fresh one is tried once; where that fails too
        the session's outcome is a fault. Raises UsageError, SubmissionError, MissingExtraError.
        """
        check_framework(framework)
        packed = pack(files, disk_mib=limits.disk_mib)
        try:
            order = Order(framework, serve, limits, packed)
            session = self._warm.begin(order) if warm else None
            return session or begin_fresh(order, self._host)
        finally:
            os.close(packed)

    def run(
        self,
        files: Mapping[str, bytes],
        main: str,
        *,
        framework: str = "python",
        limits: Limits | None = None,
        warm: bool = True,
    ) -> Outcome:
        """What became of the script `main`, run as `python main` would."""
        if main not in files:
            raise UsageError(f"{main} is not one of the program's files")
        bounds = limits or Limits()
        session = self.open(files, framework=framework, limits=bounds, warm=warm, serve=SCRIPT)
        with session:
            return session.run_script(main)

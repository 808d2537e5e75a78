"""A warm process of one framework in the sandbox, which forks for each submission."""

from __future__ import annotations

import select
import socket

from grader.code.sandbox.bwrap import Jail
from grader.code.sandbox.inside import wire
from grader.code.sandbox.jailer import Started

WARM_SECONDS = 120.0


class Zygote:
    """A process that has imported a framework; `is_ready` waits for it once."""

    def __init__(self, jail: Jail, uid: int | None, framework: str, serve: str) -> None:
        self._started = Started(jail, uid, framework=framework, serve=serve, way="warm")
        self.why = self._wait()

    @property
    def socket(self) -> socket.socket:
        """Where requests go."""
        return self._started.socket

    def is_alive(self) -> bool:
        """Whether it came up and still runs."""
        return not self.why and self._started.is_alive()

    def close(self) -> None:
        """End it, with every submission that it forked."""
        self._started.close()

    def _wait(self) -> str:
        """Why it did not come up, "" if it did."""
        poll = select.poll()
        poll.register(self.socket, select.POLLIN)
        if not poll.poll(WARM_SECONDS * 1000):
            return "it took too long to warm up"
        message, _ = wire.receive(self.socket)
        if message is None:
            return self._started.complaint() or "it ended while it warmed up"
        return "" if message["event"] == "warm" else str(message["why"])

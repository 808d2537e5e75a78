"""The process tree of one submission: how it is born, how it ends, what it told."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from grader.code.sandbox.cgroup import Cgroup
from grader.code.sandbox.inside import wire

END_SECONDS = 3.0


class StartError(Exception):
    """The tree did not come up: our failure."""


class Tree:
    """One submission's processes, held by a handle on process 1 (a pidfd) and a socket to it."""

    def __init__(self, sock: socket.socket) -> None:
        self.socket = sock
        self.report: dict[str, Any] | None = None
        self.is_over = False
        self.why = ""
        self._pidfd = -1

    def begin(self, deadline: float, make_group: Callable[[], Cgroup | None]) -> Cgroup | None:
        """Wait for process 1, put it into its group, let it go on; raises StartError."""
        group = make_group()  # while the process is on its way
        try:
            self._pidfd = self._expect("born", deadline)[0]
            if group:
                group.add(self._number())
            wire.send(self.socket, {"event": "go"})
            self._expect("started", deadline)
            if group:
                group.start_counting()
        except (OSError, StartError):
            self.kill()
            if group:
                group.remove()
            raise
        return group

    def hear(self) -> None:
        """Take one message: the report, a failure of ours, or the end."""
        message, files = wire.receive(self.socket)
        for fd in files:
            os.close(fd)
        if message is None:
            self.is_over = True
        elif message["event"] == "ended":
            self.report = message
        elif message["event"] == "fault":
            self.why = str(message["why"])

    def stop(self) -> None:
        """Have process 1 end everything and report; kill it where it does not."""
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_WR)
        deadline = time.monotonic() + END_SECONDS
        while not self.is_over and _readable(self.socket.fileno(), deadline):
            self.hear()
        self.kill()

    def kill(self) -> None:
        """Kill process 1, and with it all others; returns when they are gone."""
        if self._pidfd < 0:
            return
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
        _readable(self._pidfd, time.monotonic() + END_SECONDS)
        os.close(self._pidfd)
        self._pidfd = -1

    def _expect(self, event: str, deadline: float) -> list[int]:
        if not _readable(self.socket.fileno(), deadline):
            raise StartError(f"no word from process 1: it never was {event}")
        message, files = wire.receive(self.socket)
        if message is None or message["event"] != event:
            raise StartError(
                (message or {}).get("why", f"process 1 was gone before it was {event}")
            )
        return files

    def _number(self) -> int:
        """The number of process 1 out here."""
        info = Path(f"/proc/self/fdinfo/{self._pidfd}").read_text("ascii")
        return next(int(line.split()[1]) for line in info.splitlines() if line.startswith("Pid:"))


def _readable(fd: int, deadline: float) -> bool:
    poll = select.poll()
    poll.register(fd, select.POLLIN)
    return bool(poll.poll(max(0.0, deadline - time.monotonic()) * 1000))

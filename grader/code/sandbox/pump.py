"""Moves what waits in a submission's pipes, and looks at the limits that are kept outside."""

from __future__ import annotations

import select
import time
from dataclasses import dataclass, field

from grader.code.sandbox.cgroup import Cgroup
from grader.code.sandbox.limits import Limits
from grader.code.sandbox.streams import Streams
from grader.code.sandbox.tree import Tree

GRACE_SECONDS = 2.0  # process 1 keeps the limits; we step in where it does not
LOOK_SECONDS = 0.25


@dataclass(slots=True)
class Pump:
    """`reason` is why the tree must be ended from outside ("wall", "output"), or ""."""

    tree: Tree
    streams: Streams
    limits: Limits
    group: Cgroup | None
    reason: str = ""
    started: float = field(default_factory=time.monotonic)

    @property
    def last_moment(self) -> float:
        """When the wall-clock limit is over for certain, on the monotonic clock."""
        return self.started + self.limits.wall_seconds + GRACE_SECONDS

    def until_over(self, deadline: float) -> None:
        """Go on until the tree is over or must be ended."""
        while self.once(deadline):
            pass

    def once(self, deadline: float, *, reading: bool = False, writing: bool = False) -> bool:
        """Whether the session goes on, after waiting for one thing to happen.

        `reading` and `writing` say that the guest's own pipes are waited for as well.
        """
        if self.tree.is_over or self.reason:
            return False
        deadline = min(deadline, self.last_moment)
        seconds = min(deadline - time.monotonic(), LOOK_SECONDS)
        ready = self._ready(seconds, reading=reading, writing=writing)
        for tail in (self.streams.stdout, self.streams.stderr):
            if tail.fd in ready:
                tail.read()
        if self.tree.socket.fileno() in ready:
            self.tree.hear()
        self.reason = self._broken_limit(deadline)
        return not self.reason and not self.tree.is_over

    def _ready(self, seconds: float, *, reading: bool, writing: bool) -> set[int]:
        poll, streams = select.poll(), self.streams
        poll.register(self.tree.socket, select.POLLIN)
        for tail in (streams.stdout, streams.stderr):
            if tail.is_open:
                poll.register(tail.fd, select.POLLIN)
        if reading:
            poll.register(streams.outbound, select.POLLIN)
        if writing:
            poll.register(streams.inbound, select.POLLOUT)
        return {fd for fd, _ in poll.poll(max(0.0, seconds) * 1000)}

    def _broken_limit(self, deadline: float) -> str:
        if self.streams.output_bytes > self.limits.output_bytes:
            return "output"
        if self.tree.report is not None or self.tree.is_over:
            return ""
        used = self.group.cpu_seconds() if self.group else None
        late = time.monotonic() >= deadline
        return "wall" if late or (used or 0.0) > self.limits.cpu_seconds else ""

"""One submission at work: bytes in, bytes out, and an outcome at the end."""

from __future__ import annotations

import contextlib
import select
import time
from collections.abc import Callable
from dataclasses import replace
from types import TracebackType

from grader.code.sandbox.cgroup import Cgroup
from grader.code.sandbox.limits import Limits
from grader.code.sandbox.outcome import Outcome, SessionEnded
from grader.code.sandbox.streams import Streams, read_some, write_some
from grader.code.sandbox.tree import Tree
from grader.code.sandbox.usage import measured

GRACE_SECONDS = 2.0  # process 1 keeps the limits; we step in where it does not
LOOK_SECONDS = 0.25


class Session:
    """A context manager over one submission's process tree. For one thread at a time.

    `is_warm` says whether it was forked from a warm process.
    """

    def __init__(
        self,
        tree: Tree,
        streams: Streams,
        limits: Limits,
        *,
        group: Cgroup | None = None,
        is_warm: bool = False,
        at_end: Callable[[], None] = lambda: None,
    ) -> None:
        self.is_warm = is_warm
        self._tree, self._streams, self._limits, self._group = tree, streams, limits, group
        self._at_end = at_end
        self._started = time.monotonic()
        self._reason = ""
        self._outcome: Outcome | None = None

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def send(self, data: bytes, *, timeout: float) -> None:
        """Write to the guest's inbound pipe; raises SessionEnded where it ends or is too slow."""
        deadline, rest = time.monotonic() + timeout, memoryview(data)
        while rest:
            self._check_open()
            written = write_some(self._streams.inbound, rest)
            if written is None:
                self._pump_until_over(deadline)
                raise SessionEnded(self._without_answer())
            rest = rest[written:]
            if rest and not self._pump(deadline, writing=True):
                raise SessionEnded(self._without_answer())

    def receive(self, size: int, *, timeout: float) -> bytes:
        """Exactly `size` bytes from the guest.

        Raises SessionEnded where it ends before, breaks a limit, or takes longer than `timeout`.
        """
        deadline, parts, missing = time.monotonic() + timeout, list[bytes](), size
        while missing:
            self._check_open()
            is_alive = self._pump(deadline, reading=True)
            data = read_some(self._streams.outbound, min(missing, 1 << 20))
            if data:
                parts.append(data)
                missing -= len(data)
            elif data == b"" or not is_alive:
                self._pump_until_over(deadline)
                raise SessionEnded(self._without_answer())
        return b"".join(parts)

    def wait(self) -> Outcome:
        """The outcome, when the program has ended by itself or broken a limit."""
        self._pump_until_over(self._last_moment)
        return self.close()

    def run_script(self, main: str) -> Outcome:
        """The outcome of the script `main`, where `inside.script` is what serves."""
        with contextlib.suppress(SessionEnded):
            self.send(f"{main}\n".encode(), timeout=self._limits.wall_seconds)
        return self.wait()

    def close(self) -> Outcome:
        """The outcome; ends the tree if it is not over, counts what it used, and deletes all."""
        if self._outcome is None:
            self._outcome = self._finish()
        return self._outcome

    def _check_open(self) -> None:
        """Nothing; raises SessionEnded where the pipes are closed: others have their numbers."""
        if self._outcome is not None:
            raise SessionEnded(self._outcome)

    @property
    def _last_moment(self) -> float:
        return self._started + self._limits.wall_seconds + GRACE_SECONDS

    def _pump_until_over(self, deadline: float) -> None:
        while self._pump(deadline):
            pass

    def _pump(self, deadline: float, *, reading: bool = False, writing: bool = False) -> bool:
        """Move what waits in the pipes once; False where the session is over or must be ended."""
        if self._outcome is not None or self._tree.is_over or self._reason:
            return False
        deadline = min(deadline, self._last_moment)
        now = time.monotonic()
        ready = self._poll(min(deadline - now, LOOK_SECONDS), reading=reading, writing=writing)
        for tail in (self._streams.stdout, self._streams.stderr):
            if tail.fd in ready:
                tail.read()
        if self._tree.socket.fileno() in ready:
            self._tree.hear()
        self._reason = self._broken_limit(deadline)
        return not self._reason and not self._tree.is_over

    def _poll(self, seconds: float, *, reading: bool, writing: bool) -> set[int]:
        poll, streams = select.poll(), self._streams
        poll.register(self._tree.socket, select.POLLIN)
        for tail in (streams.stdout, streams.stderr):
            if tail.is_open:
                poll.register(tail.fd, select.POLLIN)
        if reading:
            poll.register(streams.outbound, select.POLLIN)
        if writing:
            poll.register(streams.inbound, select.POLLOUT)
        return {fd for fd, _ in poll.poll(max(0.0, seconds) * 1000)}

    def _broken_limit(self, deadline: float) -> str:
        if self._streams.output_bytes > self._limits.output_bytes:
            return "output"
        if self._tree.report is not None or self._tree.is_over:
            return ""
        used = self._group.cpu_seconds() if self._group else None
        late = time.monotonic() >= deadline
        return "wall" if late or (used or 0.0) > self._limits.cpu_seconds else ""

    def _without_answer(self) -> Outcome:
        """The outcome where an answer was due: to end well without one is a crash."""
        outcome = self.close()
        if outcome.kind == "ok":
            self._outcome = outcome = replace(outcome, kind="crash")
        return outcome

    def _finish(self) -> Outcome:
        over_before = self._tree.is_over or self._tree.report is not None
        self._tree.stop()
        seconds = time.monotonic() - self._started
        reason = self._reason or ("" if over_before else "closed")
        try:
            return measured(
                self._tree,
                self._streams,
                self._group,
                self._limits,
                reason=reason,
                wall_seconds=seconds,
            )
        finally:
            self._release()

    def _release(self) -> None:
        self._tree.socket.close()
        self._streams.close()
        self._at_end()
        if self._group:
            self._group.remove()

"""One submission at work: bytes in, bytes out, and an outcome at the end."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import replace
from types import TracebackType

from grader.code.sandbox.cgroup import Cgroup
from grader.code.sandbox.limits import Limits
from grader.code.sandbox.outcome import Outcome, SessionEnded
from grader.code.sandbox.pump import Pump
from grader.code.sandbox.streams import Streams, read_some, write_some
from grader.code.sandbox.tree import Tree
from grader.code.sandbox.usage import measured

CHUNK = 1 << 20


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
        self._pump = Pump(tree, streams, limits, group)
        self._at_end = at_end
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
            written = write_some(self._pump.streams.inbound, rest)
            if written is None:
                self._pump.until_over(deadline)
                raise SessionEnded(self._without_answer())
            rest = rest[written:]
            if rest and not self._pump.once(deadline, writing=True):
                raise SessionEnded(self._without_answer())

    def receive(self, size: int, *, timeout: float) -> bytes:
        """Exactly `size` bytes from the guest.

        Raises SessionEnded where it ends before, breaks a limit, or takes longer than `timeout`.
        """
        deadline, parts, missing = time.monotonic() + timeout, list[bytes](), size
        while missing:
            self._check_open()
            is_alive = self._pump.once(deadline, reading=True)
            data = read_some(self._pump.streams.outbound, min(missing, CHUNK))
            if data:
                parts.append(data)
                missing -= len(data)
            elif data == b"" or not is_alive:
                self._pump.until_over(deadline)
                raise SessionEnded(self._without_answer())
        return b"".join(parts)

    def run_script(self, main: str) -> Outcome:
        """The outcome of the script `main`, where `inside.script` is what serves."""
        with contextlib.suppress(SessionEnded):
            self.send(f"{main}\n".encode(), timeout=self._pump.limits.wall_seconds)
        return self.wait()

    def wait(self) -> Outcome:
        """The outcome, when the program has ended by itself or broken a limit."""
        if self._outcome is None:
            self._pump.until_over(self._pump.last_moment)
        return self.close()

    def close(self) -> Outcome:
        """The outcome; ends the tree if it is not over, counts what it used, and deletes all."""
        if self._outcome is None:
            self._outcome = self._finish()
        return self._outcome

    def _check_open(self) -> None:
        """Nothing; raises SessionEnded where the pipes are closed: others have their numbers."""
        if self._outcome is not None:
            raise SessionEnded(self._outcome)

    def _without_answer(self) -> Outcome:
        """The outcome where an answer was due: to end well without one is a crash."""
        outcome = self.close()
        if outcome.kind == "ok":
            self._outcome = outcome = replace(outcome, kind="crash")
        return outcome

    def _finish(self) -> Outcome:
        tree = self._pump.tree
        was_over = tree.is_over or tree.report is not None
        tree.stop()
        try:
            return measured(self._pump, reason=self._pump.reason or ("" if was_over else "closed"))
        finally:
            self._release()

    def _release(self) -> None:
        self._pump.tree.socket.close()
        self._pump.streams.close()
        self._at_end()
        if self._pump.group:
            self._pump.group.remove()

"""The four pipes of a submission, seen from the supervisor."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, field

from grader.code.sandbox.outcome import TAIL_BYTES

CHUNK = 1 << 16


@dataclass(slots=True)
class Tail:
    """What comes out of stdout or stderr: the last bytes, and how many there were."""

    fd: int
    last: bytes = b""
    total: int = 0
    is_open: bool = True

    def read(self) -> None:
        """Take what is there."""
        data = read_some(self.fd, CHUNK)
        if data == b"":
            self.is_open = False
        elif data:
            self.total += len(data)
            self.last = (self.last + data)[-TAIL_BYTES:]


@dataclass(slots=True)
class Streams:
    """Our ends of the pipes, none of which blocks; `theirs` are the other ends until given away."""

    inbound: int
    outbound: int
    stdout: Tail
    stderr: Tail
    theirs: list[int] = field(default_factory=list)

    @property
    def output_bytes(self) -> int:
        """How much stdout and stderr were together."""
        return self.stdout.total + self.stderr.total

    def drain(self) -> None:
        """Take what is still in stdout and stderr."""
        for tail in (self.stdout, self.stderr):
            before = -1
            while tail.is_open and tail.total != before:
                before = tail.total
                tail.read()

    def give_away(self) -> None:
        """Close the other ends."""
        while self.theirs:
            os.close(self.theirs.pop())

    def close(self) -> None:
        """Close everything."""
        self.give_away()
        for fd in (self.inbound, self.outbound, self.stdout.fd, self.stderr.fd):
            with contextlib.suppress(OSError):
                os.close(fd)


def open_streams() -> Streams:
    """Four new pipes."""
    their_in, inbound = os.pipe()
    outbound, their_out = os.pipe()
    stdout, their_stdout = os.pipe()
    stderr, their_stderr = os.pipe()
    for fd in (inbound, outbound, stdout, stderr):
        os.set_blocking(fd, False)
    theirs = [their_in, their_out, their_stdout, their_stderr]
    return Streams(inbound, outbound, Tail(stdout), Tail(stderr), theirs)


def read_some(fd: int, most: int) -> bytes | None:
    """What can be read now, b"" at the end, None where nothing is there yet."""
    try:
        return os.read(fd, most)
    except BlockingIOError:
        return None


def write_some(fd: int, data: memoryview) -> int | None:
    """How many bytes were taken now (0: none yet), None where nobody reads any more."""
    try:
        return os.write(fd, data)
    except BlockingIOError:
        return 0
    except BrokenPipeError:
        return None

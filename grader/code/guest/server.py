"""The loop inside the sandbox: a request comes, a handler answers, an exception is an answer."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from . import frames
from .faults import Unusable, fault_of
from .host import Host
from .loader import TooSlow

Reply = tuple[dict[str, Any], Mapping[str, np.ndarray]]


class Closed(Exception):  # noqa: N818 - the usual end
    """The grader closed the pipe."""


def serve(inbound_fd: int, outbound_fd: int, framework: str) -> None:
    """Answer requests until the pipe closes."""
    host = Host(framework)
    while True:
        try:
            body, arrays = frames.decode(_reader(inbound_fd))
        except Closed:
            return
        data = answer(host, body, arrays)
        _flush()
        _write(outbound_fd, data)


def answer(host: Host, body: dict[str, Any], arrays: Mapping[str, np.ndarray]) -> bytes:
    """The frame that answers one request; what the program raises is told, not raised."""
    try:
        found, given = host.handle(body, arrays)
        return frames.encode({"ok": True, **found}, given)
    except TooSlow:
        return frames.encode({"ok": False, "fault": {"type": "Timeout", "code": "slow"}})
    except BaseException as exc:
        fault = fault_of(_translated(exc), host.path)
        return frames.encode({"ok": False, "fault": fault.record()})


def _flush() -> None:
    """Send on what the program printed: the process is ended from outside, without a goodbye."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(Exception):
            stream.flush()


def _translated(exc: BaseException) -> BaseException:
    """What breaks the protocol is the program's: arrays too big or of objects."""
    if isinstance(exc, frames.FrameError):
        return Unusable("not_numbers", message=str(exc))
    return exc


def _reader(fd: int) -> Callable[[int], bytes]:
    def read(size: int) -> bytes:
        parts = []
        while size:
            part = os.read(fd, min(size, 1 << 20))
            if not part:
                raise Closed
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    return read


def _write(fd: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]

"""Process 1 of one submission: starts the candidate, keeps its limits, ends everything, reports."""

from __future__ import annotations

import base64
import contextlib
import os
import select
import signal
import socket
import time
from typing import Any

from . import guest, kernel, watch, wire

TICK_SECONDS = 0.05
# What the kernel sends where a process uses up its RLIMIT_CPU: first one, then the other.
CPU_SIGNALS = (signal.SIGXCPU, signal.SIGKILL)


def run_submission(request: dict[str, Any], session: socket.socket, pipes: list[int]) -> None:
    """Run the candidate until it ends, breaks a limit, or the supervisor goes; then report.

    The report is the last message on `session`: how the candidate's process ended, CPU seconds of
    the whole tree, the peak of its largest process, and which limit was broken, if any.
    """
    if wire.receive(session)[0] is None:
        return
    kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
    kernel.install_filter(base64.b64decode(request["filter"]))
    ready, theirs = os.pipe()
    candidate = os.fork()
    if candidate == 0:
        _candidate(request, session, [*pipes, theirs])
    for fd in (*pipes, theirs):
        os.close(fd)
    watcher = _Watcher(request["limits"], candidate)
    status, broken = watcher.until_end(session, ready)
    seconds, peak = watch.reaped()
    seconds -= watcher.cpu_before
    report = _ended(status) | {"event": "ended", "broken": broken}
    if report["signal"] in CPU_SIGNALS and seconds >= request["limits"]["cpu_seconds"]:
        report["broken"] = "cpu"
    with contextlib.suppress(OSError):
        wire.send(session, report | {"cpu_seconds": seconds, "peak_mib": peak})


def _candidate(request: dict[str, Any], session: socket.socket, pipes: list[int]) -> None:
    code = 1
    try:
        code = guest.become_guest(request, session, pipes)
    except BaseException:
        guest.print_traceback()
    finally:
        guest.flush()
        os._exit(code)


class _Watcher:
    """Waits for the candidate and looks at the limits every 50 ms, once it says that it starts."""

    def __init__(self, limits: dict[str, Any], candidate: int) -> None:
        self.limits, self.candidate = limits, candidate
        self.deadline, self.cpu_before = 0.0, 0.0

    def until_end(self, session: socket.socket, ready_fd: int) -> tuple[int | None, str]:
        """The candidate's wait status, None where it was ended, and the limit that was broken."""
        end = os.pidfd_open(self.candidate)
        poll = select.poll()
        for fd in (end, session.fileno(), ready_fd):
            poll.register(fd, select.POLLIN)
        poll.poll()  # imports take what they take: the supervisor has a deadline for them
        poll.unregister(ready_fd)
        self.deadline = time.monotonic() + self.limits["wall_seconds"]
        self.cpu_before = watch.cpu_and_memory([self.candidate])[0]
        broken = ""
        while not broken and not (ready := dict(poll.poll(TICK_SECONDS * 1000))):
            _reap(self.candidate)
            broken = self._broken()
        status = _wait(self.candidate) if not broken and end in ready else None
        _end_all()
        return status, broken

    def _broken(self) -> str:
        if time.monotonic() > self.deadline:
            return "wall"
        pids = watch.processes()
        seconds, resident = watch.cpu_and_memory(pids)
        if seconds + watch.reaped()[0] - self.cpu_before > self.limits["cpu_seconds"]:
            return "cpu"
        most = self.limits["memory_mib"] * watch.MIB
        if resident > most and watch.proportional_memory(pids) > most:
            return "memory"
        return ""


def _wait(pid: int) -> int:
    return os.waitpid(pid, 0)[1]


def _reap(candidate: int) -> None:
    """Collect orphans that ended, but leave the candidate to `_wait`."""
    how = os.WEXITED | os.WNOHANG | os.WNOWAIT
    while (ended := os.waitid(os.P_ALL, 0, how)) and ended.si_pid != candidate:
        os.waitpid(ended.si_pid, 0)


def _end_all() -> None:
    """Kill every process of this world and wait until all are gone."""
    with contextlib.suppress(ChildProcessError, ProcessLookupError):
        os.kill(-1, signal.SIGKILL)
        while True:
            os.wait()


def _ended(status: int | None) -> dict[str, Any]:
    if status is None:
        return {"exit_code": None, "signal": None}
    code = os.waitstatus_to_exitcode(status)
    return (
        {"exit_code": code, "signal": None} if code >= 0 else {"exit_code": None, "signal": -code}
    )

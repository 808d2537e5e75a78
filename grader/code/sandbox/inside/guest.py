"""The last steps before the candidate's code: its files, its limits, and the call of `serve`."""

from __future__ import annotations

import contextlib
import fcntl
import importlib
import math
import os
import resource
import signal
import socket
import sys
import traceback
from pathlib import Path
from typing import Any

from . import kernel, wire

MIB = 1 << 20
INBOUND, OUTBOUND, READY, SOCKET = 3, 4, 5, 6
IMPORTS = {
    "python": (),
    "torch": ("torch",),
    "tensorflow": ("tensorflow",),
    "keras-torch": ("torch", "keras"),
}
# Shared mappings and reserved addresses count here, not in RLIMIT_DATA; frameworks reserve a lot.
ADDRESS_SPACE_ROOM = 8192 * MIB
OPEN_FILES = 256
# What sysexits.h calls EX_OSERR; only a hint, for a program may exit with any number.
MEMORY_EXIT = 71
OURS = ("/opt/box/", "<frozen runpy>")
OUT_OF_MEMORY = ("can't allocate memory", "bad_alloc", "OOM when allocating", "ResourceExhausted")


def become_guest(request: dict[str, Any], session: socket.socket, pipes: list[int]) -> int:
    """The exit code of `serve`, called with all else closed; runs in the candidate's process.

    `pipes` are inbound, outbound, stdout, stderr, and one whose closing starts the clock.
    Imports come before the limits: how long they take says nothing about the program.
    """
    ready = pipes.pop()
    talk = _place(session, [*pipes, ready])
    os.setsid()
    for name in IMPORTS[request["framework"]]:
        importlib.import_module(name)
    serve = importlib.import_module(request["serve"]).serve
    _limit(request["limits"])
    wire.send(talk, {"event": "started"})
    talk.close()
    os.close(READY)
    return _call(serve, request["framework"])


def _place(session: socket.socket, pipes: list[int]) -> socket.socket:
    """Put the pipes where they belong, nothing at 0, the socket after them, and close the rest."""
    high = [fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, 64) for fd in (*pipes, session.detach())]
    os.dup2(os.open("/dev/null", os.O_RDONLY), 0)
    for fd, place in zip(high, (INBOUND, OUTBOUND, 1, 2, READY, SOCKET), strict=True):
        os.dup2(fd, place, inheritable=place in (1, 2))
    os.closerange(SOCKET + 1, 1 << 16)
    return socket.socket(fileno=SOCKET)


def _limit(limits: dict[str, Any]) -> None:
    """Set the process's own limits; the children it makes have them too."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", "ascii")
    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu = math.ceil(used.ru_utime + used.ru_stime + limits["cpu_seconds"])
    memory = int(limits["memory_mib"]) * MIB
    for kind, soft, hard in (
        (resource.RLIMIT_CPU, cpu, cpu + 1),
        (resource.RLIMIT_DATA, memory, memory),
        (resource.RLIMIT_AS, memory + ADDRESS_SPACE_ROOM, memory + ADDRESS_SPACE_ROOM),
        (resource.RLIMIT_FSIZE, int(limits["disk_mib"]) * MIB, int(limits["disk_mib"]) * MIB),
        (resource.RLIMIT_NPROC, int(limits["processes"]) + 1, int(limits["processes"]) + 1),
        (resource.RLIMIT_NOFILE, OPEN_FILES, OPEN_FILES),
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_MSGQUEUE, 0, 0),
        (resource.RLIMIT_MEMLOCK, 0, 0),
    ):
        resource.setrlimit(kind, (soft, hard))
    kernel.prctl(kernel.PR_SET_DUMPABLE, 1)
    for number in (signal.SIGINT, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)


def _call(serve: Any, framework: str) -> int:
    """0 where `serve` returned, 71 where memory ran out, what was asked for by SystemExit, or 1."""
    try:
        serve(INBOUND, OUTBOUND, framework)
    except SystemExit as exc:
        return _exit_code(exc.code)
    except BaseException as exc:
        print_traceback()
        return MEMORY_EXIT if _lacked_memory(exc) else 1
    return 0


def _exit_code(code: object) -> int:
    if isinstance(code, int):
        return code & 0xFF
    return 0 if code is None else 1


def _lacked_memory(exc: BaseException) -> bool:
    if isinstance(exc, MemoryError):
        return True
    with contextlib.suppress(Exception):
        text = f"{type(exc).__name__}: {exc}"
        return any(words in text for words in OUT_OF_MEMORY)
    return False


def print_traceback() -> None:
    """Print the exception that is being handled, without our own frames at its beginning."""
    with contextlib.suppress(BaseException):
        kind, exc, trace = sys.exc_info()
        while trace and trace.tb_frame.f_code.co_filename.startswith(OURS):
            trace = trace.tb_next
        traceback.print_exception(kind, exc, trace, limit=-20)


def flush() -> None:
    """Write out what is still held in the standard streams."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(BaseException):
            stream.flush()

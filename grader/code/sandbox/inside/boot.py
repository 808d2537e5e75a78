"""The first program in the sandbox: once for a fresh start, or warm and forking for each request.

Called as `python -m inside.boot once|warm FRAMEWORK SERVE FD`. It holds no secret: candidates can
read all memory that is here before the fork.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import select
import signal
import socket
import sys
from typing import Any

from . import enclose, reaper, wire

# How long nothing is asked before a child is forked ahead: it must not hold up the last one.
IDLE_MILLISECONDS = 20


def main() -> None:
    """Serve the socket until its other end closes."""
    way, framework, serve, fd = sys.argv[1:]
    control = socket.socket(fileno=int(fd))
    control.set_inheritable(False)
    if way == "once":
        request, files = wire.receive(control)
        control.close()
        if request is not None:
            _start(request, files)
        return
    _warm(framework, serve, control)
    _serve(control)


def _warm(framework: str, serve: str, control: socket.socket) -> None:
    """Import what every submission needs, and say so or say why not."""
    try:
        WARM[framework]()
        importlib.import_module(serve)
    except BaseException as exc:
        wire.send(control, {"event": "failed", "why": f"{type(exc).__name__}: {exc}"[:2000]})
        sys.exit(1)
    gc.collect()
    gc.freeze()
    wire.send(control, {"event": "warm"})


def _serve(control: socket.socket) -> None:
    """Hand each request to a child that was forked ahead, in the time when nothing was asked."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    poll = select.poll()
    poll.register(control, select.POLLIN)
    spare: socket.socket | None = None
    while True:
        if spare is None and not poll.poll(IDLE_MILLISECONDS):
            spare = _branch(control)
        request, files = wire.receive(control)
        if request is None:
            return
        _hand_over(spare or _branch(control), request, files)
        spare = None


def _hand_over(child: socket.socket, request: dict[str, Any], files: list[int]) -> None:
    """Give a child its request; where it is gone, the supervisor sees the socket close."""
    with contextlib.suppress(OSError), child:
        wire.send(child, request, tuple(files))
    for fd in files:
        os.close(fd)


def _branch(control: socket.socket) -> socket.socket:
    """A socket to a new process 1 in namespaces of its own, which waits for a request."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    if os.fork() == 0:
        try:
            control.close()
            ours.close()
            _become_first(theirs)
        finally:
            os._exit(0)
    theirs.close()
    return ours


def _become_first(requests: socket.socket) -> None:
    """In a child: its own namespaces, then a grandchild that is process 1 there."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    failure: OSError | None = None
    try:
        enclose.own_namespaces()
    except OSError as exc:
        failure = exc
    if failure or os.fork() == 0:
        request, files = wire.receive(requests)
        requests.close()
        if request is not None:
            _start(request, files, failure)


def _start(request: dict[str, Any], files: list[int], failure: OSError | None = None) -> None:
    """Build the room and run the submission; `files` are the socket, the packed files, 4 pipes."""
    with _told(files[0]), socket.socket(fileno=os.dup(files[0])) as session:
        os.close(files[0])
        if failure:
            raise failure
        wire.send(session, {"event": "born"}, (os.pidfd_open(os.getpid()),))
        enclose.build_room(int(request["limits"]["disk_mib"]), files[1])
        os.close(files[1])
        reaper.run_submission(request, session, files[2:])


@contextlib.contextmanager
def _told(fd: int) -> Any:
    """Report a failure of ours to the supervisor over the socket `fd`."""
    spare = os.dup(fd)
    try:
        yield
    except Exception as exc:
        with contextlib.suppress(OSError), socket.socket(fileno=os.dup(spare)) as session:
            wire.send(session, {"event": "fault", "why": f"{type(exc).__name__}: {exc}"[:2000]})
    finally:
        os.close(spare)


def _warm_torch() -> None:
    """One training step on one thread: with more, forked children hang in OpenMP."""
    import torch

    torch.set_num_threads(1)
    model = torch.nn.Sequential(
        torch.nn.Conv2d(1, 2, 3), torch.nn.Flatten(), torch.nn.Linear(72, 1)
    )
    optimizer = torch.optim.Adam(model.parameters())
    model(torch.zeros(2, 1, 8, 8)).sum().backward()
    optimizer.step()


def _warm_tensorflow() -> None:
    """The import only: after any operation, TensorFlow's threads are missing in a child."""
    importlib.import_module("tensorflow")


def _warm_keras_torch() -> None:
    _warm_torch()
    importlib.import_module("keras")


WARM = {
    "python": lambda: None,
    "torch": _warm_torch,
    "tensorflow": _warm_tensorflow,
    "keras-torch": _warm_keras_torch,
}

if __name__ == "__main__":
    main()

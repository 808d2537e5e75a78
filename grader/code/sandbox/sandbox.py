"""The sandbox of one process: opens sessions, warm where it can, fresh where it must."""

from __future__ import annotations

import base64
import importlib.util
import itertools
import os
import socket
import threading
import time
from collections.abc import Mapping
from types import TracebackType

from grader.code.sandbox.bpf import seccomp_filter
from grader.code.sandbox.bwrap import Jail
from grader.code.sandbox.cgroup import Cgroup, Hierarchy
from grader.code.sandbox.files import pack
from grader.code.sandbox.inside import wire
from grader.code.sandbox.jailer import Started
from grader.code.sandbox.limits import Limits
from grader.code.sandbox.outcome import Outcome
from grader.code.sandbox.session import Session
from grader.code.sandbox.streams import Streams, open_streams
from grader.code.sandbox.tree import StartError, Tree
from grader.code.sandbox.zygote import Zygote
from grader.errors import MissingExtraError, UsageError

# What each framework needs to be importable.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "python": (),
    "torch": ("torch",),
    "tensorflow": ("tensorflow",),
    "keras-torch": ("keras", "torch"),
}
SERVE, SCRIPT = "guest.main", "inside.script"
FRESH_START_SECONDS, WARM_START_SECONDS = 120.0, 10.0

_names = itertools.count()


class Sandbox:
    """A context manager; one a process. `layers` names what protects the machine."""

    def __init__(
        self,
        jail: Jail,
        *,
        uid: int | None,
        hierarchy: Hierarchy | None,
        layers: tuple[str, ...] = (),
    ) -> None:
        self.layers = layers
        self._jail, self._uid, self._hierarchy = jail, uid, hierarchy
        self._filter = base64.b64encode(seccomp_filter(os.uname().machine)).decode("ascii")
        self._zygotes: dict[tuple[str, str], Zygote] = {}
        self._lock = threading.Lock()
        self._owner = os.getpid()

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the warm processes; sessions that are open end with them."""
        with self._lock:
            while self._zygotes:
                self._zygotes.popitem()[1].close()

    def open(
        self,
        files: Mapping[str, bytes],
        *,
        framework: str,
        limits: Limits,
        warm: bool = True,
        serve: str = SERVE,
    ) -> Session:
        """A session in which `serve`'s function `serve` is about to be called.

        Where a warm process cannot bring one up, a fresh one is tried once; where that fails too
        the session's outcome is a fault. Raises UsageError, SubmissionError, MissingExtraError.
        """
        check_framework(framework)
        request: dict[str, object] = {
            "framework": framework,
            "serve": serve,
            "filter": self._filter,
            "limits": limits.as_numbers(),
        }
        packed = pack(files, disk_mib=limits.disk_mib)
        try:
            session = self._warm(request, packed, limits) if warm else None
            return session or self._fresh(request, packed, limits)
        finally:
            os.close(packed)

    def run(
        self,
        files: Mapping[str, bytes],
        main: str,
        *,
        framework: str = "python",
        limits: Limits | None = None,
        warm: bool = True,
    ) -> Outcome:
        """What became of the script `main`, run as `python main` would."""
        if main not in files:
            raise UsageError(f"{main} is not one of the program's files")
        chosen = limits or Limits()
        with self.open(
            files, framework=framework, limits=chosen, warm=warm, serve=SCRIPT
        ) as session:
            return session.run_script(main)

    def _warm(self, request: dict[str, object], packed: int, limits: Limits) -> Session | None:
        key = (str(request["framework"]), str(request["serve"]))
        with self._lock:
            self._forget_parents()
            zygote = self._zygotes.get(key)
            if zygote is None or not zygote.is_alive():
                self._drop(key)
                zygote = self._zygotes[key] = Zygote(self._jail, self._uid, *key)
        try:
            return self._begin(zygote.socket, request, packed, limits, seconds=WARM_START_SECONDS)
        except (StartError, OSError):
            with self._lock:
                self._drop(key)
            return None

    def _fresh(self, request: dict[str, object], packed: int, limits: Limits) -> Session:
        key = {"framework": str(request["framework"]), "serve": str(request["serve"])}
        started = Started(self._jail, self._uid, **key, way="once")
        try:
            seconds = FRESH_START_SECONDS
            return self._begin(
                started.socket, request, packed, limits, seconds=seconds, own=started
            )
        except (StartError, OSError) as exc:
            why = f"{exc}; {started.complaint()}"
            started.close()
            return failed_session(why, limits)

    def _begin(
        self,
        control: socket.socket,
        request: dict[str, object],
        packed: int,
        limits: Limits,
        *,
        seconds: float,
        own: Started | None = None,
    ) -> Session:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        streams, tree = open_streams(), Tree(ours)
        try:
            with theirs:
                wire.send(control, request, (theirs.fileno(), packed, *streams.theirs))
            streams.give_away()
            group = tree.begin(time.monotonic() + seconds, lambda: self._group(limits))
        except BaseException:
            tree.kill()
            ours.close()
            streams.close()
            raise
        at_end = own.close if own else lambda: None
        return Session(tree, streams, limits, group=group, is_warm=own is None, at_end=at_end)

    def _group(self, limits: Limits) -> Cgroup | None:
        if self._hierarchy is None:
            return None
        return Cgroup(self._hierarchy, f"grader-{os.getpid()}-{next(_names)}", limits)

    def _drop(self, key: tuple[str, str]) -> None:
        if zygote := self._zygotes.pop(key, None):
            zygote.close()

    def _forget_parents(self) -> None:
        """After a fork of grader itself, the warm processes are the parent's."""
        if self._owner != os.getpid():
            self._owner = os.getpid()
            self._zygotes = {}


def check_framework(framework: str) -> None:
    """Nothing; raises UsageError for an unknown framework, MissingExtraError for a missing one."""
    if framework not in NEEDED:
        raise UsageError(f"no framework {framework!r}; there are {', '.join(NEEDED)}")
    missing = [name for name in NEEDED[framework] if importlib.util.find_spec(name) is None]
    if missing:
        raise MissingExtraError(
            f"{missing[0]} is not installed; install it: pip install 'grader[{framework}]'"
        )


def failed_session(why: str, limits: Limits) -> Session:
    """A session that never began: its outcome is a fault with `why` as its words."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    theirs.close()
    streams: Streams = open_streams()
    streams.give_away()
    tree = Tree(ours)
    tree.why, tree.is_over = why, True
    return Session(tree, streams, limits)

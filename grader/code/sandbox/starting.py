"""How a session is brought up: a request and six open files to a process in the sandbox."""

from __future__ import annotations

import itertools
import os
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass

from grader.code.sandbox.bwrap import Jail
from grader.code.sandbox.cgroup import Cgroup
from grader.code.sandbox.hierarchy import Hierarchy
from grader.code.sandbox.inside import wire
from grader.code.sandbox.jailer import Started
from grader.code.sandbox.limits import Limits
from grader.code.sandbox.session import Session
from grader.code.sandbox.streams import open_streams
from grader.code.sandbox.tree import StartError, Tree

FRESH_START_SECONDS, WARM_START_SECONDS = 120.0, 10.0

_numbers = itertools.count()


@dataclass(frozen=True, slots=True)
class Host:
    """What all sandboxes on this machine share; `uid` is whom root becomes, None for not root.

    `real_uid` is the machine's number of the user that programs run as; `filter` is base64.
    """

    jail: Jail
    uid: int | None
    real_uid: int
    hierarchy: Hierarchy | None
    filter: str

    def group(self, limits: Limits) -> Cgroup | None:
        """A new control group, None where there are none; raises OSError."""
        if self.hierarchy is None:
            return None
        return Cgroup(self.hierarchy, f"grader-{os.getpid()}-{next(_numbers)}", limits)


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of a process in the sandbox: whose `serve`, with what, within which limits."""

    framework: str
    serve: str
    limits: Limits
    packed: int

    def as_message(self, host: Host) -> dict[str, object]:
        """The request as it goes over the socket."""
        return {
            "framework": self.framework,
            "serve": self.serve,
            "filter": host.filter,
            "limits": self.limits.as_numbers(),
        }


def begin(
    control: socket.socket, order: Order, host: Host, *, own: Started | None = None
) -> Session:
    """A session whose guest is about to serve; raises StartError or OSError.

    `control` leads to a warm process, or to the fresh one that is the session's `own`.
    """
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    streams, tree = open_streams(), Tree(ours)
    seconds = FRESH_START_SECONDS if own else WARM_START_SECONDS
    try:
        with theirs:
            files = (theirs.fileno(), order.packed, *streams.theirs)
            wire.send(control, order.as_message(host), files)
        streams.give_away()
        group = tree.begin(time.monotonic() + seconds, lambda: host.group(order.limits))
    except BaseException:
        tree.kill()
        ours.close()
        streams.close()
        raise
    at_end: Callable[[], None] = own.close if own else _nothing
    return Session(tree, streams, order.limits, group=group, is_warm=own is None, at_end=at_end)


def begin_fresh(order: Order, host: Host) -> Session:
    """A session in a process of its own; one whose outcome is a fault where that fails."""
    names = {"framework": order.framework, "serve": order.serve}
    started = Started(host.jail, host.uid, **names, way="once")
    try:
        return begin(started.socket, order, host, own=started)
    except (StartError, OSError) as exc:
        complaint = started.complaint()
        started.close()
        return failed(complaint or str(exc), order.limits)
    except BaseException:
        started.close()
        raise


def failed(why: str, limits: Limits) -> Session:
    """A session that never began: its outcome is a fault with `why` as its words."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    theirs.close()
    streams, tree = open_streams(), Tree(ours)
    streams.give_away()
    tree.why, tree.is_over = why, True
    return Session(tree, streams, limits)


def _nothing() -> None:
    """What a warm session has to do at its end."""

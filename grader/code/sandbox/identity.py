"""Which user the sandbox runs as: never root, whoever started grader."""

from __future__ import annotations

import os
from pathlib import Path

# Users that neither Debian nor systemd gives to anything (systemd: "Users, Groups, UIDs, GIDs").
FIRST, LAST = 60706, 61183


def unprivileged_user(pid: int, *, uid: int, uid_map: str) -> int | None:
    """The number of the user to change to, spread by `pid`; None where grader is not root.

    Also None where root is root of a user namespace that has no such user: what the machine sees
    of it is an ordinary user already.
    """
    if uid != 0:
        return None
    chosen = FIRST + pid % (LAST - FIRST + 1)
    has = any(start <= chosen < start + size for start, _, size in _spans(uid_map))
    return chosen if has else None


def machines_number(uid: int, uid_map: str) -> int:
    """The number by which the machine knows a user of this namespace; itself where none is told."""
    for start, outside, size in _spans(uid_map):
        if start <= uid < start + size:
            return outside + uid - start
    return uid


def users_of_this_process() -> tuple[int | None, int]:
    """Whom the process that asks must become (None: nobody), and what the machine sees then."""
    uid_map = Path("/proc/self/uid_map").read_text("ascii")
    becomes = unprivileged_user(os.getpid(), uid=os.geteuid(), uid_map=uid_map)
    return becomes, machines_number(os.geteuid() if becomes is None else becomes, uid_map)


def _spans(uid_map: str) -> list[tuple[int, int, int]]:
    lines = (tuple(map(int, line.split())) for line in uid_map.splitlines())
    return [(start, outside, size) for start, outside, size in lines]

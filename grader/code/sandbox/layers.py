"""The layers of isolation: each is looked for from inside, by a program that tries."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from grader.code.sandbox.hierarchy import Hierarchy
from grader.code.sandbox.limits import Limits
from grader.code.sandbox.outcome import SessionEnded
from grader.code.sandbox.session import Session

PROBE = "inside.probe"
PROBE_LIMITS = Limits(wall_seconds=10, cpu_seconds=10, memory_mib=512, processes=16, disk_mib=8)
ROOT_UIDS = (0,)
# Without these no program is run.
REQUIRED = ("bubblewrap", "namespaces", "seccomp", "user", "network", "quota", "rlimits")
MOST_LINE = 1 << 16


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: whether it holds, its version, a note on this run, whether it was looked at."""

    name: str
    is_active: bool
    detail: str = ""
    note: str = ""
    is_known: bool = True

    def __str__(self) -> str:
        return f"{self.name}: {self.detail}" if self.detail else self.name

    @property
    def is_required(self) -> bool:
        """Whether no program is run without it."""
        return self.name in REQUIRED


def ask(session: Session) -> Mapping[str, Any]:
    """The findings of the probe that serves in a session; raises SessionEnded."""
    line = b""
    while not line.endswith(b"\n") and len(line) < MOST_LINE:
        line += session.receive(1, timeout=PROBE_LIMITS.wall_seconds)
    found: Mapping[str, Any] = json.loads(line)
    return found


def found_layers(found: Mapping[str, Any], *, real_uid: int) -> tuple[Layer, ...]:
    """The layers that the findings of `inside.probe` prove; `real_uid` is the machine's number."""
    return (_namespaces(found), _seccomp(found), _user(found, real_uid), *_bounds(found))


def group_layers(hierarchy: Hierarchy | None) -> tuple[Layer, ...]:
    """The layers that control groups give."""
    names = hierarchy.controllers if hierarchy else ()
    version = f"cgroup v{hierarchy.version}" if hierarchy else ""
    return tuple(
        Layer(f"cgroup_{name}", name in names, version if name in names else "")
        for name in ("memory", "pids")
    )


def missing(layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
    """The required layers that do not hold."""
    return tuple(layer for layer in layers if layer.is_required and not layer.is_active)


def try_session(session: Session, *, real_uid: int) -> tuple[tuple[Layer, ...], str]:
    """The layers that hold in a session, and why there are none where it ended."""
    try:
        with session:
            return found_layers(ask(session), real_uid=real_uid), ""
    except SessionEnded as exc:
        return (), exc.outcome.stderr.strip() or f"the probe ended: {exc.outcome.kind}"


def _namespaces(found: Mapping[str, Any]) -> Layer:
    holds = found["processes"] == 2 and not found["can_write"] and not found["can_unshare"]
    return Layer("namespaces", holds)


def _seccomp(found: Mapping[str, Any]) -> Layer:
    return Layer("seccomp", found["seccomp"] and found["no_new_privileges"])


def _user(found: Mapping[str, Any], real_uid: int) -> Layer:
    holds = real_uid not in ROOT_UIDS and not found["capabilities"] and not found["can_set_kernel"]
    return Layer("user", holds, note=f"uid {real_uid}")


def _bounds(found: Mapping[str, Any]) -> tuple[Layer, ...]:
    limits, asked = found["limits"], PROBE_LIMITS
    mib = 1 << 20
    quota = found["room_bytes"] == asked.disk_mib * mib and 0 < found["room_files"] <= 1 << 16
    rlimits = (
        limits["DATA"] == asked.memory_mib * mib
        and limits["NPROC"] == asked.processes + 1
        and limits["FSIZE"] == asked.disk_mib * mib
        and limits["CORE"] == 0
    )
    return (
        Layer("network", not found["can_open_socket"] and not found["interfaces"]),
        Layer("quota", quota),
        Layer("rlimits", rlimits),
    )

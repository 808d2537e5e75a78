"""Where control groups can be made on this machine: version 1 or 2, if anywhere.

Sources: Documentation/admin-guide/cgroup-v1/cgroups.rst and cgroup-v2.rst of Linux.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path("/sys/fs/cgroup")
CONTROLLERS = ("memory", "pids", "cpuacct")


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """Where groups can be made: the version, and a folder for each controller."""

    version: int
    folders: Mapping[str, Path]

    @property
    def controllers(self) -> tuple[str, ...]:
        """The controllers that can be used, by name."""
        return tuple(self.folders)


def find_hierarchy(membership: str, root: Path = ROOT) -> Hierarchy | None:
    """Where this process may make groups; `membership` is the text of /proc/self/cgroup."""
    lines = [line.split(":", 2) for line in membership.splitlines() if line.count(":") >= 2]
    v1 = {
        name: root / name / path.lstrip("/")
        for _, names, path in lines
        for name in names.split(",")
    }
    usable = {name: v1[name] for name in CONTROLLERS if name in v1 and _can_make(v1[name])}
    if "memory" in usable:
        return Hierarchy(1, usable)
    for _, names, path in lines:
        if not names and (folder := _delegated(root / path.lstrip("/"))):
            return Hierarchy(2, dict.fromkeys(("memory", "pids", "cpu"), folder))
    return None


def _can_make(folder: Path) -> bool:
    return folder.is_dir() and os.access(folder, os.W_OK)


def _delegated(folder: Path) -> Path | None:
    """A folder of version 2 whose children have the controllers of memory and processes."""
    control = folder / "cgroup.subtree_control"
    with contextlib.suppress(OSError):
        if not _has_controllers(control):
            control.write_text("+memory +pids")
        if _has_controllers(control) and _can_make(folder):
            return folder
    return None


def _has_controllers(control: Path) -> bool:
    return {"memory", "pids"} <= set(control.read_text().split())

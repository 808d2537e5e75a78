"""Counts what a sandbox could leave behind: processes, open files, mounts, groups, files."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

Census = dict[str, int]
STARTED = time.time()


def census() -> Census:
    """How many there are of each, for this process and its descendants."""
    groups = Path("/sys/fs/cgroup").rglob(f"grader-{os.getpid()}-*")
    return {
        "processes": len(descendants(os.getpid())),
        "files": sum(1 for _ in Path("/proc/self/fd").iterdir()),
        "mounts": len(Path("/proc/self/mountinfo").read_text().splitlines()),
        "groups": sum(1 for _ in groups),
        "temporary": sum(1 for path in Path(tempfile.gettempdir()).iterdir() if _is_ours(path)),
    }


def settled(before: Census) -> Census:
    """The census once nothing is left, or after three seconds: the kernel buries with delay."""
    end = time.monotonic() + 3
    while left(before, now := census()) and time.monotonic() < end:
        time.sleep(0.02)
    return now


def left(before: Census, after: Census) -> Census:
    """What there is more of than before."""
    return {name: after[name] - before[name] for name in before if after[name] > before[name]}


def descendants(root: int) -> set[int]:
    """The numbers of all processes below one."""
    parents = {
        int(path.name): _parent(path) for path in Path("/proc").iterdir() if path.name.isdigit()
    }
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {root}


def _is_ours(path: Path) -> bool:
    """Whether a file in the shared folder for temporary files could be a sandbox's."""
    try:
        return path.lstat().st_mtime >= STARTED and path.name.startswith(("tmp", "grader"))
    except OSError:
        return False


def _parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, IndexError):
        return -1

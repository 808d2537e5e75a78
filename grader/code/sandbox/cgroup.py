"""A control group for one submission, where the machine lets us make one.

Memory that no rlimit counts (tmpfs, sockets, pipes) is counted here.
Sources: Documentation/admin-guide/cgroup-v1/memory.rst and cgroup-v2.rst of Linux.
"""

from __future__ import annotations

import contextlib
import os
import time

from grader.code.sandbox.hierarchy import Hierarchy
from grader.code.sandbox.limits import Limits

MIB = 1 << 20
# Process 1 and what the kernel keeps for the tree are counted too.
ROOM_MIB, ROOM_PROCESSES = 64, 4


class Cgroup:
    """One group; raises OSError where it cannot be made."""

    def __init__(self, hierarchy: Hierarchy, name: str, limits: Limits) -> None:
        self._version = hierarchy.version
        self._before = 0.0
        self._folders = {key: folder / name for key, folder in hierarchy.folders.items()}
        try:
            for folder in set(self._folders.values()):
                folder.mkdir()
            self._limit(limits)
        except OSError:
            self.remove()
            raise

    def _limit(self, limits: Limits) -> None:
        memory = str((limits.memory_mib + limits.disk_mib + ROOM_MIB) * MIB)
        if self._version == 1:
            self._write("memory", "memory.limit_in_bytes", memory)
            with contextlib.suppress(OSError):  # not there without swap accounting
                self._write("memory", "memory.memsw.limit_in_bytes", memory)
        else:
            self._write("memory", "memory.max", memory)
            with contextlib.suppress(OSError):
                self._write("memory", "memory.swap.max", "0")
        if "pids" in self._folders:
            self._write("pids", "pids.max", str(limits.processes + ROOM_PROCESSES))

    def add(self, pid: int) -> None:
        """Put a process in; its children follow."""
        for folder in set(self._folders.values()):
            (folder / "cgroup.procs").write_text(str(pid))

    def start_counting(self) -> None:
        """Leave out the CPU seconds so far: imports are no work of the program's."""
        self._before = self._all_cpu_seconds() or 0.0

    def killed_for_memory(self) -> bool:
        """Whether the kernel killed a process of the group because it was full."""
        name = "memory.oom_control" if self._version == 1 else "memory.events"
        with contextlib.suppress(OSError):
            lines = (self._folders["memory"] / name).read_text().splitlines()
            return any(line.split()[0] == "oom_kill" and line.split()[1] != "0" for line in lines)
        return False

    def cpu_seconds(self) -> float | None:
        """CPU seconds of all processes that were ever in it since the count began, or None."""
        used = self._all_cpu_seconds()
        return None if used is None else used - self._before

    def _all_cpu_seconds(self) -> float | None:
        with contextlib.suppress(OSError, KeyError):
            if self._version == 1:
                return int((self._folders["cpuacct"] / "cpuacct.usage").read_text()) / 1e9
            words = (self._folders["cpu"] / "cpu.stat").read_text().split()
            return int(words[words.index("usage_usec") + 1]) / 1e6
        return None

    def remove(self) -> None:
        """Delete the group; the kernel may need a moment after the last process ended."""
        for folder in set(self._folders.values()):
            for _ in range(50):
                with contextlib.suppress(FileNotFoundError):
                    try:
                        folder.rmdir()
                    except OSError as exc:
                        if isinstance(exc, FileNotFoundError):
                            break
                        time.sleep(0.01)
                        continue
                break

    def _write(self, controller: str, name: str, value: str) -> None:
        (self._folders[controller] / name).write_text(value)


def usable(hierarchy: Hierarchy | None) -> Hierarchy | None:
    """The hierarchy, if a group can really be made in it."""
    if hierarchy is None:
        return None
    try:
        Cgroup(hierarchy, f"grader-{os.getpid()}-try", Limits()).remove()
    except OSError:
        return None
    return hierarchy

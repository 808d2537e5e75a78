"""What all processes of the sandbox use together, read from /proc by process 1."""

from __future__ import annotations

import os
import resource
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")
TICK = os.sysconf("SC_CLK_TCK")
MIB = 1 << 20
PROC = Path("/proc")
# Fields of /proc/PID/stat, counted after the name: utime, stime, cutime, cstime, rss.
TIMES = slice(11, 15)
RSS = 21


def processes(root: Path = PROC) -> list[int]:
    """The numbers of all processes but this one."""
    names = (path.name for path in root.iterdir())
    return [int(name) for name in names if name.isdigit() and int(name) != os.getpid()]


def cpu_and_memory(pids: list[int], root: Path = PROC) -> tuple[float, int]:
    """CPU seconds of processes and of their reaped children; bytes resident, shared ones twice."""
    seconds, resident = 0.0, 0
    for pid in pids:
        fields = _stat(root / str(pid) / "stat")
        if fields:
            seconds += sum(map(int, fields[TIMES])) / TICK
            resident += int(fields[RSS]) * PAGE
    return seconds, resident


def proportional_memory(pids: list[int], root: Path = PROC) -> int:
    """Bytes resident; a page of n processes counts 1/n for each, and a hidden process in full."""
    return sum(_proportional(root / str(pid)) for pid in pids)


def reaped() -> tuple[float, float]:
    """CPU seconds of this process's reaped children, and the peak of the largest of them in MiB."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def _proportional(process: Path) -> int:
    try:
        for line in (process / "smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    fields = _stat(process / "stat")
    return int(fields[RSS]) * PAGE if fields else 0


def _stat(path: Path) -> list[str]:
    """The fields of a stat file after the name, which may hold anything; [] where it is gone."""
    try:
        text = path.read_bytes().decode("ascii", "replace")
    except OSError:
        return []
    return text.rpartition(")")[2].split()

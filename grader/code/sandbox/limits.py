"""What one submission may use."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, fields

from grader.errors import UsageError

# Beyond these nobody means what they wrote; the kernel's own types end not far above.
MOST = {
    "wall_seconds": 86_400,
    "cpu_seconds": 86_400 * 64,
    "memory_mib": 1 << 22,
    "processes": 1 << 15,
    "output_bytes": 1 << 30,
    "disk_mib": 1 << 20,
}


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one submission's whole process tree; raises UsageError where one makes no sense.

    `processes` counts threads; `output_bytes` is stdout and stderr together; `disk_mib` is the
    working folder with its temporary files, and the largest file.
    """

    wall_seconds: float = 60
    cpu_seconds: float = 60
    memory_mib: int = 3000
    processes: int = 64
    output_bytes: int = 1 << 20
    disk_mib: int = 64

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            whole = field.type == "int"
            if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
                raise UsageError(f"limit {field.name} must be a number, not {value!r}")
            if not math.isfinite(value) or not 0 < value <= MOST[field.name]:
                most = MOST[field.name]
                raise UsageError(f"limit {field.name} must be above 0 and at most {most}: {value}")

    def as_numbers(self) -> dict[str, float]:
        """The limits by name."""
        return asdict(self)

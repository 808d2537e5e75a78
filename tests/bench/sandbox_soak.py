"""Many programs in a row, a third of them hostile: what is left, and whether memory stays flat.

    python tests/bench/sandbox_soak.py [PROGRAMS]       (200)

Prints the kinds of outcomes and the counts before and after: processes, open files, mounts, control
groups, temporary files, and the memory of this process and of the warm one.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "code" / "sandbox"))

from attacks import attacks
from census import census, descendants, settled

from grader.code.sandbox import Limits, Sandbox, open_sandbox

LIMITS = {"wall_seconds": 2, "cpu_seconds": 1, "memory_mib": 250, "processes": 32, "disk_mib": 8}
HARMLESS = {"program.py": b"print(sum(range(100_000)))"}


def main() -> None:
    """Print the counts."""
    programs = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with open_sandbox(os.environ) as sandbox:
        sandbox.run(HARMLESS, "program.py", limits=Limits(**LIMITS))
        time.sleep(0.5)
        before, memory_before, started = census(), resident(), time.monotonic()
        kinds = Counter(one(sandbox, number) for number in range(programs))
        after, memory_after = settled(before), resident()
        print(
            f"{programs} programs in {time.monotonic() - started:.1f} s; layers: {', '.join(sandbox.layers)}"
        )
    print("outcomes:", ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())))
    for name in before:
        print(f"{name:12} before {before[name]:6}  after {after[name]:6}")
    print(
        f"{'memory MiB':12} before {memory_before:6.1f}  after {memory_after:6.1f}  (this process and what it started)"
    )


def one(sandbox: Sandbox, number: int) -> str:
    """The outcome of a program; every third is an attack, every tenth runs fresh."""
    files = HARMLESS
    if number % 3 == 0:
        chosen = attacks()[number // 3 % len(attacks())]
        paths = [path for path in chosen.folder.rglob("*") if path.is_file()]
        files = {str(path.relative_to(chosen.folder)): path.read_bytes() for path in paths}
    limits = Limits(**LIMITS)
    return sandbox.run(files, "program.py", limits=limits, warm=number % 10 != 0).kind


def resident() -> float:
    """MiB resident in this process and its descendants."""
    pages = 0
    for pid in (os.getpid(), *descendants(os.getpid())):
        try:
            pages += int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        except OSError:
            continue
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


if __name__ == "__main__":
    main()

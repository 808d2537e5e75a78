"""Prints what programs of a batch cost, and the cores that a million submissions a day need.

    python tests/bench/batch_plan.py RESULTS RATE [PER_DAY]

RESULTS is a folder that `grade batch` wrote; its resources.jsonl holds what each program used.
RATE is the distinct answers a second on one core, from `CPU=1 python tests/bench/batch_speed.py`.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from statistics import mean, median

DAY = 86_400
# Peaks over the mean.
RESERVE = 1.5
SHARES = (0.0, 0.1, 0.5)


def costs(folder: Path) -> dict[str, list[float]]:
    """Seconds of CPU of each program, by framework; the same program once."""
    used = {}
    for line in (folder / "resources.jsonl").read_text("utf-8").splitlines():
        item = json.loads(line)
        used[item["candidate_id"], item["question_id"]] = item["resources"]["cpu_seconds"]
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for line in (folder / "grades.jsonl").read_text("utf-8").splitlines():
        grade = json.loads(line)
        seconds = used.get((grade["candidate_id"], grade["question_id"]))
        if seconds is not None:
            found[grade["run"]["framework"]][grade["answer"]] = seconds
    return {framework: list(values.values()) for framework, values in sorted(found.items())}


def main(folder: Path, rate: float, per_day: int) -> None:
    """Prints costs by framework, then cores by share of programs."""
    found = costs(folder)
    every = [seconds for values in found.values() for seconds in values]
    for name, values in [*found.items(), ("all", every)]:
        print(
            f"{name}: {len(values)} programs, {mean(values):.1f} s of CPU on average, "
            f"median {median(values):.1f}, longest {max(values):.1f}"
        )
    print(f"a text: {1000 / rate:.1f} ms of CPU")
    second = per_day / DAY
    print(f"{per_day} a day: {second:.1f} a second; cores with half as much again for peaks:")
    for share in SHARES:
        texts = RESERVE * second * (1 - share) / rate
        programs = RESERVE * second * share * mean(every)
        print(f"{share:.0%} programs: {texts:.1f} for texts, {programs:.1f} for programs")


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]) if sys.argv[3:] else 1_000_000)

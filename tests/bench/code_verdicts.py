"""Grades programs filed by verdict over several seeds, and prints which verdicts are right.

    python tests/bench/code_verdicts.py [FOLDER] [--seeds 1 2 3 4 5] [--task c3]

FOLDER holds <task>/<verdict>/<program> as fixtures/code does, which is the default.
"""

from __future__ import annotations

import argparse
import os
import time
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from grader.code.grade import CodeGrader
from grader.code.program import read_program
from grader.code.sandbox import Limits, Sandbox, open_sandbox
from grader.model import Grade, Rubric, Status
from grader.rubric.files import load_rubric

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "fixtures" / "code"
VERDICTS: Any = YAML(typ="safe").load(FIXTURES / "verdicts.yaml")
LIMITS = Limits(wall_seconds=300, cpu_seconds=200)
SHORT = Limits(wall_seconds=40, cpu_seconds=20)


def failed_checks(grade: Grade, rubric: Rubric) -> set[str]:
    """The names of the checks that failed by themselves."""
    names = {check.title_en: check.name for check in rubric.checks}
    checks = [e for e in grade.evidence if e.kind == "check" and e.score < 1 and not e.why]
    return {names[e.criterion] for e in checks if not e.actual.startswith("not reached")}


def is_right(grade: Grade, rubric: Rubric, task: str, verdict: str) -> bool:
    """Whether a grade is what the folder says."""
    if verdict == "accepted":
        return (grade.share or 0) >= 0.95
    if verdict == "forged":
        return (grade.share or 0) < VERDICTS["forged_below"]
    if verdict in VERDICTS["outcomes"]:
        ended = grade.run is not None and grade.run.outcome == verdict
        return ended and grade.status is Status.CANDIDATE_ERROR
    check = VERDICTS["checks"][verdict]
    return failed_checks(grade, rubric) == {check[task] if isinstance(check, dict) else check}


def graded(path: Path, task: str, verdict: str, seed: int, sandbox: Sandbox) -> tuple[bool, str]:
    """Whether one program got its verdict, and a line about it."""
    rubric = load_rubric(ROOT / "rubrics" / "aigc" / f"{task}.yaml")
    limits = SHORT if verdict == "timeout" else LIMITS
    began = time.perf_counter()
    grader = CodeGrader(sandbox, seed=seed, lang="en", limits=limits)
    grade = grader.grade(read_program(str(path), task, BytesIO()), rubric)
    right = is_right(grade, rubric, task, verdict)
    used = grade.run.resources if grade.run else None
    cpu = f"{used.cpu_seconds:.1f}" if used else "-"
    failed = ", ".join(sorted(failed_checks(grade, rubric))) or "-"
    points = "-" if grade.points is None else f"{grade.points:g}"
    name = f"{task}/{verdict}/{path.name}"
    seconds = time.perf_counter() - began
    mark = "ok   " if right else "WRONG"
    return right, f"{mark} seed {seed} {seconds:6.1f} s cpu {cpu:>5} {points:>4}  {name}  {failed}"


def main() -> None:
    """Read the command line, grade, and count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=FIXTURES)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4, 5])
    parser.add_argument("--task", default="c?")
    chosen = parser.parse_args()
    paths = [p for p in sorted(chosen.folder.glob(f"{chosen.task}/*/*")) if p.suffix != ".md"]
    count: Counter[tuple[str, bool]] = Counter()
    with open_sandbox(os.environ) as sandbox:
        for path in paths:
            task, verdict = path.relative_to(chosen.folder).parts[:2]
            for seed in chosen.seeds:
                right, line = graded(path, task, verdict, seed, sandbox)
                count["accepted" if verdict == "accepted" else "wrong programs", right] += 1
                print(line, flush=True)
    for kind in ("accepted", "wrong programs"):
        total = count[kind, True] + count[kind, False]
        share = count[kind, True] / total if total else 0
        print(f"{kind}: {count[kind, True]} of {total} verdicts right ({share:.1%})")


if __name__ == "__main__":
    main()

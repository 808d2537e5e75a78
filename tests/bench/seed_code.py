"""Grades the five code examples of the seed document as they stand, and prints what is found.

    python tests/bench/seed_code.py SEED.md [--seed N]

`python` fences are taken in order as answers to c1 … c5.
"""

from __future__ import annotations

import argparse
import os
import re
from pathlib import Path

from grader.code.grade import CodeGrader
from grader.code.program import program_from_bytes, submission_of
from grader.code.sandbox import open_sandbox
from grader.model import Grade
from grader.rubric.files import load_rubric

FENCE = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
RUBRICS = Path(__file__).parents[2] / "rubrics" / "aigc"


def blocks(document: Path) -> list[str]:
    """The Python examples of a Markdown document, in order."""
    return FENCE.findall(document.read_text("utf-8"))


def show(grade: Grade) -> None:
    """Print the points, what was found in the source, and the checks that lost points."""
    run = grade.run
    print(f"\n{grade.question_id}: {grade.points:g} / {grade.max_score:g}  {grade.status}", end="")
    print(f"  {run.framework}, {run.outcome}" if run else "")
    for item in grade.evidence:
        if item.kind == "finding":
            print(f"  ! {item.why}")
    for item in grade.evidence:
        if item.kind == "check" and item.score < 1:
            print(
                f"  x {item.criterion}: {item.actual[:160]}"
                + (f" [{item.why}]" if item.why else "")
            )


def main() -> None:
    """Read the command line and grade."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("document", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with open_sandbox(os.environ) as sandbox:
        grader = CodeGrader(sandbox, seed=chosen.seed, lang="en")
        for number, source in enumerate(blocks(chosen.document), 1):
            program = program_from_bytes("main.py", source.encode())
            submission = submission_of(program, f"c{number}", f"block {number}", "seed")
            show(grader.grade(submission, load_rubric(RUBRICS / f"c{number}.yaml")))


if __name__ == "__main__":
    main()

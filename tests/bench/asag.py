"""Prints how the grader as it ships agrees with graded data sets; asserts nothing.

    python tests/bench/asag.py DATA.csv [DATA.csv ...] [--rows 500]

Each file has the columns question_id, question, reference, answer, score. Key points are built
from each reference by the builder; no length is used. `wRMSE` is ASAG2024's (every tenth of the
scale that occurs counts the same), `covers` the share of human scores inside the 90 % intervals.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from grader.grading import Grader
from grader.model import Question, Rubric, Status, Submission
from grader.rubric.build import build_rubric
from grader.text.models import DEFAULT_MODEL, cache_folder, open_encoder


def pairs(frame: pd.DataFrame) -> Iterator[tuple[Submission, Rubric]]:
    """Each row's submission with the rubric built from its reference."""
    rubrics: dict[tuple[str, str], Rubric] = {}
    for row in frame.itertuples():
        key = (row.question, row.reference)
        if key not in rubrics:
            rubrics[key] = build_rubric(Question(str(row.question_id), row.question, row.reference))
        yield Submission(str(row.question_id), row.answer), rubrics[key]


def main() -> None:
    """One line a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--rows", type=int, default=0, help="a random sample of so many rows")
    args = parser.parse_args()
    grader = Grader(open_encoder(DEFAULT_MODEL, cache_folder(os.environ)))
    for path in args.files:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False)
        if args.rows and len(frame) > args.rows:
            frame = frame.iloc[sorted(random.Random(0).sample(range(len(frame)), args.rows))]
        start = time.perf_counter()
        grades = grader.grade_many(list(pairs(frame)))
        scores = np.array([g.points / g.max_score for g in grades if g.points is not None])
        human = frame["score"].astype(float).to_numpy()
        blank = sum(g.status is Status.BLANK for g in grades)
        r = np.corrcoef(scores, human)[0, 1]
        error = scores - human
        tenth = pd.Series(np.minimum((human * 10 + 1e-9).astype(int), 9))
        weight = 1 / tenth.map(tenth.value_counts()).to_numpy() / tenth.nunique()
        inside = [
            g.interval is None or g.interval.low <= h * g.max_score <= g.interval.high
            for g, h in zip(grades, human, strict=True)
        ]
        print(f"{path.stem:20s} n {len(frame):5d}  r {r:.3f}  wRMSE {(weight @ error**2) ** 0.5:.3f}  "
              f"RMSE {(error**2).mean() ** 0.5:.3f}  SMD {error.mean() / human.std():+.2f}  "
              f"covers {np.mean(inside):.3f}  mean {scores.mean():.2f} (human "
              f"{human.mean():.2f})  blank {blank}  {time.perf_counter() - start:.0f} s", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()

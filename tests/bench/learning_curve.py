"""Prints what a few graded answers bring, for every graded CSV of a folder; asserts nothing.

    python tests/bench/learning_curve.py DATA_DIR [--only NAME ...] [--repeats 5] [--set NAME=VALUE ...]

Each file has the columns of `grade evaluate`. All answers are graded once, with rubrics built from
the references and no calibration; then `grade calibrate` is repeated on n answers of each question,
and the others are compared. `covers` is the share of scores inside 90 % intervals, `auto` the share
of answers graded without a person at a kappa of .80, `auto_qwk` their kappa. The line `others`
leaves each fifth question out of the calibration, and counts on those. The mean is of |SMD|.
`--set near=0` changes a number of `shrinkage.Shrinkage`.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from grader.evaluation.evaluation import scores_of
from grader.evaluation.grade_rows import grade_rows
from grader.evaluation.inputs import Request, read_inputs
from grader.evaluation.learning_curve import CurvePoint, learning_curve, unseen
from grader.evaluation.shrinkage import Shrinkage
from grader.evaluation.steps import find_steps
from grader.evaluation.vectors import calibratable
from grader.grading import Grader
from grader.text.encoder import Encoder
from grader.text.models import DEFAULT_MODEL, cache_folder, open_encoder

FIGURES = ("pearson", "rmse", "wrmse", "qwk", "covers", "auto", "auto_qwk", "smd")


def curve_of(
    path: Path, encoder: Encoder, by: Shrinkage, repeats: int
) -> tuple[list[CurvePoint], CurvePoint]:
    """The learning curve of one file, and the agreement on questions without graded answers."""
    inputs = read_inputs(Request(path))
    grades = grade_rows(inputs.matched, Grader(encoder), lambda _done, _total: None)
    scores = scores_of(inputs.matched, grades, inputs.scale)
    graded, _ = calibratable(inputs.matched, grades, scores, encoder)
    steps = find_steps(scores.human)
    curve = learning_curve(graded, steps, by, seed=0, repeats=repeats)
    return curve, unseen(graded, steps, by)


def show(name: str, points: list[tuple[str, CurvePoint]]) -> None:
    """One line of a table a count."""
    for count, point in points:
        cells = " | ".join(_shown(getattr(point, f)) for f in FIGURES)
        print(f"| {name} | {count} | {point.used:.1f} | {cells} |", flush=True)


def _shown(value: float | None) -> str:
    return "–" if value is None or np.isnan(value) else f"{value:.3f}"


def mean(points: Sequence[CurvePoint]) -> CurvePoint:
    """The mean of all files at one count; of |SMD|, so that files do not cancel out."""
    means = {}
    for name in ("used", *FIGURES):
        values = np.array([getattr(p, name) for p in points if getattr(p, name) is not None])
        found = np.abs(values) if name == "smd" else values
        means[name] = float(found.mean()) if len(found) else None
    return CurvePoint(points[0].n, **means)


def main() -> None:
    """Every file, then the mean over the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="*", default=[], help="names of files, without .csv")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--set", nargs="*", default=[], metavar="NAME=VALUE", dest="changes")
    args = parser.parse_args()
    changes = dict(change.split("=") for change in args.changes)
    by = replace(Shrinkage(), **{name: float(value) for name, value in changes.items()})
    encoder = open_encoder(DEFAULT_MODEL, cache_folder(os.environ))
    print("| file | graded | used | " + " | ".join(FIGURES) + " |")
    print("|---|---|---|" + "---|" * len(FIGURES))
    found = []
    for path in sorted(args.folder.glob("*.csv")):
        if not args.only or path.stem in args.only:
            start = time.perf_counter()
            found.append(curve_of(path, encoder, by, args.repeats))
            show(path.stem, _named(found[-1]))
            print(f"{path.stem}: {time.perf_counter() - start:.0f} s", file=sys.stderr)
    show(
        "mean",
        [(row[0][0], mean([p for _, p in row])) for row in zip(*map(_named, found), strict=True)],
    )


def _named(found: tuple[list[CurvePoint], CurvePoint]) -> list[tuple[str, CurvePoint]]:
    """The points with the counts they are for; `others` are questions that nobody graded."""
    curve, others = found
    return [*((str(point.n), point) for point in curve), ("others", others)]


if __name__ == "__main__":
    main()

"""Prints how well grades agree with people's on data sets left out; asserts nothing.

    python tests/bench/agreement.py DATA_DIR

Every figure of a set comes from a head, a scale and intervals that were fitted to the other sets
only. `with length` adds the logarithm of the answer's length to the share as one more feature, of
weight .5: what it would seem to gain. `auto` is the share of answers at least as sure as those which
reached a quadratic weighted kappa of .80 on the other sets, and the kappa that they reach here;
`best` the largest share of this set, surest first, whose kappa is .80, which only its own scores tell.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from fit_head import left_out, read_sets
from graded import GradedSet
from scale_fit import Predicted, fit_scale, grade_weights, kappa

from grader.text.scale import scale_of

LENGTH_WEIGHT = 0.5
TARGET = 0.8
COLUMNS = (
    "r",
    "r with length",
    "wRMSE",
    "RMSE",
    "SMD",
    "QWK",
    "90 % covers",
    "width",
    "auto",
    "QWK of auto",
    "best",
    "made: mean",
    "right: mean",
)


def figures(held: Predicted, others: list[Predicted], data: GradedSet) -> dict[str, float]:
    """The columns of one set."""
    by = scale_of(fit_scale(others))
    own = ~held.made
    share = held.share(by.slope, by.shift)
    score = held.score
    rows = list(zip(share, held.discord, strict=True))
    ends = np.array([by.doubt.interval(*row) for row in rows])
    sure = np.array([by.doubt.confidence(*row) for row in rows])
    inside = (score >= ends[:, 0] - 1e-9) & (score <= ends[:, 1] + 1e-9)
    auto = own & (sure >= by.doubt.least_confidence(TARGET))
    length = np.log1p(data.length)
    longer = (
        share + LENGTH_WEIGHT * (length - length[own].mean()) / length[own].std() * share[own].std()
    )
    error = share - score
    right = own & (score >= 0.8)
    return {
        "r": np.corrcoef(share[own], score[own])[0, 1],
        "r with length": np.corrcoef(longer[own], score[own])[0, 1],
        "wRMSE": float(grade_weights(score[own]) @ error[own] ** 2) ** 0.5,
        "RMSE": float((error[own] ** 2).mean()) ** 0.5,
        "SMD": float(error[own].mean() / score[own].std()),
        "QWK": kappa(share[own], score[own]),
        "90 % covers": inside[own].mean(),
        "width": (ends[own, 1] - ends[own, 0]).mean(),
        "auto": auto.sum() / own.sum(),
        "QWK of auto": kappa(share[auto], score[auto]) if auto.any() else np.nan,
        "best": _best(share[own], score[own], sure[own]),
        "made: mean": share[held.made].mean() if held.made.any() else np.nan,
        "right: mean": share[right].mean(),
    }


def _best(share: np.ndarray, score: np.ndarray, sure: np.ndarray) -> float:
    order = np.argsort(-sure, kind="stable")
    sizes = [
        n for n in range(20, len(order) + 1) if kappa(share[order[:n]], score[order[:n]]) >= TARGET
    ]
    return max(sizes, default=0) / len(order)


def main() -> None:
    """A line a set, and their mean."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    sets = read_sets(parser.parse_args().folder)
    show(sets)


def show(sets: list[GradedSet]) -> None:
    """The table in Markdown."""
    predicted = left_out(sets)
    print("| set | n | " + " | ".join(COLUMNS) + " |")
    print("|---|---|" + "---|" * len(COLUMNS))
    found = []
    for held, data in zip(predicted, sets, strict=True):
        found.append(figures(held, [p for p in predicted if p is not held], data))
        cells = " | ".join(f"{found[-1][c]:.3f}".replace("nan", "–") for c in COLUMNS)
        print(f"| {held.name} | {int((~held.made).sum())} | {cells} |", flush=True)
    means = " | ".join(f"{np.nanmean([f[c] for f in found]):.3f}" for c in COLUMNS)
    print(f"| mean | | {means} |")


if __name__ == "__main__":
    main()

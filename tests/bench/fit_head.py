"""Fits the head's middles, scale and intervals to graded data; writes them into the package.

    python tests/bench/fit_head.py DATA_DIR [--write]

DATA_DIR holds the files of `graded.SETS` (columns question_id, question, reference, answer, score).
The weights of the features are not fitted: they are START, chosen once by hand, equal but for a few.
The scale, the intervals and the thresholds are fitted to what is said of sets left out. No random
numbers but the seeded choice of counterfactuals. Writes `middle`, `width`, `top` and `covered` of
grader/text/scale.json.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from graded import NO_HEAD, SETS, GradedSet, load_set
from scale_fit import Predicted, fit_scale

from grader.text.head import Head
from grader.text.models import DEFAULT_MODEL, cache_folder, open_encoder
from grader.text.whole import FEATURES, discord

ROOT = Path(__file__).parents[2]
# Weights of standardised features. Mixtures fitted to other sets agree less on a set left out.
START = {
    "covered": 1.0,
    "covered early": 1.0,
    "plain": 1.2,
    "keywords": 0.5,
    "sentence": 0.3,
    "opposition": -0.2,
    "denial": -0.1,
    "sameness": -0.5,
}


def fit_head(sets: Sequence[GradedSet]) -> Head:
    """A head with the features' middles and widths in `sets`, each set counting the same."""
    rows = [data.features[~data.made & np.isfinite(data.features[:, 0])] for data in sets]
    middle = np.mean([r.mean(axis=0) for r in rows], axis=0)
    square = np.mean([(r**2).mean(axis=0) for r in rows], axis=0)
    width = np.sqrt(np.maximum(square - middle**2, 1e-4))
    top = np.array([START.get(name, 0.0) for name in FEATURES])
    arrays = (values.round(4).astype(np.float32) for values in (middle, width, top))
    return Head(*arrays, NO_HEAD.scale)


def predict(head: Head, data: GradedSet) -> Predicted:
    """What a head says of all rows of a set; minus infinity where nothing was answered."""
    blank = ~np.isfinite(data.features[:, 0])
    filled = np.nan_to_num(data.features).astype(np.float32)
    totals = np.where(blank, -np.inf, [head.total(row) for row in filled])
    discords = np.where(blank, 0.0, [discord(head, row) for row in filled])
    plain = filled[:, FEATURES.index("plain")]
    return Predicted(data.name, totals, discords, data.score, data.made, plain)


def left_out(sets: Sequence[GradedSet]) -> list[Predicted]:
    """For each set, what a head says that was fitted to the other sets."""
    return [predict(fit_head([o for o in sets if o is not held]), held) for held in sets]


def read_sets(folder: Path) -> list[GradedSet]:
    """All the sets, encoded; minutes where the encodings are not in the cache."""
    encoder = open_encoder(DEFAULT_MODEL, cache_folder(os.environ))
    return [load_set(folder / f"{name}.csv", encoder) for name in SETS]


def _plain(array: np.ndarray) -> list[float]:
    return [round(float(value), 4) for value in array]


def main() -> None:
    """Fits, prints and writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    sets = read_sets(args.folder)
    head = fit_head(sets)
    values = {name: _plain(getattr(head, name)) for name in ("middle", "width", "top")}
    values["covered"] = fit_scale(left_out(sets))
    print(json.dumps(values))
    if args.write:
        path = ROOT / "grader/text/scale.json"
        known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        path.write_text(json.dumps(known | values, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

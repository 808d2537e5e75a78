"""Writes grader/text/integrity/salad.json, the probe for words without sentences; asserts nothing.

    PYTHONPATH=. python tests/bench/fit_salad.py DATA_DIR [--rows 200] [--write]

DATA_DIR holds the seven graded sets. Natural texts are answers of these sets, the example answers
and the rubrics' wordings, as they are and with typos, in dialect, as bullets, without marks; the
others are their shuffles, and keyword lists and bursts of their references. Seeded: the same data
gives the same file. First the figures with one source left out at a time are printed: of natural
texts the share that is flagged, of the others the share that is found.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from grader.model import Question, Rubric
from grader.rubric.bank import default_folder
from grader.rubric.files import load_rubrics
from grader.text.integrity.lists import lists_terms
from grader.text.integrity.order import is_german
from grader.text.integrity.salad import LEAST_TOKENS, LEAST_WORDS, SALAD, features, ties
from grader.text.models import DEFAULT_MODEL, cache_folder, open_encoder
from grader.text.normalise import normalise
from grader.text.reading import plan, read
from tests.bench.attacks import harmless, wording
from tests.bench.attacks.cases import Row
from tests.bench.attacks.sources import bank

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "grader/text/integrity/salad.json"
NATURAL = {
    "typos": harmless.typos,
    "unmarked": harmless.unmarked,
    "dialect": harmless.dialect,
    "bullets": harmless.bullets,
}
MADE = {
    "shuffled": wording.shuffled,
    "shuffled_within": wording.shuffled_within,
    "keyword_list": wording.keyword_list,
    "content_burst": wording.burst,
}
SHRINKAGE = 0.003
# Where the reference is a list no flag is raised, so nothing is learnt there.
SOURCES = ("wordings", "bank")
ONCE = 256


def rows(data: Path, size: int) -> Iterator[Row]:
    """Answers of every set, the example answers, every wording of the bank."""
    nobody = Rubric(Question("", ""), ())
    for path in sorted(data.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            records = list(csv.DictReader(file))
        random.Random(5).shuffle(records)
        for r in records[:size]:
            yield Row(path.stem, nobody, r["question"], r["reference"], r["answer"], 0.0)
    yield from bank(ROOT / "fixtures/answers", 10**6, 0).rows
    for rubric in load_rubrics(default_folder()).values():
        asked = rubric.question
        for point in rubric.key_points:
            for text in (point.requirement, *point.wordings):
                yield Row("wordings", nobody, asked.text, asked.reference, text, 1.0)


def texts(data: Path, size: int) -> Iterator[tuple[str, str, str]]:
    """(source, family, text) of all natural and all made texts."""
    for number, row in enumerate(rows(data, size)):
        if lists_terms(normalise(row.reference).text) or is_german(normalise(row.answer).text):
            continue
        rng = random.Random(number)
        yield row.source, "natural", row.answer
        if row.source == "wordings" and number % 4:
            continue
        for name in ("shuffled", "shuffled_within"):
            yield row.source, name, MADE[name](row, rng)
        if row.source != "wordings" and number % 2 == 0:
            for name in ("keyword_list", "content_burst"):
                yield row.source, name, MADE[name](row, rng)
            for name, dress in NATURAL.items():
                yield row.source, name, dress(row, rng)


def seen(found: list[tuple[str, str, str]]) -> Iterator[tuple[str, str, np.ndarray]]:
    """(source, family, features) of the texts that are long enough to tell."""
    encoder = open_encoder(DEFAULT_MODEL, cache_folder(os.environ))
    for at in range(0, len(found), ONCE):
        part = [(s, f, made) for s, f, t in found[at : at + ONCE] if (made := plan(t)).spans]
        encoded = iter(encoder.encode([t for *_, made in part for t in made.texts]))
        for source, family, made in part:
            reading = read(made, [next(encoded) for _ in made.texts])
            text = made.normal.text
            if len(reading.tokens) >= LEAST_TOKENS and ties(text).words >= LEAST_WORDS:
                yield source, family, features(text, reading.tokens)


def fitted(x: np.ndarray, made: np.ndarray) -> np.ndarray:
    """The weights (f,) of a logistic regression that counts both kinds the same."""
    middle, width = x.mean(axis=0), x.std(axis=0) + 1e-6
    model = LogisticRegression(C=SHRINKAGE, class_weight="balanced", max_iter=500)
    model.fit((x - middle) / width, made)
    weights = model.coef_[0] / width
    # The constant among the features takes up the rest.
    constant = len(weights) // 2 - 1
    weights[constant] += float(model.intercept_[0]) - float(middle @ weights)
    return weights


def left_out(source: np.ndarray, x: np.ndarray, made: np.ndarray) -> np.ndarray:
    """Each text's log odds (n,) by weights that saw nothing of its source."""
    odds = np.zeros(len(x))
    for name in sorted(set(source)):
        own = np.isin(source, SOURCES) if name in SOURCES else source == name
        odds[source == name] = x[source == name] @ fitted(x[~own], made[~own])
    return odds


def table(source: np.ndarray, family: np.ndarray, odds: np.ndarray) -> Iterator[str]:
    """A Markdown table: the share beyond SALAD, by source and family."""
    families = ("natural", *NATURAL, *MADE)
    yield f"| source left out | {' | '.join(families)} |"
    yield f"|---|{'---:|' * len(families)}"
    for name in (*sorted(set(source)), "all"):
        own = source == name if name != "all" else np.ones(len(source), bool)
        shares = [odds[own & (family == f)] > SALAD for f in families]
        cells = (f"{100 * s.mean():.1f} %" if len(s) else "–" for s in shares)
        yield f"| {name} | {' | '.join(cells)} |"


def main() -> None:
    """The figures, and with --write the file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--rows", type=int, default=200, help="so many answers of each set")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    found = [item for item in texts(args.data, args.rows) if item[2].strip()]
    sources, families, features_ = zip(*seen(found), strict=True)
    source, family, x = np.array(sources), np.array(families), np.stack(features_)
    made = np.isin(family, list(MADE))
    odds = left_out(source, x, made)
    print(*table(source, family, odds), sep="\n")
    for share in (0.002, 0.004, 0.008):
        print(f"{share:.1%} of natural texts beyond {np.quantile(odds[~made], 1 - share):.2f}")
    if args.write:
        weights = [float(f"{w:.4g}") for w in fitted(x, made)]
        TARGET.write_text(json.dumps({"weights": weights}, separators=(",", ":")) + "\n")
        print(f"{TARGET.name} {TARGET.stat().st_size / 1000:.1f} kB")


if __name__ == "__main__":
    main()

"""Rows to start from: samples of the development sets, and the bank's example answers."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.model import Question, Rubric
from grader.rubric.bank import default_folder
from grader.rubric.build import build_rubric
from grader.rubric.files import load_rubrics
from tests.bench.attacks.cases import Row

SHARES = {"full": 1.0, "paraphrase": 0.85, "partial": 0.5, "wrong": 0.15}
RIGHT, WRONG = 0.8, 0.3


@dataclass(frozen=True, slots=True)
class Source:
    """`rows` to attack, `plain` ones as they come, and all the rubrics they may mix up."""

    name: str
    rows: list[Row]
    plain: list[Row]
    rubrics: list[Rubric]


def data_set(path: Path, size: int, plain: int, seed: int = 0) -> Source:
    """`size` rows of a graded data set, half of them right where there are enough."""
    with path.open(encoding="utf-8", newline="") as file:
        records = list(csv.DictReader(file))
    rng = random.Random(seed)
    rng.shuffle(records)
    rubrics: dict[tuple[str, str], Rubric] = {}
    for r in records:
        key = (r["question"], r["reference"])
        if key not in rubrics:
            rubrics[key] = build_rubric(Question(r["question_id"], r["question"], r["reference"]))
    right = [r for r in records if float(r["score"]) >= RIGHT]
    others = [r for r in records if float(r["score"]) < RIGHT]
    chosen = [*right[: size // 2], *others[: size - size // 2]]
    rows = []
    for r in (*chosen, *records[:plain]):
        rubric = rubrics[r["question"], r["reference"]]
        foreign = [o["answer"] for o in right if o["question_id"] != r["question_id"]]
        rows.append(Row(path.stem, rubric, r["question"], r["reference"], r["answer"],
                        float(r["score"]), rng.choice(foreign)))  # fmt: skip
    return Source(path.stem, rows[: len(chosen)], rows[len(chosen) :], list(rubrics.values()))


def bank(answers: Path, size: int, plain: int, seed: int = 0) -> Source:
    """`size` of the example answers to the bank's own questions."""
    rubrics = load_rubrics(default_folder())
    rng = random.Random(seed)
    files = [p for p in sorted(answers.glob("*/*/*.txt")) if p.parts[-2] in SHARES]
    texts = {p: p.read_text("utf-8") for p in files}
    rows = list(_bank_rows(files, texts, rubrics, rng))
    rng.shuffle(rows)
    return Source("bank", rows[:size], rows[:plain], [r for r in rubrics.values() if r.key_points])


def _bank_rows(
    files: list[Path], texts: dict[Path, str], rubrics: dict[str, Rubric], rng: random.Random
) -> Iterator[Row]:
    for path in files:
        rubric = rubrics[path.parts[-3]]
        foreign = [
            texts[p] for p in files if p.parts[-2] == "full" and p.parts[-3] != path.parts[-3]
        ]
        yield Row("bank", rubric, rubric.question.text, rubric.question.reference, texts[path],
                  SHARES[path.parts[-2]], rng.choice(foreign))  # fmt: skip

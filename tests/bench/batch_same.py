"""Prints whether the grades of known answers are still the same, byte for byte; asserts nothing.

    python tests/bench/batch_same.py KEPT

Grades the example answers, the sample's texts and a few hundred made answers, by the bank's
rubrics and by the same rubrics without wordings and contrasts. Where the file KEPT is not there yet
it is written; else what was graded is compared with it. For changes that must not change a grade.
"""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from answers import ROOT, answers

from grader.batch.worker import Recipe, open_text_grader
from grader.model import Kind, Rubric, Submission
from grader.records import to_record
from grader.rubric.bank import default_folder
from grader.rubric.files import load_rubrics
from grader.text.models import DEFAULT_MODEL, cache_folder

MADE = 600
EVERY = 6
CHUNK = 512


def texts(rubrics: Mapping[str, Rubric]) -> Iterator[tuple[str, str]]:
    """(question, text): what is graded."""
    for path in sorted((ROOT / "fixtures" / "answers").glob("*/*/*.txt")):
        yield path.parts[-3], path.read_text("utf-8")
    sample = ROOT / "fixtures" / "submissions" / "sample.csv"
    with sample.open(encoding="utf-8-sig", newline="") as file:
        yield from ((row["题号"], row["答案"]) for row in csv.DictReader(file))
    for _, question, text in answers(rubrics, MADE):
        yield question, text


def bare(rubric: Rubric) -> Rubric:
    """The rubric as a tool would have built it: no wordings, and every second point a contrast."""
    points = tuple(
        replace(point, wordings=(), contrasts=point.contrasts[: number % 2])
        for number, point in enumerate(rubric.key_points)
    )
    return replace(rubric, key_points=points)


def lines(rubrics: Mapping[str, Rubric]) -> list[str]:
    """The grades as lines of JSON."""
    cache = str(cache_folder(os.environ))
    grader = open_text_grader(Recipe(rubrics, open_text_grader, model=DEFAULT_MODEL, cache=cache))
    known = {id_: r for id_, r in rubrics.items() if r.question.kind is Kind.SHORT_ANSWER}
    said = dict.fromkeys((q, text) for q, text in texts(rubrics) if q in known)
    pairs = [(Submission(q, text), known[q]) for q, text in said]
    pairs += [(s, bare(rubric)) for s, rubric in pairs[::EVERY]]
    found = []
    for at in range(0, len(pairs), CHUNK):
        found += grader.grade_many(pairs[at : at + CHUNK])
    return [json.dumps(to_record(g), ensure_ascii=False, sort_keys=True) for g in found]


def main(kept: Path) -> None:
    """Writes the grades, or prints how many of them differ from those that were kept."""
    now = lines(load_rubrics(default_folder()))
    if not kept.exists():
        kept.write_text("\n".join(now) + "\n", "utf-8")
        print(f"{len(now)} grades written to {kept}")
        return
    before = kept.read_text("utf-8").splitlines()
    differing = [at for at, (a, b) in enumerate(zip(before, now, strict=False)) if a != b]
    print(f"{len(now)} grades, {len(before)} kept, {len(differing)} differ")
    for at in differing[:3]:
        print(before[at], now[at], sep="\n", end="\n\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

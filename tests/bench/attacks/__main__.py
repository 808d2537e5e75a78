"""Prints what attacks on the grader achieve; asserts nothing.

    PYTHONPATH=. python -m tests.bench.attacks DATA_DIR [--rows 60] [--family NAME ...] [--by-source]

DATA_DIR holds the development sets, CSV files with the columns question_id, question, reference,
answer, score. The bank's own questions are attacked as well, from fixtures/answers.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT))

from grader.grading import Grader  # noqa: E402
from grader.model import Grade, Rubric, Submission  # noqa: E402
from grader.text.models import DEFAULT_MODEL, cache_folder, open_encoder  # noqa: E402
from tests.bench.attacks.cases import Row  # noqa: E402
from tests.bench.attacks.families import Attack, attacks  # noqa: E402
from tests.bench.attacks.figures import false_flags, flag_names, table  # noqa: E402
from tests.bench.attacks.sources import bank, data_set  # noqa: E402


def graded(
    grader: Grader, rows: Sequence[Row], names: Sequence[str]
) -> list[tuple[Attack, Grade, Grade]]:
    """Every attack with its grade and the grade of the answer that it was made from."""
    made = list(attacks(rows, names=names))
    grades = grader.grade_many([(Submission("", a.text), a.row.rubric) for a in made])
    before = {id(a.row): g for a, g in zip(made, grades, strict=True) if a.family == "untouched"}
    return [(a, g, before[id(a.row)]) for a, g in zip(made, grades, strict=True)]


def main() -> None:
    """The tables, all sources together and by source."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--rows", type=int, default=60, help="so many answers a source")
    parser.add_argument("--source", action="append", default=[], help="only these sources")
    parser.add_argument("--family", action="append", default=[], help="only these families")
    parser.add_argument("--by-source", action="store_true")
    parser.add_argument("--dump", type=Path, help="write one JSON line an attack")
    args = parser.parse_args()
    encoder = open_encoder(DEFAULT_MODEL, cache_folder(os.environ))
    found: list[tuple[Attack, Grade, Grade]] = []
    sources: list[tuple[str, list[Row], list[Rubric]]] = [
        ("bank", *bank(ROOT / "fixtures/answers", args.rows)),
        *((p.stem, *data_set(p, args.rows)) for p in sorted(args.data.glob("*.csv"))),
    ]
    for name, rows, rubrics in sources:
        if args.source and name not in args.source:
            continue
        start = time.perf_counter()
        found += graded(Grader(encoder, bank=rubrics), rows, args.family)
        print(f"{name}: {len(rows)} rows, {time.perf_counter() - start:.0f} s", file=sys.stderr)
    print(*table(found, by_source=args.by_source), sep="\n")
    print("\nFlags on untouched answers\n")
    print(*false_flags(found), sep="\n")
    if args.dump:
        lines = (json.dumps(_line(a, g, b), ensure_ascii=False) for a, g, b in found)
        args.dump.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _line(attack: Attack, grade: Grade, before: Grade) -> dict[str, object]:
    return {
        "family": attack.family, "source": attack.row.source, "text": attack.text,
        "reference": attack.row.reference, "question": attack.row.question,
        "share": grade.share, "before": before.share, "status": str(grade.status),
        "flags": sorted(flag_names(grade)), "review": [f.name for f in grade.review],
    }  # fmt: skip


if __name__ == "__main__":
    main()

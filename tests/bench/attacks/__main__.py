"""Prints what attacks on the grader achieve; asserts nothing.

    PYTHONPATH=. python -m tests.bench.attacks DATA_DIR [--rows 24] [--plain 120] [--family NAME ...]
                                               [--source NAME ...] [--by-source]

DATA_DIR holds the development sets, CSV files with the columns question_id, question, reference,
answer, score. The bank's own questions are attacked as well, from fixtures/answers. Of every source `--rows`
answers are attacked and `--plain` others, as they come, are graded untouched. `checked>50%` is what
would be graded without a person above half if a rubric made by rule were no reason for one.
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
from grader.model import Grade, Submission  # noqa: E402
from grader.text.models import DEFAULT_MODEL, cache_folder, open_encoder  # noqa: E402
from tests.bench.attacks.families import Attack, attacks  # noqa: E402
from tests.bench.attacks.figures import Graded, false_flags, flag_names, table  # noqa: E402
from tests.bench.attacks.sources import Source, bank, data_set  # noqa: E402


def graded(grader: Grader, source: Source, names: Sequence[str]) -> list[Graded]:
    """Every attack with its grade and the grade of the answer that it was made from."""
    made = list(attacks(source.rows, source.plain, names=names))
    grades = grader.grade_many([(Submission("", a.text), a.row.rubric) for a in made])
    plain = ("untouched", "origin")
    before = {id(a.row): g for a, g in zip(made, grades, strict=True) if a.family in plain}
    return [(a, g, before[id(a.row)]) for a, g in zip(made, grades, strict=True)]


def main() -> None:
    """The tables, all sources together and by source."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--rows", type=int, default=24, help="so many answers a source attacked")
    parser.add_argument("--plain", type=int, default=120, help="so many more graded untouched")
    parser.add_argument("--source", action="append", default=[], help="only these sources")
    parser.add_argument("--family", action="append", default=[], help="only these families")
    parser.add_argument("--by-source", action="store_true")
    parser.add_argument("--dump", type=Path, help="write one JSON line an attack")
    args = parser.parse_args()
    encoder = open_encoder(DEFAULT_MODEL, cache_folder(os.environ))
    found: list[Graded] = []
    sources = [
        bank(ROOT / "fixtures/answers", args.rows, args.plain),
        *(data_set(p, args.rows, args.plain) for p in sorted(args.data.glob("*.csv"))),
    ]
    for source in sources:
        if args.source and source.name not in args.source:
            continue
        start = time.process_time()
        found += graded(Grader(encoder, bank=source.rubrics), source, args.family)
        print(f"{source.name}: {time.process_time() - start:.0f} CPU s", file=sys.stderr)
    print(*table(found, by_source=args.by_source), sep="\n")
    print("\nFlags on legitimate answers\n")
    print(*false_flags(found), sep="\n")
    if args.dump:
        lines = (json.dumps(_line(a, g, b), ensure_ascii=False) for a, g, b in found)
        args.dump.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _line(attack: Attack, grade: Grade, before: Grade) -> dict[str, object]:
    return {
        "family": attack.family, "human": attack.row.score, "source": attack.row.source, "text": attack.text,
        "reference": attack.row.reference, "question": attack.row.question,
        "share": grade.share, "before": before.share, "status": str(grade.status),
        "flags": sorted(flag_names(grade)), "review": [f.name for f in grade.review],
    }  # fmt: skip


if __name__ == "__main__":
    main()

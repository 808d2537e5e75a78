"""Writes the tables of grader/text/integrity from the project's own texts; asserts nothing.

    PYTHONPATH=. python tests/bench/fit_order.py

letters.txt: one row a letter before, one column a letter after, minus ten times the natural
logarithm of the probability. order.json: how often each class of words stands, and follows another.
The texts are the bank's rubrics, the example answers and background.txt.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from math import log
from pathlib import Path

from grader.rubric.bank import default_folder
from grader.rubric.files import load_rubrics
from grader.text.integrity.noise import ALPHABET
from grader.text.integrity.order import classes

ROOT = Path(__file__).parents[2]
ROOM = ROOT / "grader/text/integrity"
SENTENCE = re.compile(r"[。！？!?；;\n]+|\.(?=\s|\Z)")


def texts() -> Iterator[str]:
    """Statements, questions and references of the bank, the example answers, the background."""
    for rubric in load_rubrics(default_folder()).values():
        asked = rubric.question
        yield from (asked.text, asked.text_en, asked.reference, asked.explanation)
        for criterion in (*rubric.key_points, *rubric.misconceptions):
            yield criterion.requirement
            yield from (*criterion.wordings, *(c.text for c in criterion.contrasts))
    files = [*sorted((ROOT / "fixtures/answers").glob("*/*/*.txt"))]
    yield from (path.read_text("utf-8") for path in files)
    yield (ROOT / "grader/text/background.txt").read_text("utf-8")


def letters(found: list[str]) -> str:
    """The table of letters."""
    words = (word for text in found for word in re.findall("[a-z]+", text.lower()))
    pairs = Counter(pair for word in words for pair in pairwise(f"^{word}$"))
    rows = []
    for before in ALPHABET:
        total = sum(pairs[before, after] for after in ALPHABET) + 0.5 * len(ALPHABET)
        rows.append([str(round(-10 * log((pairs[before, a] + 0.5) / total))) for a in ALPHABET])
    return "".join(" ".join(row) + "\n" for row in rows)


def order(found: list[str]) -> str:
    """The counts of classes and of their pairs; a pair that stands once is chance."""
    single: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for text in found:
        for sentence in SENTENCE.split(text):
            named = classes(sentence)
            single.update(named)
            pairs.update(pairwise(named))
    following: dict[str, dict[str, int]] = defaultdict(dict)
    for (first, second), count in sorted(pairs.items()):
        if count > 1:
            following[first][second] = count
    table = {"classes": dict(sorted(single.items())), "pairs": following}
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n"


def main() -> None:
    """Both files."""
    found = [text for text in texts() if text.strip()]
    (ROOM / "letters.txt").write_text(letters(found), encoding="utf-8")
    (ROOM / "order.json").write_text(order(found), encoding="utf-8")
    print(f"{len(found)} texts; order.json {(ROOM / 'order.json').stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()

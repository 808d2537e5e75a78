"""Writes grader/text/integrity/letters.txt from the project's own English texts; asserts nothing.

    PYTHONPATH=. python tests/bench/fit_letters.py

One row a letter before, one column a letter after: minus ten times the natural logarithm of the
probability, rounded. The texts are the bank's rubrics, the example answers and background.txt.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from math import log
from pathlib import Path

from grader.text.integrity.noise import ALPHABET

ROOT = Path(__file__).parents[2]
PLACES = ("rubrics/aigc/*.yaml", "fixtures/answers/*/*/*.txt", "grader/text/background.txt")


def main() -> None:
    """Counts, smooths, writes."""
    texts = [path.read_text("utf-8") for place in PLACES for path in sorted(ROOT.glob(place))]
    pairs = Counter(
        pair for text in texts for word in re.findall("[a-z]+", text.lower())
        for pair in pairwise(f"^{word}$")
    )  # fmt: skip
    rows = []
    for before in ALPHABET:
        total = sum(pairs[before, after] for after in ALPHABET) + 0.5 * len(ALPHABET)
        rows.append(
            " ".join(str(round(-10 * log((pairs[before, a] + 0.5) / total))) for a in ALPHABET)
        )
    target = ROOT / "grader/text/integrity/letters.txt"
    target.write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"{target}: {sum(pairs.values())} pairs")


if __name__ == "__main__":
    main()

"""Prints how long a report takes and how large its pages are, per candidate.

    python tests/bench/report_speed.py DIR [--pdf]

DIR is a result folder of `grade batch`. Times are of the processor, in this process alone.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import process_time

from grader.report.pdf import pdf_converter
from grader.report.results import read_results
from grader.report.writing import Report


def main(folder: Path, *, pdf: bool) -> None:
    """Makes a report in each language and prints a line a format."""
    start = process_time()
    results = read_results(folder)
    print(f"read {len(results.grades)} grades: {process_time() - start:.2f} s")
    for lang in ("zh", "en"):
        for name in ("html", "md", "json"):
            _line(Report(results, lang, (name,)), f"{lang} {name}")
    if pdf:
        convert = pdf_converter()
        page = next(c for n, c in Report(results, "zh", ("html",)).files() if "/" in n).decode()
        start = process_time()
        size = len(convert(page))
        print(f"one candidate's pdf: {process_time() - start:.2f} s, {size / 1000:.0f} kB")


def _line(report: Report, label: str) -> None:
    start, first, sizes = process_time(), 0.0, []
    for path, content in report.files():
        if "/" not in path:
            first = process_time() - start
            print(f"{label} {path}: {len(content) / 1000:.0f} kB after {first:.2f} s")
            continue
        sizes.append(len(content))
    each = (process_time() - start - first) / len(sizes)
    print(f"{label}: {each:.4f} s a candidate, largest {max(sizes) / 1000:.0f} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]), pdf="--pdf" in sys.argv)

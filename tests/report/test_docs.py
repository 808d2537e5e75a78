"""The interviewer's ten questions are answered where the document says."""

from __future__ import annotations

import re
from pathlib import Path

from grader.report.results import Results
from grader.report.writing import Report

DOCUMENT = (Path(__file__).parents[2] / "docs/reports.md").read_text("utf-8")
ROW = re.compile(r"^\| ([^|]+\?(?: [^|]*)?) \| ([^|]+) \| (\d) \|$", re.MULTILINE)


def test_ten_questions_within_two_clicks(few: Results) -> None:
    """Each names a part that is on its page, no more than two clicks away."""
    pages = {name: content.decode() for name, content in Report(few, "en", ("html",)).files()}
    rows = ROW.findall(DOCUMENT)
    assert len(rows) == 10
    for question, place, clicks in rows:
        name = re.search(r"`(\w+\.html)`", place)
        page = pages[name[1] if name else "candidates/2026001.html"]
        parts = re.findall("“([^”]+)”", place)
        assert parts or "key point" in place, question
        assert not [part for part in parts if part not in page], (question, place)
        assert int(clicks) <= 2, question

"""A hundred hostile strings, and grades that hold one wherever a stranger's text can stand."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from grader.model import (
    Curve,
    Evidence,
    Flag,
    Grade,
    Image,
    Interval,
    Run,
    Span,
    Status,
    Verdict,
)
from grader.review import append
from grader.review.decision import decide
from tests.report.cohort import write_folder

STRINGS: list[str] = json.loads(
    (Path(__file__).parents[2] / "fixtures/hostile_strings.json").read_text("utf-8")
)


def hostile_grade(text: str, number: int) -> Grade:
    """A grade that holds a string in every text that a stranger can reach."""
    item = Evidence(
        text, "key_point", Verdict.PARTLY, 0.5, 2.0, 5.0, Span(0, len(text)), text, text, (text,),
        (text,), {"margin": 0.1}, text, text, text, text,
    )  # fmt: skip
    wrong = replace(item, kind="misconception", points=-1.0, max_points=0.0)
    check = replace(item, kind="check", span=None, quote="")
    image = Image(text, "PHN2Zz48L3N2Zz4=" if number % 2 else '"><script>')
    curve = Curve(text, (1.0, float("inf"), 0.5))
    run = Run("torch", "crash", (curve,), (image,), (text,), text, text)
    return Grade(
        candidate_id=text, question_id=f"q{text}" if number % 3 == 0 else "1",
        status=Status.NEEDS_REVIEW, points=3.0, max_score=10.0, confidence=0.4,
        evidence=(item, wrong, check) if number % 2 else (item, wrong),
        flags=(Flag("x" + text, text),), feedback=text, interval=Interval(2.0, 4.0),
        review=(Flag(text, text),), answer=text, origin=text, run=run if number % 2 else None,
    )  # fmt: skip


def write_hostile(folder: Path) -> Path:
    """A result folder full of them, with decisions and names."""
    grades = [hostile_grade(text, number) for number, text in enumerate(STRINGS)]
    write_folder(folder, grades, {})
    made = [
        decide(grade, 5.0, author=grade.candidate_id or "x", time="t", reason=grade.answer)
        for grade in grades[::4]
        if grade.candidate_id.strip()
    ]
    append(folder / "decisions.jsonl", made)
    run = json.loads((folder / "run.json").read_text("utf-8"))
    run["names"] = {text: text for text in STRINGS}
    run["questions"] = [{"id": "1", "text": STRINGS[0], "topics": STRINGS[:8]}]
    (folder / "run.json").write_text(json.dumps(run), "utf-8")
    return folder

"""What the tests of the command share: a runner, and a grader that reads points off the answer."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner, Result

from grader.cli.main import main
from grader.model import Evidence, Flag, Grade, Rubric, Span, Status, Submission, Verdict

Run = Callable[..., Result]

QUESTION = """\
schema: 1
id: "{id}"
kind: {kind}
question: 请解释火山怎样喷发。
question_en: How does a volcano erupt?
reference: 岩浆中的气体膨胀，把岩浆推出地表。
max_score: 10
key_points:
  - name: 气体膨胀
    requirement: 岩浆里的气体膨胀，把岩浆推上来。
    weight: 10
    keywords: [{{term: 岩浆, aliases: [magma]}}]
"""


class ReadingGrader:
    """A Grader that gives the points an answer names (`8`); `error` is a failure of ours."""

    def __init__(
        self, encoder: object, *, lang: str = "zh", calibration: object = None, **_: object
    ) -> None:
        self.lang = lang
        self.calibration = calibration

    def grade_many(self, pairs: Sequence[tuple[Submission, Rubric]]) -> list[Grade]:
        """One Grade per pair, in order."""
        return [_grade(submission, rubric) for submission, rubric in pairs]


def _grade(submission: Submission, rubric: Rubric) -> Grade:
    words = submission.text.strip()
    ids = (submission.candidate_id, submission.question_id)
    if words == "error":
        return Grade(*ids, Status.GRADER_ERROR, None, rubric.max_score, 0.0)
    if not words:
        return Grade(*ids, Status.BLANK, 0.0, rubric.max_score, 1.0, feedback="没有作答。")
    points = float(words.split()[0])
    quote = submission.text
    verdict = Verdict.MET if points > 5 else Verdict.MISSED
    evidence = Evidence(
        rubric.key_points[0].name, "key_point", verdict, points / 10, points, 10.0,
        Span(0, len(quote)), quote, "因为如此。", ("岩浆",), ("气体",), {"margin": 0.1}, "为什么？",
    )  # fmt: skip
    flags = (Flag("short", "很短"),)
    return Grade(*ids, Status.GRADED, points, rubric.max_score, 0.9, (evidence,), flags, "好。")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs the command in an empty folder, in English, with a grader that needs no model."""
    stub = ModuleType("grader.grading")
    stub.__dict__["Grader"] = ReadingGrader
    monkeypatch.setitem(sys.modules, "grader.grading", stub)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)

    def invoke(*args: str, stdin: bytes = b"") -> Result:
        return CliRunner().invoke(main, args, input=stdin, catch_exceptions=False)

    return invoke


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """A folder `bank` with question 3 and a coding task c1."""
    folder = tmp_path / "bank"
    folder.mkdir()
    (folder / "q03.yaml").write_text(QUESTION.format(id="3", kind="short_answer"), "utf-8")
    coding = QUESTION.format(id="c1", kind="coding").partition("key_points")[0]
    (folder / "c1.yaml").write_text(coding, "utf-8")
    return folder


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], str]:
    """Writes a file into the current folder and gives its name back."""

    def place(name: str, content: str | bytes) -> str:
        data = content.encode() if isinstance(content, str) else content
        (tmp_path / name).write_bytes(data)
        return name

    return place

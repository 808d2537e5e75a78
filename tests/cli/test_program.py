"""`grade solution.py --q c3` and `grade task show c3`: what a person sees."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from grader.cli.program_view import sparkline
from grader.cli.render import console, grade_view
from grader.model import Curve, Evidence, Grade, Provenance, Resources, Run, Status, Verdict
from tests.cli.conftest import Run as Invoke

ROOT = Path(__file__).parents[2]
HOSTILE = "\x1b[2Jcleared\nlast line"


def check(name: str, score: float, **words: str) -> Evidence:
    """The evidence of one check of 2 points."""
    verdict = Verdict.MET if score == 1 else Verdict.MISSED
    return Evidence(name, "check", verdict, score, 2 * score, 2.0, **words)


GRADE = Grade(
    candidate_id="li",
    question_id="c3",
    status=Status.CANDIDATE_ERROR,
    points=2.0,
    max_score=4.0,
    confidence=1.0,
    evidence=(
        check("Shapes", 1.0, expected="(N, 2)", actual="(N, 2)"),
        check("Lag", 0.0, expected="1 ahead", actual="2 ahead", hint="Shift by one."),
        Evidence(
            "line 3: NameError",
            "finding",
            Verdict.MISSED,
            0.0,
            0.0,
            0.0,
            quote="x = np.zeros(3)",
            why="line 3: NameError: name 'np' is not defined",
        ),
    ),
    provenance=Provenance(seed=7),
    run=Run(
        framework="torch",
        outcome="crash",
        curves=(Curve("loss", tuple(float(9 - i) for i in range(9))),),
        skipped=("line 9: training",),
        stderr=HOSTILE,
        resources=Resources(1.25, 1.0, 320.0),
    ),
)


def shown(grade: Grade, lang: str, capsys: pytest.CaptureFixture[str]) -> str:
    """A grade as it is printed."""
    console().print(grade_view(grade, "li.py", lang))
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        (
            "en",
            [
                "2 / 4 points",
                "✓ 2/2  Shapes",
                "✗ 0/2  Lag",
                "expected: 1 ahead",
                "actual: 2 ahead",
                "hint: Shift by one.",
                "line 3: NameError: name 'np' is not defined",
                "x = np.zeros(3)",
                "framework torch · outcome crash · seed 7",
                "loss █▇▆▅▅▄▃▂▁ 9 → 1",
                "not run: line 9: training",
                "last line",
            ],
        ),
        ("zh", ["检查", "应当：1 ahead", "实际：2 ahead", "提示：", "源代码中的问题", "崩溃"]),
    ],
)
def test_a_program_is_shown_with_checks_findings_and_its_run(
    lang: str, parts: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Checks with expected and actual, the curve, what was skipped, standard error."""
    text = shown(GRADE, lang, capsys)
    assert [part for part in parts if part not in text] == []


def test_standard_error_is_shown_and_not_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    """An escape sequence of the candidate's reaches no terminal."""
    text = shown(GRADE, "en", capsys)
    assert "\x1b" not in text
    assert r"\x1b[2Jcleared" in text


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ((1.0,), "▁"),
        ((0.0, 1.0), "▁█"),
        ((1.0, float("nan"), 0.0), "█·▁"),
        ((float("inf"), float("nan")), "··"),
    ],
)
def test_a_curve_becomes_blocks(values: tuple[float, ...], line: str) -> None:
    """Numbers that are none have a sign of their own."""
    assert sparkline(values) == line


def test_a_long_curve_fits_its_columns() -> None:
    """Means over equal parts."""
    assert len(sparkline(tuple(map(float, range(1001))), 40)) <= 40


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        ("en", ["build_model(window_size, n_features)", "also accepted: make_model", "2 points"]),
        ("zh", ["要写的函数", "也可以叫：make_model", "2 分  目标正是下一步", "没有网络"]),
    ],
)
def test_the_brief_says_what_to_write_and_what_is_checked(
    lang: str, parts: list[str], run: Invoke
) -> None:
    """Signatures, accepted names, points; no thresholds."""
    result = run("task", "show", "c3", "--lang", lang)
    assert result.exit_code == 0
    assert [part for part in parts if part not in result.stdout] == []
    assert "0.8" not in result.stdout


def test_a_program_is_graded_by_the_command() -> None:
    """From the file to JSON, with the seed that was asked for; nothing is replaced here."""
    path = "fixtures/code/c3/off_by_one/torch_dataset.py"
    options = ["--q", "c3", "--json", "--seed", "3", "--limits", "wall=300,cpu=200"]
    command = [sys.executable, "-c", "from grader.cli.main import main; main()", path, *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    record = json.loads(done.stdout)
    assert (record["points"], record["provenance"]["seed"]) == (8.0, 3)
    assert record["provenance"]["sandbox"] != []
    assert record["run"]["framework"] == "torch"

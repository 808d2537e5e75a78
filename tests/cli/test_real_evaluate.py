"""Evaluating and calibrating with the real encoder, on the graded answers that come along."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from grader.cli.main import main
from grader.text.encoder import Encoder

ROOT = Path(__file__).parents[2]
GRADED = ROOT / "fixtures" / "graded" / "bank_zh.csv"


def run(*args: str) -> Result:
    """The command in this process."""
    return CliRunner().invoke(main, args, catch_exceptions=False)


@pytest.mark.usefixtures("e5")
def test_a_bank_is_evaluated_calibrated_and_graded_by(tmp_path: Path) -> None:
    """The grader agrees with people, learns from them, and says so in a grade's provenance."""
    folder = tmp_path / "bank"
    folder.mkdir()
    for number in range(1, 5):
        shutil.copy(ROOT / "rubrics" / "aigc" / f"q{number:02d}.yaml", folder)
    before = json.loads(run("evaluate", str(GRADED), "--rubrics", str(folder), "--json").stdout)
    assert before["n"] == 40
    assert before["pearson"]["value"] > 0.6
    assert before["human_human"]["pearson"]["value"] > before["pearson"]["value"]
    assert before["provenance"]["calibration"] == ""

    done = run("calibrate", str(GRADED), "--rubrics", str(folder), "--lang", "en")
    assert done.exit_code == 0, done.output
    after = json.loads(run("evaluate", str(GRADED), "--rubrics", str(folder), "--json").stdout)
    assert after["rmse"]["value"] < before["rmse"]["value"]
    assert len(after["provenance"]["calibration"]) == 64

    answer = tmp_path / "answer.txt"
    answer.write_text("生成器从随机噪声造样本，判别器判断真假。", encoding="utf-8")
    args = ("answer", str(answer), "--q", "3", "--rubrics", str(folder), "--json")
    used, left = json.loads(run(*args).stdout), json.loads(run(*args, "--no-calibration").stdout)
    assert used["provenance"]["calibration"] == after["provenance"]["calibration"]
    assert left["provenance"]["calibration"] == ""
    assert sum(e["points"] for e in used["evidence"]) == pytest.approx(used["points"])
    assert used["points"] != left["points"]


def test_english_answers_by_their_references(e5: Encoder) -> None:
    """Rubrics built from references put English answers into the order of their scores."""
    assert e5.digest
    made = json.loads(run("evaluate", str(GRADED.with_name("english.csv")), "--json").stdout)
    assert made["pearson"]["value"] > 0.4
    assert made["settings"]["full_marks"] == [5, 5]
    assert made["settings"]["steps"] == 5

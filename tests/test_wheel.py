"""A wheel that is installed elsewhere holds all it needs to grade."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-c", "from grader.cli.main import main; main(prog_name='grade')"]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel's content, as pip unpacks it."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    target = folder / "site"
    install = [sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--quiet"]
    subprocess.run([*install, "--target", str(target), str(wheel)], check=True, capture_output=True)
    return target


def test_the_bank_is_inside(installed: Path) -> None:
    """The thirty-five rubrics, the judge's numbers and the background are in the wheel."""
    assert len(list((installed / "grader/_bank/aigc").glob("*.yaml"))) == 35
    assert (installed / "grader/text/judge.json").is_file()
    assert (installed / "grader/text/background.txt").is_file()
    assert (installed / "grader/py.typed").is_file()
    assert (installed / "grader/report/templates/style.css").is_file()


def test_it_grades_away_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    """In another folder the installed package grades with its own bank."""
    answer = tmp_path / "answer.txt"
    answer.write_text("生成器造假图，判别器分真假，两者对抗训练。", encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(installed)}
    where = "import grader; print(grader.__file__)"
    found = subprocess.run(
        [sys.executable, "-c", where], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert found.stdout.startswith(str(installed))
    done = subprocess.run(
        [*COMMAND, str(answer), "--q", "3", "--json"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout)["points"] > 1

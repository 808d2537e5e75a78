"""kill -9 at random moments loses nothing; the bench `batch_kill.py` does it fifty times."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from grader.batch.journal import NAME
from tests.batch.conftest import outputs

RUNNER = Path(__file__).parent / "killed.py"
ROWS = [
    *[(f"c{i}", "1", f"slow {i % 9} answer {i}") for i in range(10)],
    *[(f"c{i}", "c1", f"x = {i}") for i in range(60)],
]


def test_a_killed_run_goes_on(table: Callable[..., Path], tmp_path: Path) -> None:
    """Killed as soon as its journal has grown to a random length, then resumed: the same bytes."""
    path, drawn = table(ROWS), random.Random(2)
    subprocess.run([sys.executable, RUNNER, path, tmp_path / "whole"], check=True)
    size = (tmp_path / "whole" / NAME).stat().st_size
    folder = tmp_path / "killed"
    for _ in range(2):
        wanted = drawn.randrange(size)
        with subprocess.Popen([sys.executable, RUNNER, path, folder]) as process:
            journal = folder / NAME
            while process.poll() is None:
                if journal.exists() and journal.stat().st_size >= wanted:
                    process.kill()
                time.sleep(0.002)
    subprocess.run([sys.executable, RUNNER, path, folder], check=True)
    assert outputs(folder) == outputs(tmp_path / "whole")

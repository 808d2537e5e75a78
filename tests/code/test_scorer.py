"""The name of what grades programs."""

from __future__ import annotations

from pathlib import Path

from grader.code.scorer import code_scorer, scorer_of


def test_another_check_is_another_scorer(tmp_path: Path) -> None:
    """The name changes with any source of a check; not with isolation or with compiled files."""
    (tmp_path / "tasks").mkdir()
    (tmp_path / "tasks" / "gan.py").write_text("LEAST = 0.5")
    before = scorer_of(tmp_path)
    for folder in ("sandbox", "__pycache__"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "more.py").write_text("x = 1")
    assert scorer_of(tmp_path) == before
    (tmp_path / "tasks" / "gan.py").write_text("LEAST = 0.6")
    assert scorer_of(tmp_path) != before
    assert code_scorer().startswith("code-1-")

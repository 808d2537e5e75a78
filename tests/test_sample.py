"""The sample batch is what its recipe makes."""

from __future__ import annotations

import csv
import importlib.util
from collections import Counter
from pathlib import Path
from types import ModuleType

FOLDER = Path(__file__).parents[1] / "fixtures/submissions"


def recipe() -> ModuleType:
    """`fixtures/submissions/make.py` as a module."""
    spec = importlib.util.spec_from_file_location("sample_recipe", FOLDER / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def table(name: str, encoding: str) -> list[dict[str, str]]:
    """The rows of one of the sample's files."""
    with (FOLDER / name).open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def test_sixty_candidates_answer_every_question() -> None:
    """Sixty rows for each of the thirty questions and five tasks, the same in both encodings."""
    rows = table("sample.csv", "utf-8")
    assert set(Counter(row["题号"] for row in rows).values()) == {60}
    assert len({row["题号"] for row in rows}) == 35
    assert rows == table("sample_gb18030.csv", "gb18030")


def test_the_recipe_makes_the_sample() -> None:
    """Running the recipe again changes nothing, and programs are those of fixtures/code."""
    module = recipe()
    rows = list(module.rows())
    module.unusual(rows, {"13": "请说明 AIGC 模型中的注意力机制。"})
    assert rows == table("sample.csv", "utf-8")
    for row in rows:
        assert not row["代码文件"] or (FOLDER / row["代码文件"]).is_file()

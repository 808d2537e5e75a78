"""The names that `import grader` promises, and how little it takes to get them."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import grader

ROOT = Path(__file__).parent.parent
HEAVY = {"torch", "pandas", "numpy", "sklearn", "pydantic", "ruamel", "rich", "rjieba"}
HELP = "from grader.cli.main import main; main(['--help'], standalone_mode=False)"


def loaded(program: str) -> set[str]:
    """The top-level modules that a fresh interpreter has loaded after a program."""
    code = f"{program}; import sys; print('modules', *{{m.partition('.')[0] for m in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    return set(done.stdout.rpartition("modules ")[2].split())


def test_the_public_names_are_sorted_and_complete() -> None:
    """`__all__` is sorted, and `dir` shows just that."""
    assert grader.__all__ == sorted(set(grader.__all__))
    assert dir(grader) == grader.__all__


@pytest.mark.parametrize("name", grader.__all__)
def test_every_public_name_is_there_and_says_what_it_is(name: str) -> None:
    """Each name resolves to something with a docstring."""
    assert getattr(grader, name).__doc__


def test_another_name_is_an_attribute_error() -> None:
    """As in any module."""
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = grader.nothing


def test_the_version_is_that_of_the_distribution() -> None:
    """The package and pyproject.toml agree."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project.get("version", grader.__version__) == grader.__version__


def test_importing_the_package_loads_nothing_heavy() -> None:
    """`import grader` is for free."""
    assert loaded("import grader") & (HEAVY | {"click"}) == set()


def test_help_loads_nothing_heavy() -> None:
    """`grade --help` answers at once: click and the standard library do it."""
    modules = loaded(HELP)
    assert "click" in modules
    assert modules & HEAVY == set()

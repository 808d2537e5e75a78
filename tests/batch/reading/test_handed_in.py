"""A program that a cell names: a file, folder, archive or notebook in the folder of the table."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from grader.batch.problems import Problem
from grader.batch.reading.handed_in import read_handed_in
from grader.model import Program

MAIN, MODEL = b"import model\n", b"x = 1\n"
NOTEBOOK = {"cells": [{"cell_type": "code", "source": ["y = 2\n"]}], "nbformat": 4}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A table's folder with what candidates hand in, and a secret beside it."""
    below = tmp_path / "table"
    (below / "ann" / "parts").mkdir(parents=True)
    (below / "ann" / "main.py").write_bytes(MAIN)
    (below / "ann" / "parts" / "model.py").write_bytes(MODEL)
    (below / "ann" / "data.bin").write_bytes(b"\0\1")
    (below / "ann" / "__pycache__").mkdir()
    (below / "ann" / "__pycache__" / "main.py").write_bytes(b"old")
    (below / "bob.ipynb").write_text(json.dumps(NOTEBOOK))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("work/main.py", MAIN)
        archive.writestr("work/model.py", MODEL)
    (below / "cyd.zip").write_bytes(packed.getvalue())
    (below / "notes.txt").write_text("说明")
    (tmp_path / "secret.py").write_text("key = 1")
    return below


def read(folder: Path, cell: str) -> tuple[str, Program]:
    """What is read, which must be a program."""
    found = read_handed_in(folder, cell)
    assert not isinstance(found, Problem)
    return found


def paths(program: Program) -> list[str]:
    """The paths of its files."""
    return [file.path for file in program.files]


def test_a_folder_is_a_program(folder: Path) -> None:
    """Its Python files with their paths; what tools leave behind and data are not."""
    text, program = read(folder, "ann")
    assert paths(program) == ["main.py", "parts/model.py"]
    assert (text, program.main) == (MAIN.decode(), "main.py")


@pytest.mark.parametrize("between", [";", "\n", " ；\r\n "])
def test_several_paths_are_one_program(folder: Path, between: str) -> None:
    """Separated by semicolons or line ends; the folder that all lie in is taken off."""
    _, program = read(folder, f"ann/main.py{between}ann/parts")
    assert paths(program) == ["main.py", "parts/model.py"]


def test_an_archive_and_a_notebook_are_opened(folder: Path) -> None:
    """As `grade code` opens them."""
    assert paths(read(folder, "cyd.zip")[1]) == ["main.py", "model.py"]
    text, program = read(folder, "bob.ipynb")
    assert program.main == "bob.py"
    assert "y = 2" in text


def test_one_file_is_a_program_of_its_own(folder: Path) -> None:
    """With the name that it has."""
    text, program = read(folder, "ann\\parts\\model.py")
    assert (text, paths(program)) == ("x = 1\n", ["model.py"])


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("../secret.py", "path_outside"),
        ("ann;../secret.py", "path_outside"),
        ("/etc", "path_outside"),
        ("dan", "path_missing"),
        ("ann/main.py;ann/none.py", "path_missing"),
        (";", "bad_program"),
        ("notes.txt;ann/data.bin", "bad_program"),
        ("cyd.zip;ann", "bad_program"),
        ("ann/main.py;ann/main.py", "bad_program"),
    ],
)
def test_what_cannot_be_read_is_said(folder: Path, cell: str, problem: str) -> None:
    """Nothing outside, nothing missing, nothing that holds no program."""
    found = read_handed_in(folder, cell)
    assert isinstance(found, Problem)
    assert found.name == problem


@pytest.mark.parametrize("cell", ["eve", "eve;ann", "linked", "ann;linked/main.py"])
def test_no_link_is_followed(folder: Path, cell: str) -> None:
    """Neither a file that is one, nor a folder, nor one inside a folder."""
    (folder / "eve").mkdir()
    (folder / "eve" / "main.py").symlink_to(folder.parent / "secret.py")
    (folder / "linked").symlink_to(folder / "ann")
    found = read_handed_in(folder, cell)
    assert isinstance(found, Problem)
    assert found.name == "path_link"

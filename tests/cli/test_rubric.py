"""`grade rubric`: build, lint, show, schema."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema

from grader.rubric.files import load_rubrics
from tests.cli.conftest import Run

Write = Callable[[str, str | bytes], str]
PAIRS = (
    "question,reference\n"
    "为什么天是蓝的？,大气对短波光的散射更强，所以蓝光从四面八方到达眼睛。\n"
    "为什么有四季？,地球自转轴是倾斜的，所以太阳高度随公转变化。\n"
)


def test_build_writes_a_rubric_for_each_question(run: Run, write: Write, tmp_path: Path) -> None:
    """Each file is named, the last line counts them, and all of them load."""
    result = run("rubric", "build", write("pairs.csv", PAIRS), "-o", "out")
    written, counts = result.stdout.splitlines()[:2], result.stdout.splitlines()[-1]
    assert (result.exit_code, written) == (0, ["wrote out/q01.yaml", "wrote out/q02.yaml"])
    assert counts == "2 written, 0 updated, 0 unchanged; 0 notices"
    assert list(load_rubrics(tmp_path / "out")) == ["1", "2"]


def test_build_never_overwrites(run: Run, write: Write) -> None:
    """A second build is refused; --update merges and says what changed."""
    path = write("pairs.csv", PAIRS)
    run("rubric", "build", path, "-o", "out")
    refused = run("rubric", "build", path, "-o", "out")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.endswith("there already; merge the changes with --update\n")
    same = run("rubric", "build", path, "-o", "out", "--update")
    assert same.stdout == "0 written, 0 updated, 2 unchanged; 0 notices\n"
    write("pairs.csv", PAIRS.replace("为什么有四季？", "四季是怎么来的？"))
    changed = run("rubric", "build", path, "-o", "out", "--update")
    assert "updated out/q02.yaml\n  question: taken from the document\n" in changed.stdout


def test_build_says_where_a_document_is_malformed(run: Run, write: Write) -> None:
    """The place and what was expected, in one line."""
    result = run("rubric", "build", write("bad.csv", "a,b\n1,2\n"), "-o", "out")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: bad.csv:1")
    assert result.stderr.count("\n") == 1


def test_build_into_a_file_is_one_line(run: Run, write: Write) -> None:
    """What the system refuses is no traceback."""
    result = run("rubric", "build", write("pairs.csv", PAIRS), "-o", "pairs.csv")
    assert (result.exit_code, result.stderr) == (2, "error: pairs.csv: File exists\n")


def test_lint_places_its_findings_and_counts_them(run: Run, bank: Path) -> None:
    """Warnings leave the exit code at 0."""
    result = run("rubric", "lint", "bank")
    assert "bank/q03.yaml:" in result.stdout
    assert result.stdout.splitlines()[-1].startswith("2 rubrics: 0 errors, ")
    assert result.exit_code == 0


def test_lint_ends_with_1_for_errors(run: Run, bank: Path) -> None:
    """A file that does not load grades nobody."""
    (bank / "q03.yaml").write_text("id: '3'\nquestion: 为什么？\nquestin_en: Why?\n", "utf-8")
    result = run("rubric", "lint", "bank")
    assert "bank/q03.yaml:3:1: error: unknown field `questin_en`" in result.stdout
    assert result.exit_code == 1


def test_lint_of_the_bank_finds_no_errors(run: Run) -> None:
    """Without a folder the bank that comes along is linted."""
    result = run("rubric", "lint")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1].startswith("35 rubrics: 0 errors, ")


def test_show_prints_a_rubric_in_either_language(run: Run, bank: Path) -> None:
    """Labels follow --lang."""
    english = run("rubric", "show", "3", "--rubrics", "bank").stdout
    chinese = run("rubric", "show", "3", "--rubrics", "bank", "--lang", "zh").stdout
    assert "Key points (1)\n  1. 气体膨胀 · 10 points\n" in english
    assert "要点 (1)\n  1. 气体膨胀 · 10 分\n" in chinese


def test_show_names_the_nearest_question(run: Run, bank: Path) -> None:
    """An unknown id is bad input."""
    result = run("rubric", "show", "c2", "--rubrics", "bank")
    assert result.exit_code == 2
    assert "did you mean c1?" in result.stderr


def test_both_schemas_are_published(run: Run) -> None:
    """`grade rubric schema` and `grade schema` print JSON Schemas."""
    for command in (("rubric", "schema"), ("schema",)):
        schema = json.loads(run(*command).stdout)
        jsonschema.Draft202012Validator.check_schema(schema)
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_a_group_without_a_verb_shows_its_help(run: Run) -> None:
    """`grade` and `grade rubric` alone help, and that is no failure."""
    for command in ((), ("rubric",)):
        result = run(*command)
        assert result.exit_code == 0
        assert result.stdout == run(*command, "--help").stdout

"""Other systems' formats: each file obeys the rules of its own."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator

from grader.batch.formats.cohort import file_name
from tests.batch.conftest import Runner

NAMES = ("gradescope", "prairielearn", "moodle", "canvas", "junit")
ROWS = [
    ("ann@x.org", "1", "8 good"),
    ("ann@x.org", "2", "2.5 moon\x07"),
    ("bob@x.org", "1", "fail"),
    ("bob@x.org", "2", ""),
    ("=cmd@x.org", "1", "9"),
    ("../../etc@x.org", "1", "10"),
    ("ann@x.org", "1", "1 again"),
]
# gradescope-autograders.readthedocs.io, "Output format"
GRADESCOPE = {
    "type": "object",
    "required": ["score", "tests"],
    "additionalProperties": False,
    "properties": {
        "score": {"type": "number"},
        "output": {"type": "string"},
        "output_format": {"enum": ["text", "html", "simple_format", "md", "ansi"]},
        "stdout_visibility": {"$ref": "#/$defs/visibility"},
        "visibility": {"$ref": "#/$defs/visibility"},
        "extra_data": {"type": "object"},
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name", "max_score"],
                "additionalProperties": False,
                "properties": {
                    "score": {"type": "number"},
                    "max_score": {"type": "number"},
                    "status": {"enum": ["passed", "failed"]},
                    "name": {"type": "string"},
                    "number": {"type": "string"},
                    "output": {"type": "string"},
                    "output_format": {"enum": ["text", "html", "simple_format", "md", "ansi"]},
                    "visibility": {"$ref": "#/$defs/visibility"},
                },
            },
        },
    },
    "$defs": {"visibility": {"enum": ["hidden", "after_due_date", "after_published", "visible"]}},
}


@pytest.fixture
def out(run_to: Runner, table: Callable[..., Path], tmp_path: Path) -> Path:
    """A folder of results in every format."""
    run_to(table(ROWS), tmp_path / "out", formats=NAMES)
    return tmp_path / "out"


def sheet(path: Path) -> list[list[str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_gradescope(out: Path) -> None:
    """One valid file a candidate; what was not graded has no score, and a repeated row no test."""
    files = {path.name: json.loads(path.read_text("utf-8")) for path in out.glob("gradescope/*")}
    assert len(files) == 4
    for content in files.values():
        Draft202012Validator(GRADESCOPE).validate(content)
    ann, bob = (files[f"{file_name(n)}.json"] for n in ("ann@x.org", "bob@x.org"))
    assert (ann["score"], len(ann["tests"])) == (10.5, 2)
    assert ["score" in test for test in bob["tests"]] == [False, True]


@pytest.mark.parametrize("name", ["../x", "/etc/passwd", ".", "..", "a\0b", "学号", "长" * 200])
def test_no_candidate_names_a_path(name: str, tmp_path: Path) -> None:
    """A file name made of a hostile id stays in its folder and can be written."""
    path = tmp_path / f"{file_name(name)}.json"
    path.write_text("{}")
    assert path.resolve().parent == tmp_path.resolve()


def test_prairielearn(out: Path) -> None:
    """Percentages of graded submissions only; a formula is text."""
    head, *rows = sheet(out / "prairielearn.csv")
    assert head == ["uid", "instance", "qid", "submission_id", "score_perc", "feedback"]
    assert [(row[0], row[2], row[4]) for row in rows] == [
        ("ann@x.org", "1", "80"),
        ("ann@x.org", "2", "50"),
        ("bob@x.org", "2", "0"),
        ("'=cmd@x.org", "1", "90"),
        ("../../etc@x.org", "1", "100"),
    ]


def test_prairielearn_gets_its_own_ids_back(run_to: Runner, tmp_path: Path) -> None:
    """The submission's id goes from the download to the upload."""
    path = tmp_path / "down.csv"
    path.write_text('uid,qid,submission_id,submitted_answer\na@x,1,77,"{""ans"":""5 x""}"\n')
    run_to(path, tmp_path / "out", formats=["prairielearn"])
    assert sheet(tmp_path / "out" / "prairielearn.csv")[1][:5] == ["a@x", "1", "1", "77", "50"]


def test_moodle(out: Path) -> None:
    """The first column maps to the user; feedback never comes without its grade."""
    head, *rows = sheet(out / "moodle.csv")
    assert head[0] == "Email address"
    assert [c.endswith("(feedback)") for c in head[1:]] == [False, True, False, True]
    for row in rows:
        assert all(bool(row[at]) or not row[at + 1] for at in (1, 3))
    assert rows[1] == ["bob@x.org", "", "", "0", "好。"]


def test_canvas(out: Path) -> None:
    """The fixed columns, then the points possible, then candidates; empty is not zero."""
    head, possible, *rows = sheet(out / "canvas.csv")
    assert head[:5] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    assert possible == ["    Points Possible", "", "", "", "", "10", "5"]
    assert [row[5:] for row in rows] == [["8", "2.5"], ["", "0"], ["9", ""], ["10", ""]]


def test_junit(out: Path) -> None:
    """Well-formed, with counts that are those of the cases."""
    root = ElementTree.parse(out / "junit.xml").getroot()
    assert root.tag == "testsuites"
    assert [suite.get("name") for suite in root][:2] == ["ann@x.org", "bob@x.org"]
    for suite in root:
        cases = suite.findall("testcase")
        assert int(suite.get("tests", "")) == len(cases)
        for kind in ("failure", "error", "skipped"):
            key = {"failure": "failures", "error": "errors"}.get(kind, kind)
            assert int(suite.get(key, "")) == len(suite.findall(f"testcase/{kind}"))
    assert {(s.get("errors"), s.get("skipped")) for s in root} == {("0", "0"), ("1", "1")}

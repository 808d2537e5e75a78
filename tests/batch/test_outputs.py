"""What a result folder holds."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from grader.batch.spreadsheet import FORMULA_STARTS, guarded
from grader.batch.wording import TEXTS
from grader.model import Grade
from grader.records import from_record
from grader.review.decision import decide
from grader.review.decisions import append
from tests.batch.conftest import Listener, Runner

Tables = Callable[..., Path]
ROWS = [
    ("ann", "1", "8 gas"),
    ("bob", "1", "8 gas"),
    ("ann", "2", "5 moon"),
    ("bob", "c1", "x = 1"),
    ("ann", "99", "what"),
    ("bob", "2", ""),
]


def sheet(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV with a byte order mark."""
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def records(folder: Path) -> list[Grade]:
    """The grades of a folder."""
    return [
        from_record(json.loads(line))
        for line in (folder / "grades.jsonl").read_text("utf-8").splitlines()
    ]


def test_every_row_is_in_the_outputs_in_order(
    run_to: Runner, table: Tables, tmp_path: Path
) -> None:
    """grades.jsonl and grades.csv have a line for each row, and say where it came from."""
    summary = run_to(table(ROWS), tmp_path / "out")
    grades = records(tmp_path / "out")
    assert [(g.candidate_id, g.question_id) for g in grades] == [row[:2] for row in ROWS]
    assert [g.origin for g in grades] == [f"class.csv#{n}" for n in range(2, 8)]
    assert [g.answer for g in grades] == [row[2] for row in ROWS]
    assert [r["status"] for r in sheet(tmp_path / "out" / "grades.csv")] == [
        "graded", "graded", "graded", "graded", "grader_error", "blank",
    ]  # fmt: skip
    assert (summary.rows, summary.failed, summary.distinct) == (6, 1, 4)


def test_texts_that_are_shared_are_graded_once(
    run_to: Runner, table: Tables, tmp_path: Path
) -> None:
    """Two candidates with one text cost one grade."""
    watcher = Listener()
    run_to(table([(f"c{i}", "1", f"{i % 3} x") for i in range(9)]), tmp_path / "o", watcher=watcher)
    assert sum(watcher.counts) == 3


def test_candidates_have_a_column_for_each_question(
    run_to: Runner, table: Tables, tmp_path: Path
) -> None:
    """Totals count what was graded; what was not is empty, never zero."""
    run_to(table(ROWS), tmp_path / "out")
    ann, bob = sheet(tmp_path / "out" / "candidates.csv")
    assert ann == {
        "candidate_id": "ann", "1": "8", "2": "5", "c1": "", "total": "13", "out_of": "15",
        "percent": "86.7", "needs_review": "0", "errors": "1",
    }  # fmt: skip
    assert (bob["1"], bob["2"], bob["c1"], bob["total"]) == ("8", "0", "1", "9")


def test_resources_are_kept_apart(run_to: Runner, table: Tables, tmp_path: Path) -> None:
    """What a program used is another each time, so it is not in grades.jsonl."""
    run_to(table(ROWS), tmp_path / "out")
    (used,) = map(json.loads, (tmp_path / "out" / "resources.jsonl").read_text().splitlines())
    assert used["candidate_id"] == "bob"
    assert set(used["resources"]) == {"wall_seconds", "cpu_seconds", "peak_mib"}
    program = records(tmp_path / "out")[3].run
    assert program is not None
    assert program.resources is None


def test_the_manifest_says_what_the_run_was(run_to: Runner, table: Tables, tmp_path: Path) -> None:
    """run.json holds the questions, what graded, the seed and the counts."""
    run_to(table(ROWS), tmp_path / "out", options={"jobs": 2})
    run = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))
    assert [q["id"] for q in run["questions"]] == ["1", "2", "c1"]
    assert (run["seed"], run["options"], run["rows"]) == (7, {"jobs": 2}, 6)
    assert run["graded_by"]["1"]["scorer"] == "fake-1"
    assert run["questions"][2]["criteria"][0]["requirement"] == "能运行"


def test_like_answers_are_in_similar_json(run_to: Runner, table: Tables, tmp_path: Path) -> None:
    """Groups name the question, the kind, the candidates, and a question for a person."""
    long = "5 " + "气体在岩浆里慢慢膨胀最后冲开地表" * 4
    run_to(table([("ann", "1", long), ("bob", "1", long), ("cyd", "1", "4 x")]), tmp_path / "out")
    (group,) = json.loads((tmp_path / "out" / "similar.json").read_text("utf-8"))
    assert group["members"] == ["ann", "bob"]
    assert (group["question_id"], group["kind"]) == ("1", "same")
    assert group["note"].endswith("?") is group["asks"]


def test_decisions_are_applied_and_left_alone(
    run_to: Runner, table: Tables, tmp_path: Path
) -> None:
    """What a person decided stands in the outputs; the file of decisions is not written."""
    out = tmp_path / "out"
    run_to(table(ROWS), tmp_path / "before")
    out.mkdir()
    bob = records(tmp_path / "before")[1]
    made = decide(bob, 9.5, author="eve", time="2026-11-25T10:00:00Z", reason="seen")
    append(out / "decisions.jsonl", [made])
    written = (out / "decisions.jsonl").read_text()
    run_to(table(ROWS), out)
    assert [g.points for g in records(out)][:2] == [8.0, 9.5]
    assert sheet(out / "grades.csv")[1]["decided_by"] == "eve"
    assert sheet(out / "candidates.csv")[1]["1"] == "9.5"
    assert (out / "decisions.jsonl").read_text() == written


@given(st.text())
def test_no_cell_begins_a_formula(text: str) -> None:
    """Whatever a candidate writes, no cell starts as a formula does."""
    assert not guarded(text).lstrip(" \u3000").startswith(FORMULA_STARTS)
    assert guarded(text).removeprefix("'") == text or guarded(text) == text


def test_both_languages_say_the_same_things() -> None:
    """Every text is there in Chinese and in English, with the same values."""
    from string import Formatter

    def fields(text: str) -> set[str | None]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    assert TEXTS["zh"].keys() == TEXTS["en"].keys()
    for name, text in TEXTS["zh"].items():
        assert fields(text) == fields(TEXTS["en"][name]), name


NAMED = "学号,姓名,题号,答案\n1,王芳,1,8 gas\n2,李雷,1,3\n1,别名,2,5 moon\n3,,1,2\n4,坏\t名,1,2\n"


def test_names_travel_to_reports(run_to: Runner, tmp_path: Path) -> None:
    """run.json has a name for each id, the first one given; an anonymous report shows none."""
    from grader.report.anonymous import Pseudonyms
    from grader.report.results import read_results

    path = tmp_path / "class.csv"
    path.write_text(NAMED, "utf-8")
    run_to(path, tmp_path / "out")
    results = read_results(tmp_path / "out")
    assert results.names == {"1": "王芳", "2": "李雷"}
    assert not Pseudonyms(results, b"key").apply().names


def test_without_a_column_of_names_there_are_none(
    run_to: Runner, table: Tables, tmp_path: Path
) -> None:
    """A column that is the candidates' id is not their name as well."""
    run_to(table(ROWS), tmp_path / "out")
    assert json.loads((tmp_path / "out" / "run.json").read_text())["names"] == {}

"""`grade review`: a person decides in the terminal or by a table, and it is on record."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from grader.report.results import read_results
from grader.review import load
from tests.cli.conftest import Run
from tests.cli.test_report import grades
from tests.report.cohort import write_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A result folder in which one answer waits."""
    return write_folder(tmp_path / "results", grades(), {})


def points(folder: Path) -> dict[str, float | None]:
    """Everybody's points, decisions applied."""
    return {grade.candidate_id: grade.points for grade in read_results(folder).grades}


def test_the_queue_is_listed(run: Run, folder: Path) -> None:
    """One line an answer, with the reason."""
    done = run("review", str(folder), "--list", "--lang", "en")
    assert done.exit_code == 0, done.output
    assert done.stdout == "王芳 · question 4 · 6 / 10 · confidence 0.40 · 置信度只有 0.40\n"


def test_a_person_walks_through_it(run: Run, folder: Path) -> None:
    """Answer, rubric, evidence and reasons are shown; points and reason are kept."""
    typed = "?\n77\nu\n8.5\n说得对\n".encode()
    done = run("review", str(folder), "--author", "李", "--lang", "zh", stdin=typed)
    assert done.exit_code == 0, done.output
    for words in ("编码器输出分布。", "评分标准", "编码成分布", "置信度只有 0.40", "看不懂 '77'",
                  "没有可以撤回的", "决定了 1 个答案"):  # fmt: skip
        assert words in done.stdout
    assert points(folder)["王芳"] == 8.5
    (made,) = load(folder / "decisions.jsonl").made
    assert (made.author, made.reason, made.time[-1]) == ("李", "说得对", "Z")
    done = run("review", str(folder), "--author", "李", "--lang", "en")
    assert "no answer waits" in done.stdout


def test_enter_accepts_and_undo_takes_back(run: Run, folder: Path) -> None:
    """Enter gives the suggested points; u at the next answer withdraws them."""
    waiting = [g for g in grades() if g.candidate_id == "王芳"]
    other = [type(g)(*[getattr(g, f) for f in g.__slots__]) for g in waiting]
    object.__setattr__(other[0], "candidate_id", "赵")
    object.__setattr__(other[0], "answer", "另一个答案。")
    write_folder(folder, [*waiting, *other], {})
    done = run("review", str(folder), "--author", "李", stdin=b"\n\nu\nq\n")
    assert done.exit_code == 0, done.output
    assert [made.points for made in load(folder / "decisions.jsonl").made] == [6.0, None]
    assert [g.history for g in read_results(folder).grades] == [(), ()]


def test_like_answers_are_decided_together(run: Run, folder: Path) -> None:
    """One yes gives the same points to all who wrote the same."""
    waiting = grades()[0]
    twin = grades()[0]
    object.__setattr__(twin, "candidate_id", "赵")
    write_folder(folder, [waiting, twin], {})
    done = run("review", str(folder), "--author", "李", "--lang", "en", stdin=b"9\nsame\ny\n")
    assert "1 more answers like it wait: 赵" in done.stdout
    assert "2 answers decided" in done.stdout
    assert points(folder) == {"王芳": 9.0, "赵": 9.0}


def test_a_table_is_applied_once(run: Run, folder: Path) -> None:
    """The second time nothing is new; a bad row decides nothing."""
    table = Path("d.csv")
    table.write_text("candidate_id,question_id,points,reason\n李雷,4,2,空话\n", "utf-8")
    command = ("review", str(folder), "--apply", "d.csv", "--author", "李", "--lang", "en")
    done = run(*command)
    assert "1 new decisions" in done.stdout
    assert "run the command that made them again with --resume" in done.stdout
    done = run(*command)
    assert "0 new decisions" in done.stdout
    assert "--resume" not in done.stdout
    assert points(folder)["李雷"] == 2
    table.write_text("candidate_id,question_id,points\n王芳,4,3\n李雷,4,12\n", "utf-8")
    done = run(*command)
    assert done.exit_code == 2
    assert done.stderr == "error: d.csv:3: 12 points: give 0 to 10\n"
    assert points(folder)["王芳"] == 6


def test_a_table_may_be_gbk(run: Run, folder: Path) -> None:
    """As spreadsheet programs in China save it; the guess is shown, a missing file is named."""
    Path("d.csv").write_bytes("学号,题号,分数,理由\n李雷,4,2,说得太空\n".encode("gbk"))
    command = ("review", str(folder), "--author", "李", "--lang", "en", "--apply")
    done = run(*command, "d.csv")
    assert done.exit_code == 0
    assert done.stderr == "d.csv: encoding GB18030 (a guess; override it with --encoding)\n"
    assert points(folder)["李雷"] == 2
    assert run(*command, "none.csv").stderr == "error: none.csv: no such file; check the path\n"


def test_decisions_are_exported_for_calibration(run: Run, folder: Path) -> None:
    """Question, reference, answer and the person's points, as `grade calibrate` reads them."""
    done = run("review", "export", str(folder), "-o", "g.csv", "--lang", "en")
    assert done.exit_code == 2
    assert "no short answer has been decided" in done.stderr
    run("review", str(folder), "--author", "李", stdin=b"7\n\n")
    assert run("review", "export", str(folder), "-o", "g.csv").exit_code == 0
    with Path("g.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["answer"] == "编码器输出分布。"
    assert float(row["score"]) == 7
    assert "变分自编码器" in row["question"]
    assert row["reference"]


def test_nobody_decides_without_a_name(run: Run, folder: Path) -> None:
    """--author is asked for in one line."""
    done = run("review", str(folder), "--lang", "en")
    assert (done.exit_code, done.stderr) == (2, "error: say who decides with --author NAME\n")

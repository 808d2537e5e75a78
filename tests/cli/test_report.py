"""`grade report`: pages from recorded grades, and one line where there are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.model import Evidence, Flag, Grade, Span, Status, Verdict
from grader.records import to_json, to_record
from grader.review import append
from grader.review.decision import decide
from tests.cli.conftest import Run
from tests.report.cohort import write_folder


def grades() -> list[Grade]:
    """Three candidates' grades of question 4."""
    span, quote = Span(0, 3), "编码器"
    item = Evidence("编码成分布", "key_point", Verdict.MET, 0.9, 1.8, 2.0, span, quote, "说到了。")
    people = {"王芳": Status.NEEDS_REVIEW, "李雷": Status.GRADED, "c3": Status.GRADED}
    return [
        Grade(
            name, "4", status, 6.0, 10.0, 0.4, (item,), answer="编码器输出分布。",
            review=(Flag("low_confidence", "置信度只有 0.40"),) * (status == Status.NEEDS_REVIEW),
        )
        for name, status in people.items()
    ]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small result folder."""
    return write_folder(tmp_path / "results", grades(), {})


def test_pages_are_written_and_counted(run: Run, folder: Path) -> None:
    """The summary says how many, and with which page to begin."""
    done = run("report", str(folder), "-o", "out", "--lang", "en")
    assert done.exit_code == 0, done.output
    assert "3 candidates, 1 questions, 1 answers to review" in done.stdout
    assert "begin with out/index.html" in done.stdout
    assert len(list(Path("out/candidates").glob("*.html"))) == 3


def test_every_format_can_be_chosen(run: Run, folder: Path) -> None:
    """HTML, Markdown, PDF and JSON side by side."""
    formats = [arg for name in ("html", "md", "pdf", "json") for arg in ("--format", name)]
    done = run("report", str(folder), "-o", "out", *formats)
    assert done.exit_code == 0, done.output
    for name in ("cohort.html", "cohort.md", "cohort.pdf", "cohort.json", "candidates/c3.pdf"):
        assert Path("out", name).is_file(), name


def test_pseudonyms_leave_no_name(run: Run, folder: Path) -> None:
    """The key is made once, beside the grades, for the owner alone; names are nowhere."""
    assert run("report", str(folder), "-o", "out", "--anonymize").exit_code == 0
    key = folder / "pseudonyms.key"
    first = sorted(path.name for path in Path("out").rglob("*.html"))
    assert run("report", str(folder), "-o", "again", "--anonymize").exit_code == 0
    assert sorted(path.name for path in Path("again").rglob("*.html")) == first
    assert len(key.read_bytes()) == 32
    assert key.stat().st_mode & 0o077 == 0
    assert not [p for p in Path("out").rglob("*.html") if "王芳" in p.read_text("utf-8")]


def test_decisions_that_do_not_apply_are_said(run: Run, folder: Path) -> None:
    """Stale decisions and damaged lines are named on stderr; the report is made."""
    path = folder / "decisions.jsonl"
    other = Grade("王芳", "4", Status.GRADED, 6.0, 10.0, 0.4, answer="别的话")
    append(path, [decide(other, 3, author="李", time="t", reason="")])
    path.write_bytes(path.read_bytes() + b"{torn")
    done = run("report", str(folder), "-o", "out", "--lang", "en")
    assert done.exit_code == 0
    assert "1 decisions are about answers that have changed" in done.stderr
    assert "line 2 is damaged" in done.stderr
    assert "Decisions no longer in force" in Path("out/cohort.html").read_text("utf-8")


def test_grades_alone_ask_for_rubrics(run: Run, folder: Path, tmp_path: Path) -> None:
    """Without run.json the questions' texts are missing, which is said; --rubrics brings them."""
    (folder / "run.json").unlink()
    done = run("report", str(folder / "grades.jsonl"), "-o", "out", "--lang", "en")
    assert "name the rubrics' folder with --rubrics" in done.stderr
    bank = Path(__file__).parents[2] / "rubrics/aigc"
    done = run("report", str(folder), "-o", "out", "--rubrics", str(bank), "--lang", "zh")
    assert done.stderr == ""
    assert "变分自编码器" in Path("out/candidates/c3.html").read_text("utf-8")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_names_come_from_a_table(run: Run, folder: Path, encoding: str) -> None:
    """The submissions' own table names the candidates; one that has no names is refused."""
    Path("t.csv").write_bytes("学号,姓名,答案\nc3,韩梅梅,一\nc3,,二\n".encode(encoding))
    assert run("report", str(folder), "-o", "out", "--names", "t.csv").exit_code == 0
    assert "<h1><bdi>韩梅梅</bdi></h1>" in Path("out/candidates/c3.html").read_text("utf-8")
    Path("t.csv").write_text("学号,答案\n", "utf-8")
    done = run("report", str(folder), "-o", "out", "--names", "t.csv", "--lang", "en")
    assert done.exit_code == 2
    assert "t.csv:1: no column name" in done.stderr


@pytest.mark.parametrize("content", [None, "", "not json\n", to_json(grades()[0]) + "\n"])
def test_what_is_no_file_of_grades_is_one_line(run: Run, content: str | None) -> None:
    """Exit code 2 and one line, with file and line."""
    if content is not None:
        Path("g.jsonl").write_text(content, "utf-8")
    done = run("report", "g.jsonl", "-o", "out")
    assert done.exit_code == 2
    assert done.stderr.startswith("error: g.jsonl")
    assert done.stderr.count("\n") == 1


def test_records_hold_what_they_held() -> None:
    """The fixture's grades survive their records, so that the tests above mean something."""
    assert [to_record(grade)["candidate_id"] for grade in grades()] == ["王芳", "李雷", "c3"]

"""`grade evaluate` and `grade calibrate` as a user meets them; the grader needs no model."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from string import Formatter

import pytest

from grader.cli import calibrate_messages, evaluate_messages
from grader.text.calibration_file import read_calibration
from tests.cli.conftest import Run
from tests.conftest import HashingEncoder

Write = Callable[[str, str | bytes], str]
HEAD = "question_id,question,reference,answer,score\n"
REFERENCE = "Why?,Gas expands in magma."
# The stand-in gives the points that an answer names, out of ten.
SCORES = [0, 2, 3, 5, 5, 7, 8, 9, 10, 10]


def rows(scores: list[int], *, off: int = 0) -> str:
    """Rows of question 3 whose machine points are the human ones plus `off`."""
    lines = (f"3,{REFERENCE},{min(10, s + off)} points no. {i},{s}" for i, s in enumerate(scores))
    return "\n".join(lines) + "\n"


@pytest.fixture(autouse=True)
def small_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hashing encoder in place of the model."""
    monkeypatch.setattr("grader.text.models.open_encoder", lambda *_: HashingEncoder())


def test_the_table(run: Run, write: Write) -> None:
    """Figures, what was taken for full marks and steps, and that all criteria are met."""
    done = run("evaluate", write("g.csv", HEAD + rows(SCORES)))
    assert done.exit_code == 0
    assert "g.csv: 10 answers, 1 questions" in done.stdout
    assert "All criteria are met" in done.stdout
    assert "full marks 10 (the highest score in the data" in done.stdout
    assert "scores in 10 steps (seen in the data)" in done.stdout
    assert "rubrics built from the reference answers" in done.stdout


def test_json_is_all_of_stdout(run: Run, write: Write) -> None:
    """--json prints the figures and nothing else, the same bytes each time."""
    name = write("g.csv", HEAD + rows(SCORES, off=2))
    done = run("evaluate", name, "--json", "--seed", "3")
    record = json.loads(done.stdout)
    assert record["pearson"]["value"] > 0.9
    assert record["smd"]["value"] > 0.15
    assert [flag["name"] for flag in record["flags"]] == [
        "exact_low",
        "adjacent_low",
        "smd_large",
    ]
    assert record["settings"]["seed"] == 3
    assert run("evaluate", name, "--json", "--seed", "3").stdout == done.stdout


def test_bad_rows_are_named_and_the_code_says_so(run: Run, write: Write) -> None:
    """A row without a number, and one above full marks, are named; the rest counts; code 4."""
    name = write("g.csv", HEAD + rows(SCORES) + f"3,{REFERENCE},5,many\n3,{REFERENCE},5,12\n")
    done = run("evaluate", name, "--json", "--max-score", "10")
    assert done.exit_code == 4
    assert json.loads(done.stdout)["n"] == 10
    assert "g.csv:12: the score 'many' is not a number" in done.stderr
    assert "g.csv:13: a score above full marks (10)" in done.stderr


def test_a_file_may_be_gbk(run: Run, write: Write) -> None:
    """As spreadsheet programs in China save it; the guess is shown, and can be overridden."""
    table = (HEAD + rows(SCORES)).replace("Why?", "为什么火山会喷发？")
    name = write("g.csv", table.encode("gbk"))
    done = run("evaluate", name, "--json")
    assert done.stderr == "g.csv: encoding GB18030 (a guess; override it with --encoding)\n"
    assert json.loads(done.stdout)["n"] == 10
    assert run("evaluate", name, "--json", "--encoding", "gbk").stderr == ""
    done = run("evaluate", name, "--json", "--encoding", "klingon")
    assert done.exit_code == 2
    assert done.stderr.startswith("error: there is no encoding klingon; use utf-8, gb18030")


def test_calibrate_reads_gbk_as_well(run: Run, write: Write, bank: Path) -> None:
    """The same decoder, and the same line about the guess, here in Chinese."""
    body = "".join(f"3,{score} 分\n".replace(" 分", f" 分的答案,{score}") for score in SCORES)
    name = write("g.csv", f"题号,答案,分数\n{body}".encode("gb18030"))
    done = run("calibrate", name, "--rubrics", str(bank), "--lang", "zh")
    assert "g.csv：编码 GB18030（推测；不对请用 --encoding 指明）" in done.stderr


def test_failed_grades_are_an_incomplete_run(run: Run, write: Write) -> None:
    """What the grader failed at is counted as that, with code 4."""
    done = run("evaluate", write("g.csv", HEAD + rows(SCORES) + f"3,{REFERENCE},error,5\n"))
    assert done.exit_code == 4
    assert "the grader failed 1" in done.stdout


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("question_id,answer\n3,8\n", "no column score"),
        ("question_id,question,answer,score\nz9,Q?,8,8\n", "no column reference in the header"),
        (HEAD, "no rows below the header"),
        (HEAD + "3,Q?,,8,8\n", "no row can be used: g.csv:2: no reference answer"),
        (HEAD + f"3,{REFERENCE},8,12\n", "a score above full marks (10)"),
        (b"\xff\xfe\x00", "g.csv"),
    ],
)
def test_what_cannot_be_used_is_bad_input(
    run: Run, write: Write, content: str | bytes, problem: str
) -> None:
    """One line on stderr, nothing on stdout, code 2."""
    done = run("evaluate", write("g.csv", content), "--max-score", "10")
    assert done.exit_code == 2
    assert done.stdout == ""
    assert problem in done.stderr
    assert done.stderr.count("\n") == 1


def test_rubrics_of_a_folder(run: Run, write: Write, bank: Path) -> None:
    """With --rubrics no reference is needed; unknown ids and coding tasks are named."""
    body = "".join(f"3,{s},{s}\n" for s in SCORES)
    name = write("g.csv", f"题号,答案,分数\n{body}4,8,8\nc1,8,8\n")
    done = run("evaluate", name, "--rubrics", str(bank))
    assert done.exit_code == 4
    assert "g.csv:12: no rubric for question '4'" in done.stderr
    assert "g.csv:13: question 'c1' has no key points" in done.stderr
    assert "full marks 10 (from the rubrics)" in done.stdout


def test_chinese(run: Run, write: Write) -> None:
    """--lang zh says all of it in Chinese."""
    done = run("evaluate", write("g.csv", HEAD + rows(SCORES, off=3)), "--lang", "zh")
    assert "皮尔逊相关" in done.stdout
    assert "没有达到的标准" in done.stdout


def test_a_page_and_a_learning_curve(run: Run, write: Write, tmp_path: Path) -> None:
    """--html writes the page beside, with the curve of --learning-curve in it."""
    name = write("g.csv", HEAD + rows(SCORES * 3, off=3))
    done = run("evaluate", name, "--learning-curve", "--html", "page.html")
    assert done.exit_code == 0
    assert "Learning curve" in done.stdout
    page = (tmp_path / "page.html").read_text("utf-8")
    assert page.count("<svg") == 3
    record = json.loads(run("evaluate", name, "--learning-curve", "--json").stdout)
    assert [point["n"] for point in record["learning_curve"]] == [0, 3, 5, 10, 20, 50]


def test_a_sample(run: Run, write: Write) -> None:
    """--sample takes so many rows."""
    name = write("g.csv", HEAD + rows(SCORES * 3))
    assert json.loads(run("evaluate", name, "--sample", "12", "--json").stdout)["n"] == 12


def test_calibrating_writes_what_helps(run: Run, write: Write, bank: Path) -> None:
    """People stricter than the machine: figures before and after, a file, and it is valid."""
    body = "".join(f"3,{min(10, s + 3)} no. {i},{s}\n" for i, s in enumerate(SCORES * 3))
    name = write("g.csv", f"题号,答案,分数\n{body}")
    done = run("calibrate", name, "--rubrics", str(bank))
    assert done.exit_code == 0
    assert "✓" in done.stdout
    assert "questions without human scores are not calibrated" in done.stdout
    made = read_calibration(bank / "calibration.json")
    assert made.questions["3"].answers == 30


def test_calibrating_refuses_what_harms(run: Run, write: Write, bank: Path) -> None:
    """A machine that is right already: nothing is written, one line says why, code 1."""
    body = "".join(f"3,{s} no. {i},{s}\n" for i, s in enumerate(SCORES))
    name = write("g.csv", f"题号,答案,分数\n{body}")
    done = run("calibrate", name, "--rubrics", str(bank))
    assert done.exit_code == 1
    assert "nothing written: calibrating does not lower the error" in done.stderr
    assert not (bank / "calibration.json").exists()


def test_calibrating_by_two_answers_is_refused(run: Run, write: Write, bank: Path) -> None:
    """Below three graded answers a question there is nothing to learn, and it says so."""
    done = run(
        "calibrate", write("g.csv", "题号,答案,分数\n3,8,8\n3,2,2\n"), "--rubrics", str(bank)
    )
    assert done.exit_code == 1
    assert "at least 3 answers" in done.stderr


@pytest.mark.parametrize("messages", [evaluate_messages, calibrate_messages])
def test_both_languages_say_the_same(messages) -> None:  # type: ignore[no-untyped-def]
    """No text is missing in one language or lacks a value there."""

    def fields(text: str) -> set[str | None]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    zh, en = messages.TEXTS["zh"], messages.TEXTS["en"]
    assert list(zh) == list(en)
    assert [name for name in zh if fields(zh[name]) != fields(en[name])] == []

"""`grade answer.txt --q 3`: what is printed where, and with which exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from click.testing import Result

from grader.records import record_schema
from tests.cli.conftest import Run

Write = Callable[[str, str | bytes], str]


@pytest.fixture
def grade(run: Run, bank: Path) -> Run:
    """`grade … --q 3 --rubrics bank`."""

    def invoke(*args: str, stdin: bytes = b"") -> Result:
        return run(*args, "--q", "3", "--rubrics", "bank", stdin=stdin)

    return invoke


def test_the_verb_may_be_left_out(grade: Run, write: Write) -> None:
    """`grade FILE --q 3` prints what `grade answer FILE --q 3` prints."""
    path = write("a.txt", "8 points")
    short, full = grade(path), grade("answer", path)
    assert short.exit_code == full.exit_code == 0
    assert short.stdout == full.stdout != ""


def test_options_may_come_first(run: Run, bank: Path, write: Write) -> None:
    """`grade --q 3 FILE` is the same command too."""
    result = run("--q", "3", "--rubrics", "bank", write("a.txt", "8"))
    assert (result.exit_code, result.stderr) == (0, "")


def test_the_answer_may_come_from_standard_input(grade: Run) -> None:
    """`-` reads standard input, and the candidate is called stdin."""
    result = grade("-", "--json", stdin="7 岩浆".encode())
    record = json.loads(result.stdout)
    assert (record["candidate_id"], record["points"]) == ("stdin", 7)


def test_standard_input_is_read_only_once(grade: Run) -> None:
    """A second `-` would be an empty answer, so it is refused."""
    result = grade("-", "-", stdin=b"7")
    assert result.exit_code == 2
    assert result.stderr == "error: standard input (-) can be read only once\n"


def test_the_view_shows_points_words_reasons_and_keywords(grade: Run, write: Write) -> None:
    """A person sees the points, the words that earned them, why, keywords, flags, feedback."""
    shown = grade(write("a.txt", "8 因为岩浆"), "--lang", "zh").stdout
    parts = [
        "3  请解释火山怎样喷发。",
        "a.txt",
        "8 / 10 分  80%",
        "置信度 高 0.90",
        "✓ 8/10  气体膨胀",
    ]
    parts += ["「8 因为岩浆」", "因为如此。", "关键词： ✓ 岩浆 ✗ 气体", "很短 (short)", "好。"]
    assert [part for part in parts if part not in shown] == []


def test_the_question_is_shown_in_the_language_of_the_reader(grade: Run, write: Write) -> None:
    """In English the English question stands above, where there is one."""
    assert grade(write("a.txt", "8")).stdout.startswith("3  How does a volcano erupt?\n")


def test_json_is_one_object_for_one_file_and_a_list_for_several(grade: Run, write: Write) -> None:
    """Every record is valid by the published schema, keys in the published order."""
    one, two = write("a.txt", "8"), write("b.txt", "")
    single = json.loads(grade(one, "--json").stdout)
    several = json.loads(grade(one, two, "--json").stdout)
    for record in (single, *several):
        jsonschema.Draft202012Validator(record_schema()).validate(record)
    assert several[0] == single
    assert list(single) == list(record_schema()["properties"])


def test_json_never_carries_a_raw_control_character(grade: Run, write: Write) -> None:
    """Escapes of the candidate arrive as JSON escapes, and mean the same text."""
    text = "8 \x1b]0;x\x07 \u009b31m \u202e \U000e0041"
    output = grade(write("a.txt", text), "--json").stdout
    assert json.loads(output)["evidence"][0]["quote"] == text
    assert not set("\x1b\x07\u009b\u202e\U000e0041") & set(output)


@pytest.mark.parametrize("limit", ["80", "80%", "80.0 %"])
def test_fail_under_lets_pass_what_reaches_it(grade: Run, write: Write, limit: str) -> None:
    """80 percent is not below 80, with or without the sign."""
    assert grade(write("a.txt", "8"), "--fail-under", limit).exit_code == 0


def test_fail_under_ends_with_1_and_names_the_files(grade: Run, write: Write) -> None:
    """One answer below is enough, and a blank one counts as zero."""
    files = [write("a.txt", "8"), write("b.txt", "5.9"), write("c.txt", "")]
    result = grade(*files, "--fail-under", "60")
    assert (result.exit_code, result.stderr) == (1, "below 60%: b.txt, c.txt\n")


@pytest.mark.parametrize("limit", ["101", "-1", "nan", "half"])
def test_fail_under_must_be_a_percentage(grade: Run, write: Write, limit: str) -> None:
    """Anything else is a usage error of one line."""
    result = grade(write("a.txt", "8"), f"--fail-under={limit}")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: ")
    assert f"{limit!r} is not a percentage in 0..100, such as 60 or 60%" in result.stderr


def test_our_own_failure_is_not_a_zero(grade: Run, write: Write) -> None:
    """A grader_error is never below the limit; it ends with 4."""
    result = grade(write("a.txt", "error"), "--fail-under", "60")
    assert (result.exit_code, result.stderr) == (4, "")
    assert "– / 10 points  the grader failed; this is not a zero" in result.stdout


def test_one_bad_file_does_not_stop_the_others(grade: Run, write: Write) -> None:
    """The bad one has its line, the others their grades, and the code is 4."""
    result = grade(write("a.txt", "8"), "none.txt", write("b.txt", "9"), "--json")
    assert [record["points"] for record in json.loads(result.stdout)] == [8, 9]
    assert (result.exit_code, result.stderr) == (
        4,
        "error: none.txt: no such file; check the path\n",
    )


def test_several_bad_files_are_bad_input(grade: Run) -> None:
    """Where nothing could be graded the code is 2, with a line for each file."""
    result = grade("one.txt", "two.txt", "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("error: ") == 2


def test_colour_only_where_it_is_wanted(
    grade: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No escape sequence goes into a pipe; FORCE_COLOR asks for colour, NO_COLOR refuses it."""
    path = write("a.txt", "8")
    assert "\x1b" not in grade(path).stdout
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[36m" in grade(path).stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[36m" not in grade(path).stdout


def test_an_interrupt_ends_with_130(
    grade: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C says so in a word, without a traceback."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tests.cli.conftest.ReadingGrader.grade_many", interrupt)
    result = grade(write("a.txt", "8"))
    assert (result.exit_code, result.stderr) == (130, "interrupted\n")

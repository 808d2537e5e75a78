"""Bad input ends with exit code 2 and one exact line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

Write = Callable[[str, str | bytes], str]
KNOWN = ("--q", "3", "--rubrics", "bank")


@pytest.fixture
def line(run: Run, bank: Path) -> Callable[..., str]:
    """The line on stderr of a command that must end with 2 and print nothing else."""

    def of(*args: str, stdin: bytes = b"") -> str:
        result = run(*args, stdin=stdin)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.count("\n") == 1
        return result.stderr.rstrip("\n")

    return of


Line = Callable[..., str]


def test_missing_file(line: Line) -> None:
    """A path that leads nowhere."""
    assert line("no.txt", *KNOWN) == "error: no.txt: no such file; check the path"


def test_folder(line: Line) -> None:
    """A folder is not an answer."""
    assert line("bank", *KNOWN) == "error: bank: is a folder; give a text file"


def test_binary_file(line: Line, write: Write) -> None:
    """A NUL gives a binary file away."""
    path = write("a.bin", b"\x7fELF\x00\x01")
    expected = "error: a.bin: binary file (NUL at byte 4); give a text file in UTF-8"
    assert line(path, *KNOWN) == expected


def test_invalid_utf8(line: Line, write: Write) -> None:
    """The first byte that is not UTF-8 is named with its offset."""
    path = write("a.txt", "火".encode() + b"\xff\xff")
    expected = "error: a.txt: not UTF-8 (0xff at byte 3); save the file as UTF-8"
    assert line(path, *KNOWN) == expected


def test_one_byte_over_a_megabyte(line: Line, write: Write) -> None:
    """The size and the limit are named, and no model is loaded."""
    path = write("a.txt", b"a" * 1_048_577)
    limit = "1,048,577 bytes, the limit is 1,048,576; give the answer alone"
    assert line(path, *KNOWN) == f"error: a.txt: {limit}"


def test_endless_standard_input(line: Line) -> None:
    """Of a stream no more is read than the limit."""
    assert line("-", *KNOWN, stdin=b"a" * 2_000_000).startswith("error: stdin: ")


def test_unknown_question(line: Line, write: Write) -> None:
    """The ids that exist are named, and the nearest."""
    message = line(write("a.txt", "8"), "--q", "33", "--rubrics", "bank")
    expected = "no question '33' in bank; did you mean 3? there are 3, c1"
    assert message == f"error: {expected}"


def test_coding_task(line: Line, write: Write) -> None:
    """A coding task without checks cannot be graded by, and the line says what to add."""
    message = line(write("a.txt", "8"), "--q", "c1", "--rubrics", "bank")
    assert message == (
        "error: question c1 is a coding task whose rubric has no checks to grade by; "
        "add them in bank"
    )


@pytest.mark.parametrize("limits", ["wall", "wall=x", "speed=3", "wall=60;cpu=3"])
def test_limits_that_make_no_sense(line: Line, write: Write, limits: str) -> None:
    """The names that --limits knows are listed."""
    message = line(write("a.py", "x"), "--q", "c1", "--limits", limits)
    assert "wall, cpu, memory, processes, output, disk" in message


def test_an_unknown_task_has_no_brief(line: Line) -> None:
    """A question that asks for no program has none."""
    message = line("task", "show", "3", "--rubrics", "bank")
    assert message == "error: question 3 is no coding task with checks"


def test_unknown_option(line: Line) -> None:
    """The nearest option is named."""
    expected = "error: no such option --jason (did you mean --json?); see `grade answer --help`"
    assert line("a.txt", *KNOWN, "--jason") == expected


def test_missing_question(line: Line, write: Write) -> None:
    """Without --q nobody knows what is answered."""
    expected = "error: -q/--q/--question is missing; see `grade answer --help`"
    assert line(write("a.txt", "8")) == expected


def test_misspelt_command(line: Line) -> None:
    """A word near a command, and no file, is not taken for an answer."""
    expected = "error: no file or command rubrik (did you mean rubric?); see `grade --help`"
    assert line("rubrik", "lint") == expected


def test_misspelt_subcommand(line: Line) -> None:
    """The same below `grade rubric`."""
    expected = "error: no file or command lnit (did you mean lint?); see `grade rubric --help`"
    assert line("rubric", "lnit") == expected


def test_empty_rubrics_folder(line: Line, write: Write, tmp_path: Path) -> None:
    """A folder without rubrics says how to make some."""
    (tmp_path / "empty").mkdir()
    message = line(write("a.txt", "8"), "--q", "3", "--rubrics", "empty")
    assert message == "error: empty: holds no *.yaml; make rubrics with `grade rubric build`"


def test_malformed_rubric(line: Line, write: Write, bank: Path) -> None:
    """A misspelt field has its place in the file and the name that was meant."""
    rubric = bank / "q03.yaml"
    rubric.write_text(rubric.read_text("utf-8").replace("requirement:", "requirment:"), "utf-8")
    expected = f"error: {Path('bank/q03.yaml')}:10:5: unknown field `requirment`"
    assert line(write("a.txt", "8"), *KNOWN).startswith(expected)


def test_unknown_model(line: Line, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that cannot be found is named."""
    from grader.errors import ModelError

    def fail(name: str, folder: Path) -> None:
        raise ModelError(f"cannot load the model {name!r}: not found")

    monkeypatch.setattr("grader.text.models.open_encoder", fail)
    message = line(write("a.txt", "8"), *KNOWN, "--model", "nobody")
    assert message == "error: cannot load the model 'nobody': not found"


def test_unreadable_file(line: Line, tmp_path: Path) -> None:
    """What cannot be read, here a link to itself, is told from what is not there."""
    (tmp_path / "a.txt").symlink_to("a.txt")
    assert line("a.txt", *KNOWN).startswith("error: a.txt: cannot be read: Too many levels of")


def test_a_hostile_file_name_is_not_obeyed(line: Line) -> None:
    """Escape sequences in a path are shown, not sent."""
    expected = r"error: \x1b]0;owned\x07.txt: no such file; check the path"
    assert line("\x1b]0;owned\x07.txt", *KNOWN) == expected


def test_chinese_for_whoever_asks_for_it(line: Line) -> None:
    """--lang zh reaches the errors too."""
    assert line("no.txt", *KNOWN, "--lang", "zh").startswith("错误：no.txt: ")

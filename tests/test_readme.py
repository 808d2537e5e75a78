"""The documents promise what is there."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from grader.cli.exit_codes import ExitCode
from grader.cli.main import main
from grader.rubric.files import parse_rubric
from grader.rubric.reference import parse_reference

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
FORMATS = (ROOT / "docs" / "formats.md").read_text("utf-8")


def command(marker: str) -> str:
    """The one line of shell below a marker comment of the README."""
    (line,) = re.findall(rf"^<!-- {marker} -->\n```sh\n(.+)\n```$", README, re.MULTILINE)
    return str(line)


@pytest.mark.parametrize("marker", ["try", "test"])
def test_the_two_lines_are_shell(marker: str) -> None:
    """Both commands are there once, on one line, and parse."""
    subprocess.run(["bash", "-n", "-c", command(marker)], check=True)


def test_the_line_that_grades_names_an_answer_that_exists() -> None:
    """The first command can find what it grades."""
    path = command("try").partition("bin/grade ")[2].split()[0]
    assert (ROOT / path).is_file()


def test_ci_runs_the_line_of_the_readme() -> None:
    """`.ci/run` can be run, and its sed finds exactly the line that is pasted from here."""
    script = ROOT / ".ci" / "run"
    (extract,) = re.findall(r"^line=\$\((sed .+ README\.md)\)$", script.read_text("utf-8"), re.M)
    found = subprocess.run(["bash", "-c", extract], cwd=ROOT, capture_output=True, check=True)
    assert found.stdout.decode().rstrip("\n") == command("test")
    assert os.access(script, os.X_OK)


@pytest.mark.parametrize("document", ["README.md", "docs/formats.md", "CHANGELOG.md"])
def test_links_lead_somewhere(document: str) -> None:
    """Relative links are files of the project, and anchors are headings of those."""
    path = ROOT / document
    for link in re.findall(r"\]\((?!https?:)([^)]+)\)", path.read_text("utf-8")):
        name, _, anchor = link.partition("#")
        target = path.parent / name if name else path
        assert target.is_file(), link
        headings = re.findall(r"^#+ (.+)$", target.read_text("utf-8"), re.MULTILINE)
        assert anchor in {"", *(h.lower().replace(" ", "-") for h in headings)}, link


def test_every_option_and_code_is_documented() -> None:
    """The exit codes stand in both documents and in the help; the README uses real options."""
    for code in ExitCode:
        assert f"| {code} | " in README
        assert f"| {code} | " in FORMATS
    params = [param for command in main.commands.values() for param in command.params]
    known = {name for param in params for name in param.opts} | {"--update"}
    used = set(re.findall(r"^grade .*?(--[a-z-]+)", README, re.MULTILINE))
    assert used - known == set()


EXAMPLES = re.findall(r"^```(yaml|csv|markdown)\n(.+?)^```$", FORMATS, re.MULTILINE | re.DOTALL)


def test_the_rubric_of_the_formats_is_a_rubric() -> None:
    """The example of a rubric in docs/formats.md loads."""
    suffix, text = EXAMPLES[0]
    assert parse_rubric(text, Path(f"example.{suffix}")).key_points


@pytest.mark.parametrize(("suffix", "text"), EXAMPLES[1:])
def test_the_documents_of_the_formats_are_documents(suffix: str, text: str) -> None:
    """Every example of a reference document in docs/formats.md has a question to grade by."""
    document = parse_reference(text, Path(f"example.{suffix}"))
    (question,) = document.questions
    assert question.reference or document.criteria[question.id]

"""The whole path once: the real command, the real encoder, the bank, two fixtures."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema

from grader.records import record_schema

ROOT = Path(__file__).parents[2]
ANSWERS = Path("fixtures/answers/3")
COMMAND = [sys.executable, "-c", "from grader.cli.main import main; main(prog_name='grade')"]


def test_a_right_answer_and_a_wrong_one_are_told_apart() -> None:
    """A right answer without the terms earns more than twice what a wrong one with them does."""
    files = [ANSWERS / "paraphrase/zh-counterfeit.txt", ANSWERS / "wrong/zh-cooperative.txt"]
    done = subprocess.run(
        [*COMMAND, *map(str, files), "--q", "3", "--json"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    right, wrong = json.loads(done.stdout)
    validator = jsonschema.Draft202012Validator(record_schema())
    for record, file in ((right, files[0]), (wrong, files[1])):
        validator.validate(record)
        answer = (ROOT / file).read_text("utf-8")
        for evidence in record["evidence"]:
            if span := evidence["span"]:
                assert evidence["quote"] == answer[span["start"] : span["end"]]
    assert right["points"] > 2 * wrong["points"]
    assert done.stderr == b""

"""Names and sizes of a submission's files are checked before anything is written."""

from __future__ import annotations

import json
import os
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.code.sandbox.files import check_path, pack
from grader.errors import SubmissionError

BAD = [
    "",
    "/etc/passwd",
    "../x",
    "a/../../x",
    "a\nb",
    "a\0b",
    "\u202egnp.exe",
    "x" * 300,
    "d/" * 900,
]


@pytest.mark.parametrize("path", BAD, ids=range(len(BAD)))
def test_a_name_that_leads_elsewhere_is_refused(path: str) -> None:
    """One line names it, in which nothing is obeyed."""
    with pytest.raises(SubmissionError) as refused:
        pack({path: b""}, disk_mib=1)
    assert str(refused.value).isprintable()


@given(st.text())
def test_what_passes_stays_inside(path: str) -> None:
    """A path that is taken is relative and holds no way up."""
    try:
        check_path(path)
    except SubmissionError:
        return
    assert not PurePosixPath(path).is_absolute()
    assert ".." not in PurePosixPath(path).parts


@given(st.dictionaries(st.sampled_from(["a", "b/c", "模型.py", "x y"]), st.binary(max_size=99)))
def test_files_arrive_as_they_were(files: dict[str, bytes]) -> None:
    """An index and the contents, in memory that nobody can change."""
    fd = pack(files, disk_mib=1)
    with os.fdopen(fd, "rb") as packed:
        index = json.loads(packed.readline())
        assert {path: packed.read(size) for path, size in index} == files
        with pytest.raises(OSError, match="not permitted"):
            os.write(packed.fileno(), b"x")


def test_too_much_is_refused() -> None:
    """More bytes than the quota, or more files than anyone needs."""
    with pytest.raises(SubmissionError, match="larger than 1 MiB"):
        pack({"a": bytes(2 << 20)}, disk_mib=1)
    with pytest.raises(SubmissionError, match="1001 files"):
        pack({str(n): b"" for n in range(1001)}, disk_mib=1)

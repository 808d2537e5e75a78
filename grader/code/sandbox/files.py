"""A submission's files on their way in: checked names, packed into memory that cannot change."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Mapping
from pathlib import PurePosixPath

from grader.errors import SubmissionError

MOST_FILES = 1000
MOST_NAME_BYTES = 200
MOST_PATH_BYTES = 1000
F_ADD_SEALS, SEALS = 1033, 0x1 | 0x2 | 0x4 | 0x8  # no change of size, no write, no further seals


def pack(files: Mapping[str, bytes], *, disk_mib: int) -> int:
    """An open, sealed memory file with all files; raises SubmissionError for a name or size."""
    if len(files) > MOST_FILES:
        raise SubmissionError(f"{len(files)} files; a program may have {MOST_FILES}")
    if sum(map(len, files.values())) > disk_mib << 20:
        raise SubmissionError(f"the files are larger than {disk_mib} MiB")
    for path in files:
        check_path(path)
    return _sealed(files)


def check_path(path: str) -> None:
    """Nothing for a plain relative path; raises SubmissionError for one that leads elsewhere."""
    parts = PurePosixPath(path).parts
    why = ""
    if not parts or path.startswith("/") or ".." in parts:
        why = "leads out of the program's folder"
    elif not path.isprintable():
        why = "holds characters that are not printed"
    elif (
        len(path.encode()) > MOST_PATH_BYTES
        or max(len(p.encode()) for p in parts) > MOST_NAME_BYTES
    ):
        why = "is too long"
    if why:
        raise SubmissionError(f"file name {path[:80]!a} {why}")


def _sealed(files: Mapping[str, bytes]) -> int:
    fd = os.memfd_create("files", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    try:
        with os.fdopen(os.dup(fd), "wb") as packed:
            index = [[path, len(content)] for path, content in files.items()]
            packed.write(json.dumps(index).encode() + b"\n")
            packed.writelines(files.values())
        os.lseek(fd, 0, os.SEEK_SET)
        fcntl.fcntl(fd, F_ADD_SEALS, SEALS)
    except BaseException:
        os.close(fd)
        raise
    return fd

"""Starts a Python program as root or as an ordinary user, whoever runs the tests."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import grader
from grader.code.sandbox import launch
from grader.code.sandbox.interpreter import this_interpreter

ORDINARY = 64001
PROJECT = Path(__file__).parents[3]
# An ordinary user cannot become root; root can become both.
USERS = ("root", "ordinary") if os.geteuid() == 0 else ("ordinary",)


def environment(**more: str) -> dict[str, str]:
    """The variables of the program that is started."""
    path = f"{Path(grader.__file__).parents[1]}:{PROJECT}"
    return {"PATH": os.environ.get("PATH", "/usr/bin"), "PYTHONPATH": path, **more}


def command(user: str, *arguments: str, **variables: str) -> list[str]:
    """The command line that runs `python ARGUMENTS` as a user."""
    wanted = [sys.executable, "-B", *arguments]
    if os.geteuid() != 0 or user == "root":
        return [
            "/usr/bin/env",
            "-i",
            *(f"{k}={v}" for k, v in environment(**variables).items()),
            *wanted,
        ]
    project = map(str, PROJECT.iterdir())  # the folder itself may be closed to others
    reached = [*this_interpreter().paths, *project, str(Path(grader.__file__).parent)]
    request = {
        "uid": ORDINARY,
        "paths": reached,
        "command": wanted,
        "environ": environment(**variables),
    }
    return [sys.executable, "-I", "-S", "-B", str(launch.__file__), json.dumps(request)]

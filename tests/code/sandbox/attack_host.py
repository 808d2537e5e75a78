"""Runs attacks as the user that it is started as; requests and observations are lines of JSON.

Called as a script. Its environment, its arguments and a file hold a canary.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from census import Census, census, left, settled

from grader.code.sandbox import Limits, Outcome, Sandbox, SessionEnded, open_sandbox

NEXT = b"import math, os\nprint(math.isclose(1, 2), isinstance(1, int), len(os.listdir('.')))\n"


def main() -> None:
    """Serve standard input until it closes."""
    service = socket.socket(socket.AF_UNIX)
    with contextlib.suppress(OSError):  # another suite on this machine serves it
        service.bind("\0grader-attack-service")
        service.listen()
    with service, open_sandbox(os.environ) as sandbox:
        sandbox.run({"a.py": NEXT}, "a.py")
        time.sleep(0.3)
        before = census()
        say({"layers": sandbox.layers, "uid": os.getuid()})
        for line in sys.stdin:
            say(observe(sandbox, before, **json.loads(line)))


def observe(
    sandbox: Sandbox, before: Census, *, folder: str, warm: bool, expect: dict[str, Any]
) -> dict[str, Any]:
    """What an attack did: its outcomes, what is left of it, and how the next program fared."""
    files = submission(Path(folder))
    limits = Limits(**expect.get("limits", {"wall_seconds": 10}))
    kernel = core_pattern()
    act = ask if expect.get("asked") else run
    outcomes = [act(sandbox, files, limits, warm=warm) for _ in range(expect.get("repeat", 1))]
    after = settled(before)
    following = sandbox.run({"a.py": NEXT}, "a.py", warm=warm)
    return {
        "outcomes": [asdict(outcome) for outcome in outcomes],
        "left": left(before, after),
        "kernel_changed": core_pattern() != kernel,
        "next": [following.kind, following.stdout],
    }


def submission(folder: Path) -> dict[str, bytes]:
    """The files of an attack by their paths."""
    paths = [path for path in folder.rglob("*") if path.is_file() and path.name != "expect.yaml"]
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def run(sandbox: Sandbox, files: dict[str, bytes], limits: Limits, *, warm: bool) -> Outcome:
    """The outcome of a program that nothing is asked of."""
    return sandbox.run(files, "program.py", limits=limits, warm=warm)


def ask(sandbox: Sandbox, files: dict[str, bytes], limits: Limits, *, warm: bool) -> Outcome:
    """The outcome of a program that owes an answer."""
    serve = "inside.script"
    with sandbox.open(files, framework="python", limits=limits, warm=warm, serve=serve) as session:
        try:
            session.send(b"program.py\n", timeout=5)
            session.receive(1, timeout=5)
        except SessionEnded as exc:
            return exc.outcome
    raise AssertionError("there was an answer")


def core_pattern() -> str:
    """A setting of the kernel that runs a program as root."""
    return Path("/proc/sys/kernel/core_pattern").read_text()


def say(message: dict[str, Any]) -> None:
    """One line of JSON."""
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

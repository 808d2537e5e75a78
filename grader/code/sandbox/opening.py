"""How a sandbox is opened: what the machine offers is looked at first."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from grader.code.sandbox.bwrap import GUEST, Jail, find_bwrap
from grader.code.sandbox.cgroup import find_hierarchy
from grader.code.sandbox.identity import user_of_this_process
from grader.code.sandbox.interpreter import this_interpreter
from grader.code.sandbox.limits import Limits
from grader.code.sandbox.outcome import Outcome
from grader.code.sandbox.sandbox import Sandbox


def open_sandbox(environ: Mapping[str, str], *, guest: Path = GUEST) -> Sandbox:
    """A sandbox; raises SandboxUnavailableError where a layer that programs need is missing.

    `guest` is the folder whose `main.serve` is called inside; `environ` is looked at for PATH.
    """
    jail = Jail(find_bwrap(environ), this_interpreter(), guest)
    hierarchy = find_hierarchy(Path("/proc/self/cgroup").read_text("ascii"))
    return Sandbox(jail, uid=user_of_this_process(), hierarchy=hierarchy)


def run(
    files: Mapping[str, bytes],
    main: str,
    *,
    framework: str = "python",
    limits: Limits | None = None,
) -> Outcome:
    """What became of one script that was run in a sandbox of its own; nothing is graded.

    `files` are paths and contents, `main` is one of the paths; it finds them in its working folder.
    """
    with open_sandbox(os.environ) as sandbox:
        return sandbox.run(files, main, framework=framework, limits=limits, warm=False)

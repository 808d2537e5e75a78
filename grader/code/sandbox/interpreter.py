"""Which files of the machine a Python program needs to run, and which of them it must not see."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

PARTS = ("bin", "lib", "lib64", "pyvenv.cfg")
# The package, its metadata, and what an editable install leaves.
OF_GRADER = re.compile(r"_*(editable_+(impl_+)?\.?)?grader([-._]|$)")
SITE_FOLDERS = ("site-packages", "dist-packages")
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib64", "/lib32", "/libx32")
SETTINGS = ("/etc/ld.so.cache", "/etc/localtime", "/etc/alternatives", "/etc/fonts")


@dataclass(frozen=True, slots=True)
class Interpreter:
    """A Python to run inside: its path, the paths it needs, what to hide, more module folders."""

    executable: str
    paths: tuple[str, ...]
    hidden: tuple[str, ...]
    site_folders: tuple[str, ...]


def this_interpreter() -> Interpreter:
    """The Python that runs grader, without grader: rubrics and reference answers lie in it."""
    prefixes = {Path(sys.prefix), Path(sys.base_prefix), *_links_of(Path(sys.executable))}
    own = [prefix / part for prefix in prefixes for part in PARTS]
    sites = [Path(p) for p in sys.path if Path(p).name in SITE_FOLDERS and Path(p).is_dir()]
    inside = [path for path in own if path.exists() and not _is_within(path, [Path("/usr")])]
    added = [site for site in sites if not _is_within(site, [*inside, Path("/usr")])]
    return Interpreter(
        executable=sys.executable,
        paths=tuple(sorted({str(path) for path in [*inside, *added]})),
        hidden=tuple(sorted(str(path) for site in sites for path in _of_grader(site))),
        site_folders=tuple(map(str, added)),
    )


def _links_of(executable: Path) -> list[Path]:
    """The prefixes that an executable's links lead through, its own last."""
    prefixes = [executable.parents[1]]
    while executable.is_symlink():
        executable = executable.parent / executable.readlink()
        prefixes.append(executable.parents[1])
    return [*prefixes, executable.resolve().parents[1]]


def _is_within(path: Path, folders: list[Path]) -> bool:
    return any(folder in (path, *path.parents) for folder in folders)


def _of_grader(site: Path) -> list[Path]:
    """Everything in a site folder that belongs to this project, however it was installed."""
    return [path for path in site.iterdir() if _names_grader(path.name)]


def _names_grader(name: str) -> bool:
    return OF_GRADER.match(name) is not None

"""The frameworks that a program may use, and whether they are installed."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass

from grader.errors import MissingExtraError, UsageError

# What each needs to be importable; its name is also the name of the extra that installs it.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "python": (),
    "torch": ("torch",),
    "tensorflow": ("tensorflow",),
    "keras-torch": ("keras", "torch"),
}
# TensorFlow's module comes from one of two distributions.
DISTRIBUTIONS: Mapping[str, tuple[str, ...]] = {"tensorflow": ("tensorflow-cpu", "tensorflow")}


@dataclass(frozen=True, slots=True)
class Framework:
    """A framework's name, the installed versions of what it needs, and how to install the rest."""

    name: str
    versions: tuple[str, ...]
    install: str

    @property
    def is_installed(self) -> bool:
        """Whether programs can use it."""
        return not self.install


def frameworks() -> list[Framework]:
    """Every framework but plain Python."""
    return [_look(name) for name in NEEDED if NEEDED[name]]


def check_framework(name: str) -> None:
    """Nothing; raises UsageError for an unknown framework, MissingExtraError for a missing one."""
    if name not in NEEDED:
        raise UsageError(f"no framework {name!r}; there are {', '.join(NEEDED)}")
    if missing := [module for module in NEEDED[name] if not _is_there(module)]:
        raise MissingExtraError(f"{missing[0]} is not installed; install it: {_install(name)}")


def _look(name: str) -> Framework:
    there = [module for module in NEEDED[name] if _is_there(module)]
    versions = tuple(f"{module} {_version(module)}".strip() for module in there)
    return Framework(name, versions, "" if len(there) == len(NEEDED[name]) else _install(name))


def _install(name: str) -> str:
    return f"pip install 'grader[{name}]'"


def _is_there(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def _version(module: str) -> str:
    import importlib.metadata  # slow to import, and only `grade doctor` asks

    for distribution in DISTRIBUTIONS.get(module, (module,)):
        try:
            return importlib.metadata.version(distribution)
        except importlib.metadata.PackageNotFoundError:
            continue
    return ""

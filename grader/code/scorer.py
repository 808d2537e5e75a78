"""The name of what grades programs: it changes whenever a check does."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

SCORER = "code-1"
# Isolation decides whether a program runs, not what its arrays are worth.
LEFT_OUT = ("sandbox", "__pycache__")


@cache
def code_scorer() -> str:
    """The scorer's name with a digest of its source: readers, guest, tasks, checks, wording."""
    return scorer_of(resources.files("grader.code"))


def scorer_of(folder: Traversable) -> str:
    """The name for the source below a folder; isolation and what is no Python do not count."""
    digest = hashlib.sha256()
    for name, file in _sources(folder, ""):
        digest.update(f"{name}\0".encode() + file.read_bytes() + b"\0")
    return f"{SCORER}-{digest.hexdigest()[:12]}"


def _sources(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    """The Python files below a folder with their paths, in order."""
    for item in sorted(folder.iterdir(), key=lambda found: found.name):
        path = f"{prefix}{item.name}"
        if item.is_dir() and item.name not in LEFT_OUT:
            yield from _sources(item, f"{path}/")
        elif item.name.endswith(".py"):
            yield path, item

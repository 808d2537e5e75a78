"""Which framework a program is written for, told by its imports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.errors import UsageError
from grader.model import Program

FRAMEWORKS = ("auto", "torch", "tensorflow", "keras-torch")
_IMPORT = re.compile(r"^[ \t]*(?:import|from)[ \t]+([\w.]+(?:[ \t]*,[ \t]*[\w.]+)*)", re.MULTILINE)
_BACKEND = re.compile(r"KERAS_BACKEND[\"']?\]?\s*[=,]\s*[\"'](\w+)")
_SET_BACKEND = re.compile(r"set_backend\(\s*[\"'](\w+)")


def framework_of(program: Program, wanted: str = "auto") -> str:
    """torch, tensorflow, keras-torch or python; `wanted` other than auto decides.

    A backend that the program sets for Keras counts most, then TensorFlow, then torch.
    Raises UsageError for a name that is none.
    """
    if wanted not in FRAMEWORKS:
        raise UsageError(f"unknown framework {wanted!r}: use {', '.join(FRAMEWORKS)}")
    if wanted != "auto":
        return wanted
    sources = [
        f.content.decode("utf-8", "replace") for f in program.files if f.path.endswith(".py")
    ]
    imported = {name for source in sources for name in _imported(source)}
    backend = next((m[1] for s in sources for m in _backends(s)), "")
    if imported & {"keras", "tensorflow"}:
        on_torch = backend == "torch" or (not backend and _keras_beside_torch(imported))
        return "keras-torch" if on_torch else "tensorflow"
    return "torch" if imported & {"torch", "torchvision"} else "python"


def _keras_beside_torch(imported: set[str]) -> bool:
    return "torch" in imported and "tensorflow" not in imported


def _backends(source: str) -> Iterator[re.Match[str]]:
    yield from _BACKEND.finditer(source)
    yield from _SET_BACKEND.finditer(source)


def _imported(source: str) -> Iterator[str]:
    """The first part of every module that a source imports, at whatever depth."""
    for match in _IMPORT.finditer(source):
        for name in match[1].split(","):
            yield name.strip().split(".")[0]

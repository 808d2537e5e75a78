"""Everything that `grade doctor` knows: each layer, whether it holds, and the frameworks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from grader.code.sandbox.frameworks import Framework, frameworks
from grader.code.sandbox.layers import Layer, missing
from grader.code.sandbox.opening import Examined, examine

# In the order in which they are shown.
LAYERS = (
    "bubblewrap",
    "namespaces",
    "seccomp",
    "user",
    "network",
    "quota",
    "rlimits",
    "cgroup_memory",
    "cgroup_pids",
    "warm_start",
)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """`why` is empty where programs can be run; `layers` are all that there are."""

    why: str
    layers: tuple[Layer, ...]
    frameworks: tuple[Framework, ...]

    @property
    def is_ready(self) -> bool:
        """Whether programs can be run at all."""
        return not self.why and not missing(self.layers)


def diagnose(environ: Mapping[str, str]) -> Diagnosis:
    """What this machine offers, found out by running a program that tries."""
    examined = examine(environ)
    known = {layer.name: layer for layer in (*examined.layers, _warm_start(examined))}
    unknown = {name: Layer(name, is_active=False, is_known=False) for name in LAYERS}
    layers = tuple((unknown | known).values())
    return Diagnosis(examined.why, layers, tuple(frameworks()))


def _warm_start(examined: Examined) -> Layer:
    if examined.sandbox is None:
        return Layer("warm_start", is_active=False, is_known=False)
    with examined.sandbox as sandbox:
        sandbox.run({"main.py": b""}, "main.py")
        refused = sandbox.warm_refused
    return Layer("warm_start", is_active=not refused, note=refused)

"""The attacks under fixtures/attacks and what must be observed of each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

FOLDER = Path(__file__).parents[3] / "fixtures" / "attacks"


@dataclass(frozen=True)
class Attack:
    """One folder: a program, and what `expect.yaml` says of it."""

    folder: Path
    expect: dict[str, Any]

    @property
    def number(self) -> int:
        """Its place in the list."""
        return int(self.folder.name.partition("_")[0])


def attacks() -> list[Attack]:
    """All attacks, in the order of the list."""
    folders = sorted(path for path in FOLDER.iterdir() if path.is_dir())
    return [Attack(folder, _read(folder / "expect.yaml")) for folder in folders]


def _read(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = YAML(typ="safe").load(path.read_text("utf-8"))
    return loaded

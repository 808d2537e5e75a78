"""Prints the table of attacks that docs/security.md holds."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from attacks import Attack, attacks

HEAD = (
    "| # | kind | the program | what must happen | outcome | also checked by |\n"
    "|---|---|---|---|---|---|"
)


def table(rows: Iterable[Attack]) -> str:
    """A Markdown table with one row an attack."""
    return "\n".join([HEAD, *map(_row, rows)])


def _row(attack: Attack) -> str:
    expect = attack.expect
    cells = (
        str(attack.number),
        expect["group"],
        expect["title"],
        expect["must"],
        " or ".join(expect["outcome"]),
        expect.get("left_to", ""),
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    sys.stdout.write(table(attacks()) + "\n")

"""A word for whoever watches while something takes its time."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext


def waiting(text: str) -> AbstractContextManager[object]:
    """Shows a line on a terminal's standard error until left; nothing in a pipe."""
    from rich.console import Console

    console = Console(stderr=True)
    return console.status(text) if console.is_terminal else nullcontext()

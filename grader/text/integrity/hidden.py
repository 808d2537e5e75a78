"""Characters that show nothing, and letters of another script that look like Latin ones."""

from __future__ import annotations

from grader.text.normalise import HOMOGLYPHS, NormalText, hidden_characters


def hides_characters(normal: NormalText) -> bool:
    """Whether the answer as handed in holds invisible characters."""
    return bool(hidden_characters(normal.source))


def mixes_scripts(normal: NormalText) -> bool:
    """Whether look-alike letters were folded: Cyrillic or Greek ones inside Latin words."""
    return any(ord(c) in HOMOGLYPHS and c not in normal.text for c in set(normal.source))

"""Text files in any usual encoding: which one it is, and what it says."""

from __future__ import annotations

from grader.encodings.detection import UNDECODABLE, Encoding, detect, is_damaged, named
from grader.encodings.text_file import TextFile, read_text_file

__all__ = [
    "UNDECODABLE",
    "Encoding",
    "TextFile",
    "detect",
    "is_damaged",
    "named",
    "read_text_file",
]

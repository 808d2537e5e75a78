"""Values of a rubric file in the YAML style that reads back as it was, and reads well."""

from __future__ import annotations

import re

from ruamel.yaml.comments import CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

# Words that begin with a letter, so that nothing in them means anything to YAML.
_PLAIN = re.compile(r"[^\W\d_][\w .+/*()（）×-]*(?<! )")


def flow(texts: tuple[str, ...]) -> CommentedSeq:
    """Texts as a list in brackets."""
    sequence = CommentedSeq(map(flow_text, texts))
    sequence.fa.set_flow_style()
    return sequence


def flow_text(text: str) -> str:
    """Text inside brackets: quoted unless plainly plain, for ruamel leaves `?x` bare there."""
    return text if _PLAIN.fullmatch(text) else DoubleQuotedScalarString(text)


def number(value: float) -> float:
    """A number without a needless `.0`."""
    return int(value) if value == int(value) else value


def block(text: str) -> str:
    """Text as a literal block, or in quotes where a block cannot hold it."""
    return LiteralScalarString(f"{text}\n") if _fits_block(text) else line(text)


def prose(text: str) -> str:
    """Text as a block where it has several lines."""
    return block(text) if "\n" in text else line(text)


def line(text: str) -> str:
    """Text in a style that reads back as it is: quotes for line ends and invisible characters."""
    return text if text.isprintable() else DoubleQuotedScalarString(text)


def _fits_block(text: str) -> bool:
    """Whether a literal block holds the text: no odd characters, no space at an edge."""
    return text == text.strip() != "" and all(line.isprintable() for line in text.split("\n"))

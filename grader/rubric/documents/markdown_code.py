"""The program in a code part: what stands between its fences."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from grader.rubric.documents.markdown_lines import Line, Region, opening_fence


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block: its info word, its code without the fences, the line it starts on."""

    info: str
    code: str
    line: int


@dataclass(frozen=True, slots=True)
class Program:
    """The code of a part, and what else stands there: other blocks and lines of prose."""

    code: str
    other_blocks: tuple[Block, ...]
    prose: tuple[Line, ...]


def read_program(lines: Sequence[Line]) -> Program:
    """The blocks in the first block's language, joined by a blank line; the rest beside it."""
    prose = tuple(line for line in lines if line.region is Region.PROSE and not line.blank)
    blocks = [block for block in _blocks(lines) if block.code.strip()]
    same = [block for block in blocks if block.info == blocks[0].info]
    other = tuple(block for block in blocks if block.info != blocks[0].info)
    return Program("\n\n".join(block.code for block in same), other, prose)


def _blocks(lines: Sequence[Line]) -> list[Block]:
    blocks: list[Block] = []
    opened: Line | None = None
    code: list[str] = []
    for line in lines:
        if line.region is Region.CODE:
            code.append(line.text)
        elif line.region is Region.FENCE and opened:
            blocks.append(_block(opened, code))
            opened, code = None, []
        elif line.region is Region.FENCE:
            opened = line
    return blocks


def _block(opened: Line, code: list[str]) -> Block:
    fence = opening_fence(opened.text)
    info = fence.info.split()[0].casefold() if fence and fence.info else ""
    text = "\n".join(code)
    # Only a fence that is itself indented, as in a list, indents its code.
    return Block(info, textwrap.dedent(text) if fence and fence.indent else text, opened.number)

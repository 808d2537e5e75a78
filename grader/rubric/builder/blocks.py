"""The blocks of a reference answer: bullets, numbered items and paragraphs, each on one line.

Lines, not a Markdown tree: authors write `1.Like this`, `i)so`, `● so` or one statement a line,
which CommonMark reads as one paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_CHINESE_NUMBER = r"[一二三四五六七八九十]{1,3}"
_ENUMERATOR = rf"[(（](?:\d{{1,2}}|[a-hivx]{{1,4}}|{_CHINESE_NUMBER})[)）]|[①-⑳]"
_MARKER = re.compile(
    rf"\s*(?:[•·▪◦●○■□▶➢✓]\s*|[-+–](?=[^\d\W])|[-*+–]\s+|{_ENUMERATOR}\s*[.、:：]?"
    rf"|\d{{1,2}}\s?(?:[.)、）．:：](?!\d)|-\s)|[a-hivx]{{1,4}}\)|{_CHINESE_NUMBER}、)\s*"
    r"(?:\[[ xX]\]\s+)?"
)
# Items that follow on the same line: `…。2.…` in a numbered line, `：（1）…；（2）…` in any.
_NEXT_NUMBER = re.compile(r"(?<=[。；;.!?！？])\s*(?=\d{1,2}[.、)）．:：]\s?[^\d\s])")
_NEXT_ENUMERATOR = re.compile(rf"(?<=[。；;：:，,.])\s*(?=(?:{_ENUMERATOR})\s*[^\W\d])")
_NUMBERED = re.compile(r"\s*\d")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(.*?)#*\s*")
_RULE = re.compile(r"\s*(?:[-*_=]\s*){3,}|[|:\s-]*-{2,}[|:\s-]*")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_QUOTE = re.compile(r"^\s*(?:>\s?)+")
_ENDED = re.compile(r"[。！？!?；;:：.…][*_\"'”’）)」]*\s*$")
_CONNECTIVE = re.compile(r"(?:or|and|oder|und|或者?|以及|和)", re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u9fff]")
# A line of fewer Chinese characters than this was not broken for its length.
_WRAPPED = 24


@dataclass(frozen=True, slots=True)
class Block:
    """One item or paragraph; `announces` where it ends in a colon and items follow."""

    text: str
    is_item: bool = False
    announces: bool = False


def read_blocks(reference: str) -> list[Block]:
    """The blocks of an answer in order, without list markers; inline Markdown is left in.

    Fenced code, rules and headings are left out where anything else is there.
    """
    lines = [_QUOTE.sub("", line) for line in reference.splitlines()]
    blocks = _joined(_unfenced(lines)) or _joined(lines)
    return [
        replace(block, announces=_ends_in_colon(block) and before_item)
        for block, before_item in zip(blocks, _before_items(blocks), strict=True)
        if block.text
    ]


def _before_items(blocks: list[Block]) -> list[bool]:
    """For each block, whether an item follows it."""
    return [block.is_item for block in blocks[1:]] + [False] * bool(blocks)


def _ends_in_colon(block: Block) -> bool:
    return block.text.rstrip("*_ ").endswith((":", "："))


def _unfenced(lines: list[str]) -> list[str]:
    kept, inside = [], False
    for line in lines:
        if _FENCE.match(line):
            inside = not inside
        elif not inside and not _HEADING.fullmatch(line):
            kept.append(line)
    return kept


def _joined(lines: list[str]) -> list[Block]:
    """One block an item or paragraph, wrapped lines joined."""
    blocks: list[Block] = []
    is_open = False
    for line in lines:
        if not line.strip() or _RULE.fullmatch(line) or _CONNECTIVE.fullmatch(line.strip()):
            is_open = False
            continue
        for block in _line_blocks(line):
            previous = blocks[-1] if blocks else None
            if previous and not block.is_item and _belongs(previous, block.text, is_open=is_open):
                glue = "" if _HAN.match(block.text) else " "
                blocks[-1] = replace(previous, text=f"{previous.text}{glue}{block.text}")
            else:
                blocks.append(block)
            is_open = True
    return blocks


def _belongs(previous: Block, text: str, *, is_open: bool) -> bool:
    """Whether a plain line goes on with the block above it."""
    if _ends_in_colon(previous):
        return True
    if not is_open or _ENDED.search(previous.text):
        return False
    long_enough = len(_HAN.findall(previous.text)) >= _WRAPPED
    return long_enough if _HAN.match(text) else not text[0].isupper()


def _line_blocks(line: str) -> Iterator[Block]:
    if line.lstrip().startswith("|"):
        yield Block(_row(line), is_item=True)
        return
    pieces = _NEXT_NUMBER.split(line) if _NUMBERED.match(line) else [line]
    for piece in (part for each in pieces for part in _NEXT_ENUMERATOR.split(each)):
        text = piece
        while (marker := _MARKER.match(text)) and marker.end() < len(text):
            text = text[marker.end() :]
        heading = _HEADING.fullmatch(text)
        yield Block(heading[1] if heading else text.strip(), is_item=text is not piece)


def _row(line: str) -> str:
    """A row of a table: its first cell, then the others."""
    first, *others = [cell.strip() for cell in line.strip().strip("|").split("|")]
    if not others:
        return first
    chinese = bool(_HAN.search(line))
    return f"{first}{'：' if chinese else ': '}{('，' if chinese else ', ').join(others)}"

"""Text from a stranger on its way to a terminal: shown, never obeyed."""

from __future__ import annotations

import re
import unicodedata

# Controls (escape sequences begin with one), formats (bidi overrides, zero width), lone
# surrogates, private use, and the Unicode line ends that some programs obey.
UNSAFE = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
NAMED = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}
LINE_END = re.compile(r"[ \t]*(?:\r\n|\n)\s*")


def visible(text: str) -> str:
    """`text` with every character that a terminal might obey, or not show, as an escape."""
    return "".join(_escape(c) if is_unsafe(c) else c for c in text)


def one_line(text: str) -> str:
    """`text` with its lines joined, by a blank unless in Chinese; the rest as in `visible`."""
    return visible(LINE_END.sub(_joint, text.strip("\r\n \t")))


def safe_json(json: str) -> str:
    """The same JSON with unsafe characters, which stand in strings only, in JSON's own escapes."""
    return "".join(_json_escape(c) if c != "\n" and is_unsafe(c) else c for c in json)


def is_unsafe(character: str) -> bool:
    """Whether a terminal might obey or hide a character, line ends and tabs included."""
    return unicodedata.category(character) in UNSAFE


def _joint(line_end: re.Match[str]) -> str:
    before = line_end.string[: line_end.start()][-1:]
    return "" if before and unicodedata.east_asian_width(before) in "WF" else " "


def _escape(character: str) -> str:
    code = ord(character)
    if character in NAMED:
        return NAMED[character]
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _json_escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))

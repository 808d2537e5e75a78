"""A small file as text: the whole of it, with the encoding that it is in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from grader.encodings.detection import UNDECODABLE, Encoding, detect, is_damaged, named
from grader.errors import InputError, Location, UsageError

ADVICE = "save the file as UTF-8"


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file's text, without byte order mark and with line ends made `\\n`, and its encoding."""

    text: str
    encoding: Encoding


def read_text_file(
    path: Path, encoding: str = "", *, damage: Literal["refuse", "mark"] = "refuse"
) -> TextFile:
    """The text of the file at `path`; `encoding` overrides the guess.

    Bytes that do not decode are refused, or marked: they become lone surrogates (`is_damaged`).
    Raises InputError where the file cannot be read as text, and UsageError for an encoding that
    does not exist.
    """
    data = _bytes(path)
    found = _named(encoding) if encoding else detect([data])
    if found is None:
        raise InputError(f"the encoding cannot be told: {ADVICE}", Location(str(path)))
    text = data.decode(found.codec, UNDECODABLE).replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        message = "holds a NUL character: expected text, this looks like a binary file"
        raise InputError(message, _place(path, text, text.index("\0")))
    if damage == "refuse" and is_damaged(text):
        at = next(i for i, character in enumerate(text) if is_damaged(character))
        raise InputError(f"bytes that are not {found.name}: {ADVICE}", _place(path, text, at))
    return TextFile(text, found)


def _place(path: Path, text: str, at: int) -> Location:
    return Location(str(path), text.count("\n", 0, at) + 1)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as exc:
        raise InputError("no such file; check the path", Location(str(path))) from exc
    except (OSError, ValueError) as exc:
        reason = getattr(exc, "strerror", None) or exc
        raise InputError(f"cannot be read: {reason}", Location(str(path))) from exc


def _named(name: str) -> Encoding:
    try:
        return named(name)
    except LookupError:
        message = f"there is no encoding {name}; use utf-8, gb18030, big5 or utf-16"
        raise UsageError(message) from None

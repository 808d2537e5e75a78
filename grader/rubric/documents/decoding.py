"""The text of a file, strictly UTF-8, with line ends made `\\n`."""

from __future__ import annotations

import codecs
from pathlib import Path

from grader.errors import DocumentError, Location


def read_text(path: Path) -> str:
    """The text of the file at `path`; raises DocumentError where it cannot be read as text."""
    try:
        data = path.read_bytes()
    except OSError as exc:
        message = f"cannot be read: {exc.strerror}; give a reference document"
        raise DocumentError(message, Location(str(path))) from exc
    return decode(data, path)


def decode(data: bytes, path: Path) -> str:
    """The text of `data` without byte order mark; raises DocumentError where it is not UTF-8."""
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as exc:
        raise DocumentError(_advice(body, exc.start), _line_at(body, exc.start, path)) from exc
    if "\0" in text:
        message = "holds a NUL character: expected text, this looks like a binary file"
        raise DocumentError(message, _line_at(body, body.index(b"\0"), path))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _line_at(data: bytes, offset: int, path: Path) -> Location:
    before = data[:offset].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return Location(str(path), before.count(b"\n") + 1)


def _advice(data: bytes, offset: int) -> str:
    """What is wrong and which encoding to convert from, as far as the bytes tell."""
    problem = f"not UTF-8 (byte 0x{data[offset]:02x})"
    for encoding in _candidates(data):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        command = f"iconv -f {encoding.upper()} -t UTF-8 FILE"
        return f"{problem}, it may be {encoding.upper()}: save it as UTF-8, e.g. with `{command}`"
    return f"{problem}: save the file as UTF-8"


def _candidates(data: bytes) -> tuple[str, ...]:
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return ("utf-16",) if utf16 else ("gb18030",)

"""A candidate's file becomes a Submission, or one clear line about why it cannot."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import BinaryIO

from grader.errors import Location, SubmissionError
from grader.model import Submission

STDIN = "-"
LIMIT = 1_048_576
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_submission(path: str, question_id: str, stdin: BinaryIO) -> Submission:
    """The answer in the file at `path`, or on `stdin` where `path` is `-`.

    UTF-8, or UTF-16 with a byte order mark; the text is kept as it is otherwise. Raises
    SubmissionError for a file that cannot be read, is over `LIMIT` bytes, binary or not text.
    """
    if path == STDIN:
        text = decode_answer(_limited(stdin, "stdin"), "stdin")
        return Submission(question_id, text, candidate_id="stdin", origin="stdin")
    text = decode_answer(_read(Path(path)), path)
    return Submission(question_id, text, candidate_id=Path(path).stem, origin=path)


def decode_answer(data: bytes, path: str) -> str:
    """The text of `data`; `path` is for messages. Raises SubmissionError where it is not text."""
    utf16 = data.startswith(_UTF16)
    if not utf16 and b"\0" in data:
        raise _binary(path, data.index(b"\0"))
    try:
        text = data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as exc:
        raise _undecodable(data, path, exc.start, utf16=utf16) from exc
    if "\0" in text:
        before = text[: text.index("\0")]
        raise _binary(path, len(codecs.BOM_UTF16) + len(before.encode("utf-16-le")))
    return text


def _read(path: Path) -> bytes:
    if path.is_dir():
        raise _error(str(path), "is a folder; give a text file")
    try:
        with path.open("rb") as file:
            return _limited(file, str(path))
    except FileNotFoundError as exc:
        raise _error(str(path), "no such file; check the path") from exc
    except (OSError, ValueError) as exc:
        reason = getattr(exc, "strerror", None) or exc
        raise _error(str(path), f"cannot be read: {reason}; give a readable text file") from exc


def _limited(file: BinaryIO, path: str) -> bytes:
    """All of a file, of which no more than the limit is ever held."""
    data = file.read(LIMIT + 1)
    if len(data) <= LIMIT:
        return data
    size = _size(file)
    found = f"{size:,}" if size > LIMIT else f"more than {LIMIT:,}"
    raise _error(path, f"{found} bytes, the limit is {LIMIT:,}; give the answer alone")


def _size(file: BinaryIO) -> int:
    """The size of a file on disk; zero for a pipe."""
    return file.seek(0, 2) if file.seekable() else 0


def _binary(path: str, offset: int) -> SubmissionError:
    return _error(path, f"binary file (NUL at byte {offset}); give a text file in UTF-8")


def _undecodable(data: bytes, path: str, offset: int, *, utf16: bool) -> SubmissionError:
    """BOM or not, the offset counts from the first byte of the file."""
    if utf16:
        return _error(path, f"damaged UTF-16 at byte {offset}; save the file as UTF-8")
    offset += len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    problem = f"not UTF-8 (0x{data[offset]:02x} at byte {offset})"
    if _decodes(data, "gb18030"):
        advice = f"it may be GB18030: convert it with `iconv -f GB18030 -t UTF-8 {path}`"
        return _error(path, f"{problem}; {advice}")
    return _error(path, f"{problem}; save the file as UTF-8")


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _error(path: str, message: str) -> SubmissionError:
    return SubmissionError(message, Location(path))

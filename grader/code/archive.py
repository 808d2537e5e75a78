"""The files of a zip or tar archive, unpacked in memory within bounds; nothing is written."""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from grader.code.members import MOST_BYTES, MOST_FILES, check_name
from grader.errors import Location, SubmissionError
from grader.model import SourceFile

MOST_MEMBERS = 2000
KEPT = (".py", ".ipynb")
_LINK = 0o120000
_TYPE = 0o170000


def is_archive(content: bytes) -> bool:
    """Whether bytes begin as a zip, a tar, or a compressed tar does."""
    packed = content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0"))
    return packed or content[257:262] == b"ustar"


def archived_files(content: bytes, origin: str) -> list[SourceFile]:
    """The Python files and notebooks of an archive; others are left out.

    Raises SubmissionError for a damaged archive, a link, a device, a name that leads out of the
    folder, too many files, or too many bytes, before those bytes are unpacked.
    """
    try:
        is_zip = content.startswith(b"PK")
        return list(_zip(content, origin) if is_zip else _tar(content, origin))
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError) as exc:
        raise SubmissionError(f"a damaged archive: {exc}", Location(origin)) from exc
    except (NotImplementedError, RuntimeError, ValueError) as exc:
        raise SubmissionError(f"an archive that cannot be read: {exc}", Location(origin)) from exc


def _zip(content: bytes, origin: str) -> Iterator[SourceFile]:
    room = _Room(origin)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for member in archive.infolist():
            room.count()
            name = check_name(member.filename, origin)
            if member.external_attr >> 16 & _TYPE == _LINK:
                raise SubmissionError(f"{name} is a link; hand in plain files", Location(origin))
            if not member.is_dir() and name.endswith(KEPT):
                with archive.open(member) as file:
                    yield SourceFile(name, room.take(file))


def _tar(content: bytes, origin: str) -> Iterator[SourceFile]:
    room = _Room(origin)
    with tarfile.open(fileobj=io.BytesIO(content), mode="r|*") as archive:
        for member in archive:
            room.count()
            name = check_name(member.name.removeprefix("./") or ".", origin)
            if not (member.isfile() or member.isdir()):
                raise SubmissionError(f"{name} is a link or a device", Location(origin))
            room.skip(0 if name.endswith(KEPT) else member.size)
            file = archive.extractfile(member) if member.isfile() and name.endswith(KEPT) else None
            if file is not None:
                yield SourceFile(name, room.take(file))


class _Room:
    """How much more may be unpacked."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self._members = self._files = 0
        self._bytes = MOST_BYTES
        self._skipped = 8 * MOST_BYTES

    def count(self) -> None:
        """One more member; raises SubmissionError where there are too many."""
        self._members += 1
        if self._members > MOST_MEMBERS:
            raise self._too_big()

    def skip(self, size: int) -> None:
        """Bytes that are read over in a compressed stream; raises SubmissionError for a bomb."""
        self._skipped -= size
        if self._skipped < 0:
            raise self._too_big()

    def take(self, file: IO[bytes]) -> bytes:
        """All of a file that still fits; raises SubmissionError where it does not."""
        data = file.read(self._bytes + 1)
        self._bytes -= len(data)
        self._files += 1
        if self._bytes < 0 or self._files > MOST_FILES:
            raise self._too_big()
        return data

    def _too_big(self) -> SubmissionError:
        limit = f"{MOST_FILES} files and {MOST_BYTES:,} bytes"
        return SubmissionError(f"unpacks to more than {limit}", Location(self._origin))

"""Output files that appear whole or not at all, and all together."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import IO

BEGUN = ".part"


class Staging:
    """Files being written beside their places; on leaving without an error all are renamed.

    What stood there before stays until then, and stays if anything fails.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[Path, IO[str]] = {}

    def __enter__(self) -> Staging:
        return self

    def open(self, name: str, *, encoding: str = "utf-8") -> IO[str]:
        """A text file that will be called `name`, a path below the folder."""
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(path.name + BEGUN)
        file = part.open("w", encoding=encoding, newline="")
        self._files[path] = file
        return file

    def written(self, name: str) -> Path:
        """Where the bytes written so far can be read, before they have their name."""
        path = self._folder / name
        self._files[path].flush()
        return path.with_name(path.name + BEGUN)

    def close(self, name: str) -> None:
        """Finishes one file on the disk, which frees its handle."""
        file = self._files[self._folder / name]
        file.flush()
        os.fsync(file.fileno())
        file.close()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self._commit()
        finally:
            for path, file in self._files.items():
                file.close()
                path.with_name(path.name + BEGUN).unlink(missing_ok=True)

    def _commit(self) -> None:
        for file in self._files.values():
            if not file.closed:
                file.flush()
                os.fsync(file.fileno())
                file.close()
        for path in self._files:
            path.with_name(path.name + BEGUN).replace(path)
        for folder in {path.parent for path in self._files}:
            _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

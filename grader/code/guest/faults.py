"""What went wrong in a candidate's code: the exception's type, its message and their line."""

from __future__ import annotations

import re
import traceback
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

LONGEST = 400
# Terminal colours, TensorFlow's inner names, and what Keras says around the cause.
NOISE = re.compile(
    r"\x1b\[[\d;]*m|\{\{.*?\}\}|Exception encountered when calling [\w.]+\(\)\.|\[Op:\w+\] name:"
    r"|Arguments received by [\s\S]*"
)


class Unusable(Exception):  # noqa: N818 - the candidate's, not ours
    """The program lacks something, or it cannot be called; `code` says what, for the grader."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(frozen=True)
class Fault:
    """An exception as the candidate would see it; `line` counts from 1 in `file`, 0 is unknown.

    `code` and `values` are for what no Python exception says: a missing function, a signature.
    """

    type: str
    message: str
    line: int = 0
    file: str = ""
    code: str = ""
    values: dict[str, Any] | None = None

    def at(self, line: int) -> Fault:
        """The same fault on another line."""
        return replace(self, line=line)

    def record(self) -> dict[str, Any]:
        """The fault as JSON can hold it."""
        return asdict(self)


def fault_of(exc: BaseException, path: str) -> Fault:
    """The fault of an exception: the innermost line in the candidate's own files."""
    if isinstance(exc, Unusable):
        return Fault("Unusable", "", 0, "", exc.code, exc.values)
    if isinstance(exc, SyntaxError) and exc.filename == path:
        return Fault(type(exc).__name__, _short(exc.msg), exc.lineno or 0, Path(path).name)
    line, file = _place(exc, Path(path).parent)
    return Fault(type(exc).__name__, _message(exc), line, file)


def _place(exc: BaseException, folder: Path) -> tuple[int, str]:
    for frame, line in reversed(list(traceback.walk_tb(exc.__traceback__))):
        file = Path(frame.f_code.co_filename)
        if file.is_relative_to(folder) and folder != Path("/"):
            return line, str(file.relative_to(folder))
    return 0, ""


def _message(exc: BaseException) -> str:
    try:
        return _short(str(exc))
    except Exception:
        return ""


def _short(text: str) -> str:
    """A message on one line without colours and inner names: frameworks append pages."""
    line = " ".join(NOISE.sub("", text).split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"

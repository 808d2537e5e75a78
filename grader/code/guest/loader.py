"""Loads a candidate's script statement by statement, and says what failed and what was skipped."""

from __future__ import annotations

import ast
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import CodeType, FrameType, ModuleType
from typing import Any

from .faults import Fault, fault_of
from .policy import files_read, names_bound, names_read, reason_to_skip, trainers

NAME = "submission"
STATEMENT_SECONDS = 10
# What comes of reading files that are not there.
OF_DATA = {"FileNotFoundError", "ValueError", "IndexError", "NotADirectoryError", "OSError"}


class TooSlow(BaseException):
    """A top-level statement took longer than it may."""


class Script:
    """A loaded script: its module, the faults in the order met, and what was left aside.

    `skipped` holds (line, reason, names) for people; `training` the statements that train, to be
    run later with a limit; `missing` the names that nothing gave a value to, with the line why.
    """

    def __init__(self, source: str, path: str, given: Mapping[str, Any]) -> None:
        self.path = path
        self.module = ModuleType(NAME)
        vars(self.module).update(given)
        self.module.__file__ = path
        self.faults: list[Fault] = []
        self.skipped: list[tuple[int, str]] = []
        self.training: list[tuple[ast.stmt, CodeType]] = []
        self.missing: dict[str, int] = {}
        self.missing_files: list[tuple[int, str]] = []
        sys.modules[NAME] = self.module
        self._load(source)

    @property
    def names(self) -> dict[str, Any]:
        """The module's names and values."""
        return vars(self.module)

    def _load(self, source: str) -> None:
        try:
            tree = ast.parse(source, self.path)
            compile(source, self.path, "exec")
        except (SyntaxError, ValueError, RecursionError, MemoryError) as exc:
            self.faults.append(fault_of(exc, self.path))
            return
        training_names = trainers(tree)
        future = [s for s in tree.body if _is_future(s)]
        for statement in tree.body:
            if not self._left_aside(statement, training_names):
                self._run(statement, _compiled(statement, self.path, future))

    def _left_aside(self, statement: ast.stmt, training_names: set[str]) -> bool:
        reason = reason_to_skip(statement, training_names)
        unknown = sorted(names_read(statement) & set(self.missing))
        if not reason and not unknown:
            return False
        if reason == "training" and not unknown:
            self.training.append((statement, _compiled(statement, self.path, [])))
        why = reason or f"needs:{unknown[0]}:{self.missing[unknown[0]]}"
        self.skipped.append((statement.lineno, why))
        self._forget(statement)
        return True

    def _run(self, statement: ast.stmt, code: CodeType) -> None:
        try:
            with within(STATEMENT_SECONDS):
                exec(code, self.names)  # noqa: S102 - running it is what the sandbox is for
        except TooSlow:
            self.skipped.append((statement.lineno, "slow"))
            self._forget(statement)
        except BaseException as exc:
            self._failed(statement, fault_of(exc, self.path))
            self._forget(statement)

    def _failed(self, statement: ast.stmt, fault: Fault) -> None:
        """Remember a fault; one that comes of a data file's absence is told as that."""
        files = files_read(statement)
        if files and fault.type in OF_DATA:
            self.missing_files.append((statement.lineno, files[0]))
        else:
            self.faults.append(fault if fault.line else fault.at(statement.lineno))

    def _forget(self, statement: ast.stmt) -> None:
        for name in names_bound(statement) - set(self.names):
            self.missing[name] = statement.lineno


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raises TooSlow inside the block after so many seconds."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _is_future(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.ImportFrom) and statement.module == "__future__"


def _compiled(statement: ast.stmt, path: str, future: list[ast.stmt]) -> CodeType:
    body = [s for s in future if s is not statement] + [statement]
    return compile(ast.Module(body, []), path, "exec", dont_inherit=True)

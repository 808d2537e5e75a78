"""Defects that can be seen without running a program: it does not parse, a name is undefined."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from grader.model import Program

# What a notebook has without importing it.
GIVEN = {"display", "get_ipython", "__file__", "exit", "quit"}
# With data of our own in place of a file, these errors may be the data's and not the program's.
OF_DATA = {
    "IndexError",
    "ValueError",
    "KeyError",
    "TypeError",
    "RuntimeError",
    "InvalidArgumentError",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect: exception type, message and line as Python would tell them.

    `counts` is False for what the task itself makes needless, such as a data file.
    """

    line: int
    type: str
    message: str
    file: str = ""
    counts: bool = True


def static_findings(program: Program) -> list[Finding]:
    """Syntax errors and undefined names of every Python file, the main file's first."""
    files = sorted(program.files, key=lambda file: file.path != program.main)
    sources = [(f.path, f.content) for f in files if f.path.endswith(".py")]
    return [finding for path, content in sources for finding in _of_file(path, content)]


def merged(static: Iterable[Finding], load: Mapping[str, Any], main: str) -> list[Finding]:
    """All findings, what failed first on loading first; a name is told once in a file."""
    found = [*_loading(load, main), *static]
    kept: dict[tuple[str, str], Finding] = {}
    for finding in found:
        key = (finding.file, _name_in(finding) or f"{finding.line}:{finding.type}")
        kept.setdefault(key, finding)
    return list(kept.values())


def _of_file(path: str, content: bytes) -> Iterator[Finding]:
    source = content.decode("utf-8-sig", "replace")
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError) as exc:
        line = getattr(exc, "lineno", 0) or 0
        yield Finding(line, type(exc).__name__, getattr(exc, "msg", str(exc)), path)
        tree = ast.parse(without_broken_parts(source))
    except (RecursionError, MemoryError):
        return
    yield from _undefined(tree, path)


def _undefined(tree: ast.Module, path: str) -> Iterator[Finding]:
    from pyflakes import messages
    from pyflakes.checker import Checker

    try:
        told = Checker(tree, filename=path, builtins=GIVEN).messages
    except RecursionError:
        return
    wanted = (messages.UndefinedName, messages.UndefinedLocal)
    for message in sorted((m for m in told if isinstance(m, wanted)), key=lambda m: m.lineno):
        name = message.message_args[0]
        yield Finding(message.lineno, "NameError", f"name '{name}' is not defined", path)


def without_broken_parts(source: str) -> str:
    """The source without the top-level parts that do not parse; lines stay in place."""
    lines = source.splitlines()
    for _ in range(20):
        try:
            ast.parse("\n".join(lines))
        except SyntaxError as exc:
            at = min(max((exc.lineno or 1) - 1, 0), len(lines) - 1)
            _empty_part(lines, at)
        except (ValueError, RecursionError, MemoryError):
            return ""
        else:
            return "\n".join(lines)
    return ""


def _empty_part(lines: list[str], at: int) -> None:
    """Empty the top-level statement around a line; a function keeps its name, a value its names."""
    start = at
    while start > 0 and (not lines[start].strip() or lines[start][0] in " \t)]}"):
        start -= 1
    end = at + 1
    while end < len(lines) and (not lines[end].strip() or lines[end][0] in " \t)]}"):
        end += 1
    head = re.match(r"(?:async\s+)?(?:def|class)\s+(\w+)", lines[start])
    names = [head[1]] if head else re.findall(r"\b([A-Za-z_]\w*)\s*(?:,|=(?!=))", lines[at])
    lines[start:end] = [""] * (end - start)
    lines[start] = "; ".join(f"{name} = None" for name in names)


def _loading(load: Mapping[str, Any], main: str) -> Iterator[Finding]:
    """What loading told, in the order of events; files that are not there do not count."""
    missing = [(int(line), str(name)) for line, name in load.get("missing_files", [])]
    for line, name in missing:
        message = f"[Errno 2] No such file or directory: '{name}'"
        yield Finding(line, "FileNotFoundError", message, main, counts=False)
    for fault in load.get("faults", []):
        finding = Finding(fault["line"], fault["type"], fault["message"], fault["file"] or main)
        if not (missing and _of_our_data(finding)):
            counts = finding.type != "FileNotFoundError"
            yield Finding(finding.line, finding.type, finding.message, finding.file, counts)


def _of_our_data(finding: Finding) -> bool:
    return finding.type in OF_DATA or "numpy.ndarray" in finding.message


def _name_in(finding: Finding) -> str:
    found = re.match(r"name '(\w+)' is not defined", finding.message)
    return found[1] if found else ""

"""A candidate's program, as it was handed in, becomes a Submission; all of it is hostile."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import BinaryIO

from grader.code.archive import archived_files, is_archive
from grader.code.members import MOST_BYTES, MOST_FILES, check_name, check_sizes
from grader.code.notebook import script_of
from grader.errors import Location, SubmissionError
from grader.model import Program, SourceFile, Submission

STDIN = "-"
PROGRAM_SUFFIXES = (".py", ".ipynb", ".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz")
MAIN_NAMES = ("main.py", "solution.py", "answer.py", "model.py", "train.py", "run.py", "app.py")
# Folders that editors and tools leave behind.
LEFT_OUT = {"__pycache__", ".git", ".ipynb_checkpoints", ".venv", "venv", "__MACOSX", ".idea"}


def read_program(path: str, question_id: str, stdin: BinaryIO) -> Submission:
    """The program at `path`: a script, notebook, folder, zip or tar; `-` is a script on stdin.

    Raises SubmissionError for what cannot be read, is too big, leads out of its folder, or holds
    no Python.
    """
    if path == STDIN:
        content = _limited(stdin.read(MOST_BYTES + 1), "stdin")
        program = program_from_bytes("stdin.py", content)
        return submission_of(program, question_id, "stdin", "stdin")
    place = Path(path)
    program = (
        _read_folder(place) if place.is_dir() else program_from_bytes(place.name, _read(place))
    )
    return submission_of(program, question_id, _stem(place), path)


def program_from_bytes(name: str, content: bytes) -> Program:
    """The program in one file's bytes; `name` decides where they are no archive.

    Raises SubmissionError, as `read_program` does.
    """
    if is_archive(content):
        return program_of_files(archived_files(content, name), name)
    if name.endswith(".ipynb"):
        script = f"{PurePosixPath(name).stem}.py"
        return Program((SourceFile(script, script_of(content, name)),), script)
    main = name if name.endswith(".py") else "main.py"
    return program_of_files([SourceFile(PurePosixPath(main).name, content)], name)


def program_of_files(files: list[SourceFile], name: str) -> Program:
    """The program that files make, with its main file; notebooks become scripts.

    A folder that everything lies in is taken off. Raises SubmissionError without Python.
    """
    check_sizes(files, name)
    files = _without_common_folder([f for f in files if not _is_left_out(f.path)])
    scripts = [
        SourceFile(str(PurePosixPath(f.path).with_suffix(".py")), script_of(f.content, f.path))
        if f.path.endswith(".ipynb")
        else f
        for f in files
    ]
    main = _main_of([f.path for f in scripts if f.path.endswith(".py")])
    if not main:
        raise SubmissionError("holds no Python file; hand in a .py or .ipynb", Location(name))
    for file in scripts:
        if file.path == main and b"\0" in file.content:
            raise SubmissionError("binary file; hand in Python source", Location(name))
    return Program(tuple(scripts), main)


def submission_of(program: Program, question_id: str, candidate: str, origin: str) -> Submission:
    """The submission of a program; its text is the main file's source."""
    content = next(f.content for f in program.files if f.path == program.main)
    text = content.decode("utf-8-sig", "replace")
    return Submission(question_id, text, candidate, origin, program)


def _main_of(paths: list[str]) -> str:
    """The file to run: a usual name nearest to the top, else the only or first one there."""
    ordered = sorted(paths, key=lambda path: (path.count("/"), path))
    usual = (path for name in MAIN_NAMES for path in ordered if path.split("/")[-1] == name)
    return next(usual, "") or next(iter(ordered), "")


def _without_common_folder(files: list[SourceFile]) -> list[SourceFile]:
    heads = {file.path.split("/")[0] for file in files}
    if len(heads) != 1 or any("/" not in file.path for file in files):
        return files
    return [SourceFile(file.path.split("/", 1)[1], file.content) for file in files]


def _is_left_out(path: str) -> bool:
    return bool(LEFT_OUT & set(path.split("/")[:-1])) or path.split("/")[-1].startswith("._")


def _read_folder(folder: Path) -> Program:
    """A folder's Python files and notebooks; links are not followed, other files are left out."""
    found: list[SourceFile] = []
    size = 0
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder).as_posix()
        if path.suffix not in (".py", ".ipynb") or _is_left_out(relative):
            continue
        if (
            path.is_symlink()
            or not path.is_file()
            or not path.resolve().is_relative_to(folder.resolve())
        ):
            raise SubmissionError(
                f"{relative} is a link; hand in plain files", Location(str(folder))
            )
        check_name(relative, str(folder))
        size += path.stat().st_size
        if size > MOST_BYTES or len(found) >= MOST_FILES:
            raise SubmissionError("is too big for a program", Location(str(folder)))
        found.append(SourceFile(relative, _read(path)))
    return program_of_files(found, str(folder))


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return _limited(file.read(MOST_BYTES + 1), str(path))
    except FileNotFoundError as exc:
        raise SubmissionError("no such file; check the path", Location(str(path))) from exc
    except (OSError, ValueError) as exc:
        reason = getattr(exc, "strerror", None) or exc
        raise SubmissionError(f"cannot be read: {reason}", Location(str(path))) from exc


def _limited(content: bytes, name: str) -> bytes:
    if len(content) > MOST_BYTES:
        raise SubmissionError(f"more than {MOST_BYTES:,} bytes", Location(name))
    return content


def _stem(path: Path) -> str:
    name = path.resolve().name
    for suffix in (".tar.gz", ".tar.bz2", ".tar.xz"):
        name = name.removesuffix(suffix)
    return Path(name).stem if Path(name).suffix in PROGRAM_SUFFIXES else name

"""Reading programs: scripts, notebooks, folders, archives, and what must not be read."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest

from grader.code.program import program_from_bytes, read_program
from grader.errors import SubmissionError


def zipped(files: dict[str, bytes], *, link: str = "") -> bytes:
    """A zip archive; `link` is a member that is a symbolic link."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        if link:
            member = zipfile.ZipInfo(link)
            member.external_attr = 0o120777 << 16
            archive.writestr(member, "/etc/passwd")
    return stream.getvalue()


def tarred(files: dict[str, bytes], *, link: str = "", mode: str = "w:gz") -> bytes:
    """A tar archive; `link` is a member that is a symbolic link."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
        if link:
            member = tarfile.TarInfo(link)
            member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(member)
    return stream.getvalue()


def test_a_script_is_a_program_of_one_file(tmp_path: Path) -> None:
    """The text is the source, the candidate the file's name."""
    path = tmp_path / "li.py"
    path.write_text("x = 1\n", "utf-8")
    found = read_program(str(path), "c1", io.BytesIO())
    assert (found.candidate_id, found.text, found.question_id) == ("li", "x = 1\n", "c1")
    assert found.program is not None
    assert (found.program.main, len(found.program.files)) == ("li.py", 1)


def test_a_script_may_come_from_standard_input() -> None:
    """`-` is a script."""
    found = read_program("-", "c1", io.BytesIO(b"x = 1"))
    assert (found.candidate_id, found.text) == ("stdin", "x = 1")


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_an_archive_is_unpacked_without_its_outer_folder(pack: object) -> None:
    """main.py is what is run; files that are no Python are left out."""
    files = {"p/main.py": b"import nets", "p/nets.py": b"", "p/data.csv": b"1,2"}
    program = program_from_bytes("p.zip", pack(files))  # type: ignore[operator]
    assert program.main == "main.py"
    assert sorted(file.path for file in program.files) == ["main.py", "nets.py"]


def test_a_folder_is_a_program(tmp_path: Path) -> None:
    """Its Python files and notebooks, whatever else lies there."""
    (tmp_path / "nets").mkdir()
    (tmp_path / "nets" / "a.py").write_text("A = 1", "utf-8")
    (tmp_path / "train.py").write_text("import nets.a", "utf-8")
    (tmp_path / "weights.bin").write_bytes(b"\0" * 100)
    program = read_program(str(tmp_path), "c1", io.BytesIO()).program
    assert program is not None
    assert (program.main, len(program.files)) == ("train.py", 2)


def test_a_link_in_a_folder_is_refused(tmp_path: Path) -> None:
    """What a link leads to is not the candidate's."""
    (tmp_path / "main.py").write_text("", "utf-8")
    (tmp_path / "x.py").symlink_to("/etc/hostname")
    with pytest.raises(SubmissionError, match=r"x\.py is a link"):
        read_program(str(tmp_path), "c1", io.BytesIO())


@pytest.mark.parametrize(
    "name",
    ["../main.py", "/main.py", "a/../../main.py", "C:\\main.py", "a\nb.py", "a" * 300 + ".py"],
)
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_names_that_lead_out_are_refused(pack: object, name: str) -> None:
    """No member is written anywhere, and such a name is not even kept."""
    with pytest.raises(SubmissionError, match="which may not be"):
        program_from_bytes("p.zip", pack({name: b"x = 1"}))  # type: ignore[operator]


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_links_in_archives_are_refused(pack: object) -> None:
    """A symbolic link never becomes a file."""
    with pytest.raises(SubmissionError, match="is a link"):
        program_from_bytes("p.zip", pack({"main.py": b""}, link="x.py"))  # type: ignore[operator]


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_a_bomb_is_not_unpacked(pack: object) -> None:
    """A member that unpacks to more than the limit stops the reading."""
    with pytest.raises(SubmissionError, match="unpacks to more"):
        program_from_bytes("p.zip", pack({"main.py": b"\n" * (9 << 20)}))  # type: ignore[operator]


def test_a_bomb_beside_the_program_is_not_read_through() -> None:
    """A compressed tar is read in order; too much of what is left out stops it too."""
    with pytest.raises(SubmissionError, match="unpacks to more"):
        program_from_bytes("p.tgz", tarred({"a.bin": bytes(80 << 20), "main.py": b""}))


@pytest.mark.parametrize("content", [b"PK\x03\x04nonsense", b"\x1f\x8bnonsense", zipped({})[:10]])
def test_a_damaged_archive_is_one_line(content: bytes) -> None:
    """The reason is said, no traceback."""
    with pytest.raises(SubmissionError):
        program_from_bytes("p.zip", content)


def test_an_archive_without_python_is_refused() -> None:
    """There would be nothing to run."""
    with pytest.raises(SubmissionError, match="no Python file"):
        program_from_bytes("p.zip", zipped({"readme.txt": b"hello"}))


def test_a_notebook_becomes_a_script_without_magics() -> None:
    """Code cells in order; magics become comments, so that lines stay where they are."""
    cells = [
        {"cell_type": "markdown", "source": ["# title"]},
        {"cell_type": "code", "source": ["%matplotlib inline\n", "import os\n", "!pip install x"]},
        {"cell_type": "code", "source": "def f():\n    return os.name\n"},
        {"cell_type": "code", "source": "%%bash\nls\n"},
    ]
    content = json.dumps({"cells": cells, "nbformat": 4}).encode()
    program = program_from_bytes("a.ipynb", content)
    source = program.files[0].content.decode()
    names: dict[str, object] = {}
    exec(compile(source, "a.py", "exec"), names)
    assert program.main == "a.py"
    assert {"os", "f"} <= set(names)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"cells": 3}', b"\xff"])
def test_what_is_no_notebook_is_refused(content: bytes) -> None:
    """One line, whatever it is."""
    with pytest.raises(SubmissionError, match="no Jupyter notebook"):
        program_from_bytes("a.ipynb", content)


def test_a_binary_script_is_refused() -> None:
    """A file of another kind under the name of a script."""
    with pytest.raises(SubmissionError, match="binary"):
        program_from_bytes("a.py", b"\x00\x01")


def test_a_missing_file_says_so() -> None:
    """The path stands in the message."""
    with pytest.raises(SubmissionError, match=r"none\.py: no such file"):
        read_program("/tmp/none.py", "c1", io.BytesIO())

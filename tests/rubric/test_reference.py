"""One door to every kind of reference document: suffixes, encodings, files that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.errors import DocumentError
from grader.rubric.reference import parse_reference, read_reference

MARKDOWN = "### 1. 什么是过拟合？\n\n**答案：** 模型只记住了训练集。\n\n**解析：** 泛化差。\n"
PAIRS_CSV = "question,reference\nWhat is dropout?,It drops units at random.\n"
PAIRS_YAML = "- question: What is dropout?\n  reference: It drops units at random.\n"
PAIRS_JSON = '[\n\t{"question": "What is dropout?", "reference": "It drops units at random."}\n]'
CRITERIA_YAML = "- {name: unit, weight: 1, requirement: Units are dropped.}\n"
CANVAS_CSV = (
    "Rubric Name,Criteria Name,Criteria Description,Criteria Enable Range,"
    "Rating Name,Rating Description,Rating Points\nEssay,Unit,Names units,false,Full,All,2\n"
)


def written(folder: Path, name: str, content: str | bytes) -> Path:
    """A file of that name and content in the folder."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("a.md", MARKDOWN, "什么是过拟合？"),
        ("a.MARKDOWN", MARKDOWN, "什么是过拟合？"),
        ("a.txt", MARKDOWN, "什么是过拟合？"),
        ("a.csv", PAIRS_CSV, "What is dropout?"),
        ("a.yaml", PAIRS_YAML, "What is dropout?"),
        ("a.yml", PAIRS_YAML, "What is dropout?"),
        ("a.json", PAIRS_JSON, "What is dropout?"),
        ("list.yaml", CRITERIA_YAML, "list"),
        ("a.csv", CANVAS_CSV, "Essay"),
    ],
)
def test_reader_by_suffix_and_content(tmp_path: Path, name: str, content: str, text: str) -> None:
    """The suffix gives the syntax, the content tells pairs from criteria."""
    document = read_reference(written(tmp_path, name, content))
    assert [question.text for question in document.questions] == [text]
    assert document.questions[0].source.document == name


@pytest.mark.parametrize(
    ("name", "content"), [("a.md", MARKDOWN), ("a.csv", PAIRS_CSV), ("a.yaml", PAIRS_YAML)]
)
@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_byte_order_mark_and_line_ends(
    tmp_path: Path, name: str, content: str, end: str, mark: bytes
) -> None:
    """A byte order mark and the line ends of other systems change nothing."""
    plain = read_reference(written(tmp_path, name, content))
    odd = read_reference(written(tmp_path, name, mark + content.replace("\n", end).encode()))
    assert odd == plain


def test_gb18030_is_refused_with_line_and_advice(tmp_path: Path) -> None:
    """A file in a Chinese legacy encoding names the line of its first byte and the way out."""
    path = written(tmp_path, "a.md", b"# ok\r\n\r\n" + "答案".encode("gb18030"))
    with pytest.raises(DocumentError, match=r"a\.md:3: not UTF-8.*iconv -f GB18030 -t UTF-8"):
        read_reference(path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (MARKDOWN.encode("utf-16"), r":1: not UTF-8.*UTF-16"),
        (b"ok\n\xff\xff\xff\xff", r":2: not UTF-8 \(byte 0xff\): save the file as UTF-8"),
        (b"one\ntwo\0", r":2: holds a NUL character"),
        (b"", r":1: the file is empty"),
        (b"\xef\xbb\xbf \r\n\t", r":1: the file is empty"),
    ],
)
def test_files_that_hold_no_text(tmp_path: Path, content: bytes, message: str) -> None:
    """What is no UTF-8 text is refused with its line and what to do."""
    with pytest.raises(DocumentError, match=message):
        read_reference(written(tmp_path, "a.md", content))


def test_missing_file_and_folder(tmp_path: Path) -> None:
    """A path that cannot be opened is an error of the document, not of Python."""
    for path in (tmp_path / "none.md", tmp_path):
        with pytest.raises(DocumentError, match="cannot be read"):
            read_reference(path)


def test_unknown_suffix(tmp_path: Path) -> None:
    """Another kind of file is refused with the kinds that are read."""
    with pytest.raises(DocumentError, match=r"'\.docx': expected \.md, \.csv, \.yaml or \.json"):
        parse_reference("text", tmp_path / "a.docx")

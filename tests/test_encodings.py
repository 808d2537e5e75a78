"""Text files in any usual encoding, and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.encodings import detect, is_damaged, named, read_text_file
from grader.errors import InputError, UsageError

CHINESE = "题号,答案,分数\n4,编码器把输入压成分布的均值与方差,7\n"
TRADITIONAL = "題號,答案,分數\n4,編碼器把輸入壓成分佈的平均值與變異數,7\n"


@pytest.mark.parametrize(
    ("text", "codec", "name", "how"),
    [
        (CHINESE, "utf-8", "UTF-8", "utf-8"),
        (CHINESE, "utf-8-sig", "UTF-8", "utf-8"),
        (CHINESE, "gbk", "GB18030", "guess"),
        (TRADITIONAL, "big5", "Big5", "guess"),
        (CHINESE, "utf-16", "UTF-16", "bom"),
        ("id,name\n1,Zoë Müller\n", "cp1252", "CP1252", "guess"),
    ],
)
def test_a_file_is_read_in_its_encoding(
    tmp_path: Path, text: str, codec: str, name: str, how: str
) -> None:
    """The text comes back, without a mark, with the name and how it was found."""
    path = tmp_path / "t.csv"
    path.write_bytes(text.replace("\n", "\r\n").encode(codec))
    file = read_text_file(path)
    assert (file.text, file.encoding.name, file.encoding.how) == (text, name, how)


def test_the_name_that_a_person_gives_wins(tmp_path: Path) -> None:
    """GBK is read as the wider GB18030; a codec that is no encoding of text is none."""
    path = tmp_path / "t.csv"
    path.write_bytes("题".encode("gbk"))
    file = read_text_file(path, "GBK")
    assert (file.text, file.encoding.how) == ("题", "given")
    for name in ("klingon", "base64"):
        with pytest.raises(LookupError):
            named(name)
        with pytest.raises(UsageError, match=f"no encoding {name}"):
            read_text_file(path, name)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (None, "no such file"),
        (b"id\n1\0\n", r"t.csv:2: holds a NUL character"),
        (
            b"id\n" + "编码器把输入压成分布".encode() * 9 + b"\n\xff\n",
            r"t.csv:3: bytes that are not",
        ),
    ],
)
def test_what_is_no_text_is_refused_with_its_line(
    tmp_path: Path, data: bytes | None, problem: str
) -> None:
    """A missing file, a binary one and a damaged one are named."""
    path = tmp_path / "t.csv"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(InputError, match=problem):
        read_text_file(path)


def test_damage_can_be_marked_in_place(tmp_path: Path) -> None:
    """The text around a bad byte is kept."""
    path = tmp_path / "t.csv"
    path.write_bytes("编码器把输入压成分布".encode() * 9 + b"\n\xff\nend")
    first, bad, end = read_text_file(path, damage="mark").text.split("\n")
    assert (is_damaged(first), is_damaged(bad), end) == (False, True, "end")


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1), st.integers(1, 7)
)
def test_utf8_is_never_taken_for_anything_else(text: str, size: int) -> None:
    """Strict UTF-8 comes first, in whatever pieces it is given."""
    data = text.encode()
    found = detect(data[at : at + size] for at in range(0, len(data), size))
    assert found is not None
    assert (found.codec, found.how) == ("utf-8-sig", "utf-8")

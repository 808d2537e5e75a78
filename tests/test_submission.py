"""A candidate's file becomes text, strictly, or one clear line."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import SubmissionError
from grader.submission import LIMIT, decode_answer, read_submission

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"))


@given(TEXTS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_text_comes_back_in_every_accepted_encoding(text: str, encoding: str) -> None:
    """UTF-8 with and without its mark, UTF-16 with one; line ends stay as they are."""
    assert decode_answer(text.encode(encoding), "a.txt") == text


@given(st.binary(max_size=40))
def test_any_bytes_are_text_or_a_submission_error(data: bytes) -> None:
    """No other exception gets out, and a message is one line that names the file."""
    text, error = outcome(data)
    assert "\0" not in text
    assert error == "" or (error.startswith("a.txt: ") and "\n" not in error)


def outcome(data: bytes) -> tuple[str, str]:
    """The text and the error of some bytes, of which one is empty."""
    try:
        return decode_answer(data, "a.txt"), ""
    except SubmissionError as exc:
        return "", str(exc)


@pytest.mark.parametrize(
    ("data", "offset"),
    [
        (b"ab\xff", 2),
        (b"\xef\xbb\xbfab\xff", 5),
        ("ab".encode("utf-16") + b"\x00\xd8", 6),
        ("a\0b".encode("utf-16"), 4),
        ("𝄞\0".encode("utf-16"), 6),
        (b"ab\0", 2),
    ],
)
def test_offsets_count_from_the_first_byte_of_the_file(data: bytes, offset: int) -> None:
    """The mark of byte order counts too, so that an editor finds the place."""
    with pytest.raises(SubmissionError, match=rf"byte {offset}\b"):
        decode_answer(data, "a.txt")


def test_a_file_in_gb18030_is_told_how_to_become_utf8() -> None:
    """The encoding of many Chinese Windows files is named, with the command that converts it."""
    with pytest.raises(SubmissionError, match=r"`iconv -f GB18030 -t UTF-8 a\.txt`"):
        decode_answer("生成器和判别器".encode("gb18030"), "a.txt")


def test_a_submission_knows_where_it_came_from(tmp_path: Path) -> None:
    """The candidate is the stem of the file, the origin is the path as given."""
    path = tmp_path / "zh.answer.txt"
    path.write_bytes("火山\r\n".encode())
    submission = read_submission(str(path), "3", BytesIO())
    assert (submission.candidate_id, submission.origin) == ("zh.answer", str(path))
    assert (submission.question_id, submission.text) == ("3", "火山\r\n")


def test_exactly_the_limit_is_still_read() -> None:
    """One megabyte is allowed, one byte more is not."""
    assert len(read_submission("-", "3", BytesIO(b"a" * LIMIT)).text) == LIMIT
    with pytest.raises(SubmissionError, match="1,048,577 bytes, the limit is 1,048,576"):
        read_submission("-", "3", BytesIO(b"a" * (LIMIT + 1)))


def test_of_an_endless_file_no_more_than_the_limit_is_read() -> None:
    """A device without end is refused at once."""
    with pytest.raises(SubmissionError, match="more than 1,048,576 bytes"):
        read_submission("/dev/zero", "3", BytesIO())

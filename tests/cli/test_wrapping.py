"""Lines of Chinese and English fill the width and never pass it."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from grader.cli.wrapping import NOT_FIRST, breaks

TEXTS = st.text(st.sampled_from("生成器 ab,，。（）x"), max_size=60)


def lines(text: str, width: int) -> list[str]:
    """The text cut at its breaks."""
    cuts = [0, *breaks(text, width), len(text)]
    return [text[start:end] for start, end in pairwise(cuts)]


@given(TEXTS, st.integers(2, 30))
def test_no_line_is_wider_than_the_width(text: str, width: int) -> None:
    """But for the blanks at its end, which nobody sees; and no character is lost."""
    assert all(cell_len(line.rstrip()) <= width for line in lines(text, width))
    assert "".join(lines(text, width)) == text


def test_a_chinese_word_need_not_wait_for_a_blank() -> None:
    """A line of Chinese goes on after an English word, up to the width."""
    assert lines("GAN 由两个网络构成", 10) == ["GAN 由两个", "网络构成"]


def test_english_words_stay_whole() -> None:
    """English breaks at blanks; a word longer than the line is cut."""
    assert lines("the generator", 10) == ["the ", "generator"]
    assert lines("generators", 5) == ["gener", "ators"]


def test_closing_marks_stay_with_what_they_close() -> None:
    """No line begins with a comma or a closing bracket."""
    assert lines("生成样本，判别", 8) == ["生成样", "本，判别"]
    assert not any(line[0] in NOT_FIRST for line in lines("（生成）的。样本）", 6))

"""Graded CSV files: what is read, what is refused, what is skipped with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.errors import InputError, UsageError
from grader.evaluation.grade_rows import match_rubrics, sample
from grader.evaluation.graded import GradedTable, parse_graded, read_graded
from grader.evaluation.scale import find_scale

PATH = Path("g.csv")
HEAD = "question_id,question,reference,answer,score\n"
ROOT = Path(__file__).parents[2]


def table(body: str, head: str = HEAD) -> GradedTable:
    """The table of a header and rows."""
    return parse_graded(head + body, PATH)


def test_rows_with_their_lines() -> None:
    """Rows keep their order and their first line; cells may hold line ends."""
    first, second = table('1,Q?,R.,"two\nlines",3.5\n1,Q?,R.,one,"4,5"\n').rows
    assert (first.answer, first.score, first.location.line) == ("two\nlines", 3.5, 2)
    assert (second.answer, second.score, second.location.line) == ("one", 4.5, 4)


def test_chinese_header() -> None:
    """A header in Chinese, full-width and with blanks, is the same."""
    made = table("3,问？,答。,作答,8\n", "题号, 题目,参考答案,答案,得分\n")
    assert made.rows[0].reference == "答。"
    assert made.rows[0].second is None


def test_a_second_column() -> None:
    """score2 is another person's score, or the column that is named; it may be empty in a row."""
    body = "1,Q?,R.,a,1,2\n1,Q?,R.,b,1,\n"
    head = HEAD.strip()
    assert [row.second for row in table(body, f"{head},score2\n").rows] == [2, None]
    named = parse_graded(f"{head},Rater B\n{body}", PATH, "rater b")
    assert [row.second for row in named.rows] == [2, None]
    with pytest.raises(InputError, match=r"g.csv:1: no column score2 .*rater_c"):
        parse_graded(f"{head},Rater B\n{body}", PATH, "rater c")


@pytest.mark.parametrize(
    ("head", "problem"),
    [
        ("", "no header row"),
        ("question_id,question,reference,answer\n", "no column score"),
        ("question,reference\n", "no column question_id or answer or score"),
        ("question_id,answer,score,分数\n", "two columns for score"),
    ],
)
def test_bad_headers(head: str, problem: str) -> None:
    """A missing or doubled column names itself and what it may be called."""
    with pytest.raises(InputError, match=problem):
        table("", head)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("1,Q?,R.,a,good", "the score 'good' is not a number"),
        ("1,Q?,R.,a,-1", "the score '-1' is not a number"),
        ("1,Q?,R.,a,nan", "the score 'nan' is not a number"),
        ("1,Q?,R.,a,", "the score '' is not a number"),
        ("1,Q?,R.,a", "4 cells, expected 5"),
        (",Q?,R.,a,1", "no question id"),
        ('1,Q?,R.,"a"b,1', "not valid CSV"),
    ],
)
def test_bad_rows_are_named_and_skipped(row: str, problem: str) -> None:
    """A row that cannot be read costs that row only."""
    made = table(f"1,Q?,R.,first,1\n{row}\n1,Q?,R.,last,2\n")
    assert [r.answer for r in made.rows] == ["first", "last"]
    (fault,) = made.faults
    assert str(fault).startswith("g.csv:3: ")
    assert problem in str(fault)


def test_an_answer_may_be_empty_and_a_row_may_not() -> None:
    """An empty answer is a blank one; a line of empty cells is no row."""
    made = table("1,Q?,R.,,0\n,,,,\n")
    assert [row.answer for row in made.rows] == [""]
    assert made.faults == ()


def test_a_row_that_does_not_decode_is_named_and_skipped(tmp_path: Path) -> None:
    """One bad byte in a UTF-8 file costs its row only."""
    path = tmp_path / "g.csv"
    good = "1,Q?,R.,气体膨胀把岩浆推出地表因而喷发,1\n".encode()
    path.write_bytes(HEAD.encode() + good * 3 + b"1,Q?,R.,\xff,1\n")
    made = read_graded(path)
    assert len(made.rows) == 3
    assert made.encoding is not None
    assert made.encoding.name == "UTF-8"
    (fault,) = made.faults
    assert "g.csv:5: bytes that do not decode" in str(fault)


def test_fixtures_are_read_whole() -> None:
    """The files that come along have no faults."""
    for name, count in (("bank_zh.csv", 40), ("english.csv", 24)):
        made = read_graded(ROOT / "fixtures" / "graded" / name)
        assert (len(made.rows), made.faults) == (count, ())


def test_rows_share_a_rubric_by_question_and_reference() -> None:
    """The same id, question and reference are graded by one rubric; others by their own."""
    rows = "1,Q?,Water is wet.,a,1\n1,Q?,Water is wet.,b,1\n1,Q?,Fire is hot.,c,1\n1,Q?,,d,1\n"
    made = match_rubrics(table(rows), None)
    first, second, third = made.rubrics
    assert first is second
    assert third.question.reference == "Fire is hot."
    assert [str(fault) for fault in made.faults] == [
        "g.csv:5: no reference answer: fill it in, or use --rubrics"
    ]


def test_a_sample_keeps_the_order_and_the_seed() -> None:
    """A sample is the same for the same seed; one larger than the file is the file."""
    made = table("".join(f"1,Q?,R.,answer {i},1\n" for i in range(30)))
    lines = [row.location.line for row in sample(made, 10, 1).rows]
    assert lines == sorted(lines)
    assert len(lines) == 10
    assert lines == [row.location.line for row in sample(made, 10, 1).rows]
    assert sample(made, 40, 1) is made
    assert sample(made, 0, 1) is made


@pytest.mark.parametrize(
    ("scores", "given", "full", "source"),
    [
        ((0.2, 1.0), None, 1, "shares"),
        ((2, 4.5), None, 5, "data"),
        ((2, 87), None, 87, "data"),
        ((2, 4.5), 10, 10, "given"),
    ],
)
def test_full_marks(
    scores: tuple[float, ...], given: float | None, full: float, source: str
) -> None:
    """Full marks are given, or one where no score is above it, or the highest score."""
    rows = table("".join(f"1,Q?,R.,a,{score}\n" for score in scores)).rows
    scale = find_scale(rows, None, given)
    assert (scale.full_marks, scale.source) == ((full,) * len(rows), source)


def test_full_marks_are_above_nothing() -> None:
    """Full marks of nought cannot be divided by."""
    with pytest.raises(UsageError, match="above 0"):
        find_scale(table("1,Q?,R.,a,1\n").rows, None, 0)

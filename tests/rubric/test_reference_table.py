"""Tables of question and reference pairs, in CSV, YAML and JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from grader.errors import DocumentError
from grader.model import Question, Source
from grader.rubric.reference import Document, parse_reference


def read(text: str, name: str = "t.csv") -> Document:
    """The document in a text that has the name's suffix."""
    return parse_reference(text, Path(name))


def notes(document: Document) -> list[str]:
    """The notices as a person reads them."""
    return [str(notice) for notice in document.notices]


def test_csv_pairs_are_numbered() -> None:
    """Without an id column the questions are 1..n; quoted cells keep commas, quotes and lines."""
    document = read(
        'question,reference\n"Why, then?","A ""b""\n- c"\n什么是梯度？,方向导数最大的方向\n'
    )
    assert document.questions == (
        Question("1", "Why, then?", 'A "b"\n- c', language="en", source=Source("t.csv", "1")),
        Question("2", "什么是梯度？", "方向导数最大的方向", source=Source("t.csv", "2")),
    )
    assert document.notices == ()


@pytest.mark.parametrize(
    "header",
    [
        "id,question,reference,explanation,max_score",
        "ID, Question ,Reference Answer,EXPLANATION,Max-Score",
        "编号,题目,答案,解析,满分",
        "题号,问题,参考答案,解析,分值",
    ],
)
def test_csv_columns_in_both_languages(header: str) -> None:
    """Columns go by their Chinese or English names; points are read as numbers."""
    document = read(f"{header}\nq-7,问,答,解,2.5\n")
    assert document.questions == (
        Question("q-7", "问", "答", explanation="解", source=Source("t.csv", "q-7")),
    )
    assert document.max_scores == {"q-7": 2.5}
    assert document.notices == ()


def test_csv_leaves_nothing_aside_in_silence() -> None:
    """Unknown columns and blank optional cells are noted, blank rows are no rows."""
    document = read("question,level,reference,explanation,max_score\n\na,1,b,,3\n,,,,\nc,2,d,e,\n")
    assert [question.text for question in document.questions] == ["a", "c"]
    assert document.max_scores == {"1": 3.0}
    assert notes(document) == [
        "t.csv:1: column level left aside",
        "t.csv:3: question 1 has no explanation",
        "t.csv:5: question 2 has no max_score",
    ]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (
            "question,answer key\na,b",
            1,
            "no column reference: expected a header question,reference",
        ),
        ("题目，答案\n问，答", 1, "no column question or reference: expected a header"),
        ("question,题目,reference\na,b,c", 1, "two columns for question: expected one"),
        ("question,reference\n", 1, "no rows below the header"),
        ('question,reference\n"a\nb",c\nd\n', 4, "1 cells, expected 2 as in the header"),
        ('question,reference\n"a\nb",c\n\n"d\n\ne",f,g\n', 5, "3 cells, expected 2"),
        ("question,reference\na, \n", 2, "no reference here: expected text"),
        ("question,reference\na,b\n,c\n", 3, "no question here: expected text"),
        ("id,question,reference\n1,a,b\n,c,d", 3, "no id here: expected text"),
        ("id,question,reference\n1,a,b\n１,c,d", 3, "second question 1: expected a new id"),
        ("id,question,reference\n../x,a,b", 2, "id '../x' cannot name a file: expected"),
        ("question,reference,max_score\na,b,ten", 2, "max_score ten: expected a number above zero"),
        ("question,reference,max_score\na,b,0", 2, "max_score 0: expected a number above zero"),
        ("question,reference,max_score\na,b,-1", 2, "max_score -1: expected"),
        ("question,reference,max_score\na,b,inf", 2, "max_score inf: expected"),
        ('question,reference\na,"b\nc\n', 2, "this row is not valid CSV"),
        ('question,reference\na,b\nc,"d"e\n', 3, "this row is not valid CSV"),
        ("\n , \n", 1, "no rows: expected a header question,reference"),
    ],
)
def test_malformed_csv(text: str, line: int, message: str) -> None:
    """Errors name the line on which the row starts, whatever line breaks its cells hold."""
    with pytest.raises(DocumentError) as caught:
        read(text)
    assert str(caught.value).startswith(f"t.csv:{line}: {message}")


def test_yaml_list() -> None:
    """A list of mappings has the columns of the CSV as keys."""
    document = read(
        "- id: 1\n  question: 问？\n  参考答案: |\n    答：\n\n    - 一\n- id: b2\n  题目: Why?\n"
        "  answer: >\n    Because\n    of it.\n  explanation: More.\n  max_score: 4\n",
        "t.yaml",
    )
    assert document.questions == (
        Question("1", "问？", "答：\n\n- 一", source=Source("t.yaml", "1")),
        Question(
            "b2",
            "Why?",
            "Because of it.",
            explanation="More.",
            language="en",
            source=Source("t.yaml", "b2"),
        ),
    )
    assert document.max_scores == {"b2": 4.0}
    assert notes(document) == [
        "t.yaml:1:3: question 1 has no explanation",
        "t.yaml:1:3: question 1 has no max_score",
    ]


def test_yaml_mapping_by_id() -> None:
    """The keys of a mapping are the ids."""
    document = read(
        "3: {question: a, reference: b}\nq04:\n  question: c\n  reference: d\n", "t.yml"
    )
    assert [(q.id, q.text, q.reference) for q in document.questions] == [
        ("3", "a", "b"),
        ("q04", "c", "d"),
    ]


def test_yaml_scalars_stay_as_written() -> None:
    """Numbers, dates and words that YAML knows are the text the teacher wrote."""
    document = read(
        "- {id: 007, question: 2024-02-30, reference: 1.50}\n"
        "- {id: 8, question: no, reference: 0x1F}\n",
        "t.yaml",
    )
    assert [(q.id, q.text, q.reference) for q in document.questions] == [
        ("007", "2024-02-30", "1.50"),
        ("8", "no", "0x1F"),
    ]


def test_json_is_read_with_tabs_and_escapes() -> None:
    """JSON as other programs write it gives the same texts as they had."""
    pairs = [{"question": '为什么 😀 "x"?', "reference": "a/b\n\t\u2028c"}]
    for text in (json.dumps(pairs), json.dumps(pairs, ensure_ascii=False, indent="\t")):
        (question,) = read(text.replace("a/b", "a\\/b"), "t.json").questions
        assert (question.text, question.reference) == ('为什么 😀 "x"?', "a/b\n\t\u2028c")


def test_unknown_keys_are_noted() -> None:
    """A key that no question has is left aside with its place."""
    document = read("- question: a\n  reference: b\n  level: 3\n", "t.yaml")
    assert notes(document) == ["t.yaml:3:3: key level left aside"]


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        (
            "- question: a\n  reference: b\n- question: c\n",
            "3:3",
            "no reference here: expected text",
        ),
        (
            "- question: a\n  reference: b\n  id: x\n- question: c\n  reference: d",
            "4:3",
            "no id here",
        ),
        ("- question: a\n  reference:\n", "2:3", "no reference here"),
        (
            "- question: a\n  reference: [b]\n",
            "2:3",
            "reference is a list or a mapping: expected text",
        ),
        ("- question: a\n  reference: b\n  question: c\n", "3:3", "second key question: expected"),
        ("- question: a\n  题目: c\n", "2:3", "two keys for question: expected one"),
        ("- a\n- b\n", "1:3", "not a question: expected {question: …, reference: …}"),
        ("x: {id: y, question: a, reference: b}\n", "1:5", "the key x is this question's id"),
        ("x:\n  question: a\n  reference: b\nx:\n  question: c\n", "4:1", "second key x"),
        ("? [a]\n: b\n", "1:3", "this key is a list or a mapping: expected text"),
        ("just words\n", "1", "no questions: expected a list of {question: …, reference: …}"),
        ("# only a comment\n", "1", "no questions: expected"),
        ("- question: a\n reference: b\n", "2:2", "not valid YAML or JSON: "),
        ("- question: 'a\n", "2:1", "not valid YAML or JSON: "),
        (
            "- question: &a b\n  reference: *a\n",
            "2:14",
            "not valid YAML or JSON: alias *a: expected",
        ),
        ("- question: a\n  reference: \x07\n", "2", "not valid YAML or JSON: special characters"),
        ('[{"question": "\\ud83d", "reference": "b"}]', "1:3", "question holds half a character"),
        ("a: 1\n---\nb: 2\n", "2:1", "not valid YAML or JSON: but found another document"),
        ("[" * 400, "1:21", "not valid YAML or JSON: maximum depth"),
    ],
)
def test_malformed_yaml(text: str, place: str, message: str) -> None:
    """Errors name the line and column of what is wrong."""
    with pytest.raises(DocumentError) as caught:
        read(text, "t.yaml")
    assert str(caught.value).startswith(f"t.yaml:{place}: ")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)

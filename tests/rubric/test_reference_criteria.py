"""AutoRubric lists: criteria become key points, errors become misconceptions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from grader.errors import DocumentError
from grader.model import KeyPoint, Misconception, Question, Source
from grader.rubric.reference import Document, parse_reference

LIST = """
- name: shift
  weight: 3
  requirement: Subtracts the maximum.
- name: sum
  weight: 1.0
  requirement: Divides by the sum.
- name: log
  weight: -2
  requirement: Takes the logarithm twice.
"""
POINTS = (
    KeyPoint("shift", "Subtracts the maximum.", 3.0),
    KeyPoint("sum", "Divides by the sum.", 1.0),
)


def read(text: str, name: str = "softmax.yaml") -> Document:
    """The document in a text that has the name's suffix."""
    return parse_reference(text, Path(name))


def notes(document: Document) -> list[str]:
    """The notices as a person reads them."""
    return [str(notice) for notice in document.notices]


def test_a_list() -> None:
    """The file's name is asked; positive weights earn points, a negative one costs its share."""
    document = read(LIST)
    assert document.questions == (
        Question("1", "softmax", language="en", source=Source("softmax.yaml", "1")),
    )
    assert document.criteria == {"1": POINTS}
    assert document.misconceptions == {"1": (Misconception("Takes the logarithm twice.", 0.5),)}
    assert document.max_scores == {"1": 4.0}
    assert notes(document) == [
        "softmax.yaml:1: no question: softmax stands for it",
        "softmax.yaml:1: no reference answer: only the criteria are known",
        "softmax.yaml:8:3: log has weight -2: read as a misconception, penalty 0.50; "
        "write its requirement as the wrong claim itself",
    ]


CRITERIA = [
    {"name": point.name, "weight": point.weight, "requirement": point.requirement}
    for point in POINTS
]


@pytest.mark.parametrize(
    "shape",
    [
        CRITERIA,
        {"rubric": CRITERIA},
        {"criteria": CRITERIA},
        {"sections": [{"criteria": CRITERIA[:1]}, {"criteria": CRITERIA[1:]}]},
        {"rubric": {"sections": [{"criteria": CRITERIA}]}},
        {"sections": {"first": CRITERIA[:1], "second": CRITERIA[1:]}},
        [{"name": "all", "criteria": CRITERIA}],
    ],
)
def test_nestings(shape: object) -> None:
    """The list is found wherever AutoRubric puts it, in YAML's flow style and in JSON."""
    for name in ("softmax.json", "softmax.yaml"):
        document = read(json.dumps(shape, indent=1), name)
        assert document.criteria == {"1": POINTS}
        assert document.misconceptions == {}


def test_names_around_the_list_are_used_or_noted() -> None:
    """The question, its reference and explanation are taken; other keys and sections are noted."""
    text = (
        "name: Softmax\nquestion: 怎样稳定地计算 softmax？\nreference: 先减去最大值。\n"
        "explanation: 防止溢出。\n"
        "version: 2\nsections:\n  red flags:\n"
        "    - {name: a, weight: 1, requirement: 先减去最大值, options: []}\n"
    )
    document = read(text)
    (question,) = document.questions
    assert question.text == "怎样稳定地计算 softmax？"
    assert (question.reference, question.explanation) == ("先减去最大值。", "防止溢出。")
    assert question.language == "zh"
    assert notes(document) == [
        "softmax.yaml:5:1: key version left aside",
        "softmax.yaml:7:3: section name red flags left aside",
        "softmax.yaml:8:49: key options left aside",
    ]


def test_the_name_is_asked_where_there_is_no_question() -> None:
    """A rubric's name comes before the file's."""
    document = read("name: Softmax\nrubric:\n- {name: a, weight: 1, requirement: b}\n")
    assert document.questions[0].text == "Softmax"
    assert notes(document)[0] == "softmax.yaml:1: no question: Softmax stands for it"


def test_what_a_criterion_lacks_is_noted() -> None:
    """Name and weight have AutoRubric's defaults; a weight of zero earns nothing."""
    document = read("- requirement: Names it.\n- {name: z, weight: 0, requirement: Zero.}\n")
    assert document.criteria == {"1": (KeyPoint("Names it.", "Names it.", 10.0),)}
    assert notes(document)[2:] == [
        "softmax.yaml:1:3: no weight: 10 taken, as AutoRubric does",
        "softmax.yaml:1:3: no name: the requirement's first words are taken",
        "softmax.yaml:2:3: weight 0: left aside, it can earn nothing",
    ]


def test_a_penalty_is_at_most_the_whole_score() -> None:
    """An error that weighs more than all there is to earn costs all of it."""
    document = read(
        "- {name: a, weight: 1, requirement: b}\n- {name: c, weight: -3, requirement: d}"
    )
    assert document.misconceptions["1"][0].penalty == 1.0


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        (
            "- {name: a, weight: heavy, requirement: b}",
            "1:13",
            "weight is no number: expected one such",
        ),
        ("- {name: a, weight: true, requirement: b}", "1:13", "weight is no number"),
        ("- {name: a, weight: .inf, requirement: b}", "1:13", "weight is no number"),
        ("- {name: a, weight: 1, requirement: ' '}", "1:24", "no requirement here: expected {name"),
        ("- {name: a, weight: 1, requirement: [b]}", "1:24", "requirement is a list or a mapping"),
        ("- {requirement: a}\n- {name: b, weight: 1}", "2:3", "not a criterion: expected {name: …"),
        ("criteria: []", "1", "no criterion with a weight above zero: expected one"),
        ("- {name: a, weight: -1, requirement: b}", "1", "no criterion with a weight above zero"),
        (
            "- {name: a, weight: 1, requirement: b}\n- {name: a, weight: 1, requirement: c}",
            "2:3",
            "second criterion a, the first is on line 1: expected another name",
        ),
        ("criteria:\n  a: [1]", "2:7", "not a criterion"),
    ],
)
def test_malformed(text: str, place: str, message: str) -> None:
    """Errors name the line and column of what is wrong."""
    with pytest.raises(DocumentError) as caught:
        read(text)
    assert str(caught.value).startswith(f"softmax.yaml:{place}: {message}")

"""The shape of a rubric file and the rubric it becomes."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from grader.errors import RubricError
from grader.model import Contrast, KeyPoint, Keyword, Kind, Question, Rubric
from grader.rubric.convert import seal, to_rubric
from grader.rubric.schema import RubricFile, json_schema

MINIMAL: dict[str, Any] = {
    "id": "3",
    "question": "What does a cache do?",
    "key_points": [
        {"name": "keeps", "requirement": "It keeps results.", "weight": 2},
        {"name": "saves", "requirement": "It saves time.", "weight": 1.5},
    ],
}

CHECK: dict[str, Any] = {"name": "loads", "kind": "program.loads", "points": 1, "title": "Loads"}


def read(**changes: Any) -> Rubric:
    """The rubric of the minimal file with some fields changed."""
    return to_rubric(RubricFile.model_validate(MINIMAL | changes))


def test_minimal_file_is_a_rubric() -> None:
    """An id, a question and key points are enough; the rest is settled from them."""
    rubric = read()
    assert rubric.question == Question(id="3", text="What does a cache do?", language="en")
    assert rubric.key_points[0] == KeyPoint("keeps", "It keeps results.", 2.0)
    assert rubric.max_score == 3.5


def test_language_is_told_by_the_script() -> None:
    """A Chinese question needs no language field, and a given one wins."""
    assert read(question="缓存有什么用？").question.language == "zh"
    assert read(question="缓存有什么用？", language="en").question.language == "en"


def test_maximum_without_weights_is_ten() -> None:
    """A coding stub without criteria gets the usual maximum."""
    stub = read(key_points=[], kind="coding")
    assert (stub.max_score, stub.question.kind) == (10.0, Kind.CODING)


@pytest.mark.parametrize(
    ("field", "plain", "expected"),
    [
        ("keywords", "cache", Keyword("cache")),
        ("keywords", {"term": "cache", "aliases": ["缓存"]}, Keyword("cache", ("缓存",))),
        ("contrasts", "It loses time.", Contrast("It loses time.")),
        ("contrasts", {"text": "It loses.", "made": "antonym"}, Contrast("It loses.", "antonym")),
    ],
)
def test_plain_text_stands_for_a_mapping(field: str, plain: object, expected: object) -> None:
    """A keyword or contrast may be a bare line of text."""
    point = {"name": "keeps", "requirement": "It keeps.", field: [plain]}
    assert getattr(read(key_points=[point]).key_points[0], field) == (expected,)


@pytest.mark.parametrize(
    "broken",
    [
        {"id": 3},
        {"id": "a b"},
        {"id": "../3"},
        {"id": ""},
        {"question": " "},
        {"kind": "essay"},
        {"language": "fr"},
        {"max_score": 0},
        {"max_score": "10"},
        {"max_score": float("inf")},
        {"schema": 2},
        {"topics": "models"},
        {"titel": "x"},
        {"key_points": [{"name": "n"}]},
        {"key_points": [{"name": "n", "requirement": "r", "weight": True}]},
        {"key_points": [{"name": "n", "requirement": "r", "required": "no"}]},
        {"misconceptions": [{"requirement": "r", "penalty": 1.5}]},
        {"checks": ["train"]},
        {"checks": [{"name": "loads"}]},
        {"checks": [CHECK | {"kind": "gan.beauty"}]},
        {"checks": [CHECK | {"points": -1}]},
        {"checks": [CHECK | {"name": "It loads"}]},
        {"checks": [CHECK | {"params": {"least": [1]}}]},
    ],
)
def test_other_types_and_fields_are_refused(broken: dict[str, Any]) -> None:
    """Nothing is converted in silence, nothing unknown is dropped."""
    with pytest.raises(ValidationError):
        RubricFile.model_validate(MINIMAL | broken)


def test_negative_weight_loads() -> None:
    """Weights are lint's business, so that a file with a slip can still be shown and mended."""
    point = {"name": "n", "requirement": "r", "weight": -1}
    assert read(key_points=[point]).key_points[0].weight == -1


def test_version_ignores_order_defaults_and_number_style() -> None:
    """The same content has the same version, however it is written down."""
    point = {"weight": 2.0, "requirement": " It keeps results.\n", "name": "keeps"}
    spelt = {
        "key_points": [point | {"wordings": [], "required": False}, MINIMAL["key_points"][1]],
        "max_score": 3.5,
        "schema": 1,
        "language": "en",
        "question": "What does a cache do?",
        "source": {},
        "id": "3",
    }
    assert to_rubric(RubricFile.model_validate(spelt)) == read()


@pytest.mark.parametrize(
    "changes",
    [
        {"question": "What does a cache do"},
        {"max_score": 4},
        {"reference": "x"},
        {"topics": ["systems"]},
        {"checks": [CHECK]},
        {"key_points": MINIMAL["key_points"][::-1]},
        {"key_points": [{**MINIMAL["key_points"][0], "weight": 0}, MINIMAL["key_points"][1]]},
    ],
)
def test_version_changes_with_content(changes: dict[str, Any]) -> None:
    """Whatever a grade may depend on is in the version."""
    assert read(**changes).version != read().version


def test_version_is_stable_across_releases() -> None:
    """A stored grade names its rubric by this digest, so its making must never change."""
    expected = "8f0d60ac49bce54ebbe6853ffb0521bdcf36237e49c96b506dbebfac2a02a585"
    assert read().version == expected


def test_rubric_that_breaks_the_schema_is_refused() -> None:
    """A rubric made by code is held to the same schema, with the question and field named."""
    with pytest.raises(RubricError, match=r"question 3: .*`name` must not be empty"):
        seal(Rubric(Question("3", "Why?"), (KeyPoint("", "It keeps."),)))


def test_json_schema_helps_an_author() -> None:
    """Every field of every model has a title and a description for the editor to show."""
    schema = json_schema()
    models = [schema, *(m["anyOf"][1] if "anyOf" in m else m for m in schema["$defs"].values())]
    fields = [field for model in models for field in model["properties"].items()]
    assert len(fields) > 30
    assert [name for name, field in fields if not {"title", "description"} <= set(field)] == []
    assert all(model["additionalProperties"] is False for model in models)


def test_json_schema_agrees_with_the_models() -> None:
    """The published schema requires what loading requires and allows plain keywords."""
    schema = json_schema()
    assert set(schema["required"]) == {"id", "question"}
    assert set(schema["$defs"]["KeyPointFile"]["required"]) == {"name", "requirement"}
    assert schema["$defs"]["KeywordFile"]["anyOf"][0]["type"] == "string"
    assert schema["properties"]["schema"]["const"] == 1

"""A Grade survives the way into JSON and back, and every record fits the published schema."""

from __future__ import annotations

import json
from dataclasses import fields, replace

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import InputError
from grader.model import Evidence, Flag, Grade, Provenance, Span, Status, Verdict
from grader.records import from_record, record_schema, to_json, to_record

SHARES = st.floats(0, 1)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
SPANS = st.builds(Span, st.integers(0, 99), st.integers(0, 99))
EVIDENCE = st.builds(
    Evidence, TEXTS, TEXTS, st.sampled_from(Verdict), SHARES, NUMBERS, NUMBERS, st.none() | SPANS,
    TEXTS, TEXTS, st.lists(TEXTS).map(tuple), st.lists(TEXTS).map(tuple),
    st.dictionaries(TEXTS, NUMBERS, max_size=3), TEXTS,
)  # fmt: skip
GRADES = st.builds(
    Grade, TEXTS, TEXTS, st.sampled_from(Status), st.none() | NUMBERS, st.floats(0.5, 100), SHARES,
    st.lists(EVIDENCE, max_size=3).map(tuple),
    st.lists(st.builds(Flag, TEXTS, TEXTS), max_size=2).map(tuple),
    TEXTS, st.builds(Provenance, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS),
)  # fmt: skip
GRADE = Grade("zhang", "3", Status.GRADED, 7.5, 10.0, 0.9)


@given(GRADES)
def test_a_grade_survives_json(grade: Grade) -> None:
    """What is written can be read back, equal in every field."""
    assert from_record(json.loads(to_json(grade))) == grade


@given(GRADES)
def test_every_record_fits_the_schema(grade: Grade) -> None:
    """The schema that `grade schema` prints is true of every grade."""
    jsonschema.Draft202012Validator(record_schema()).validate(json.loads(to_json(grade)))


def test_the_schema_is_a_schema_of_all_fields() -> None:
    """It is valid itself, demands every field of a grade, and allows no other."""
    schema = record_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    names = [field.name for field in fields(Grade)]
    assert list(schema["properties"]) == schema["required"] == names
    with pytest.raises(jsonschema.ValidationError, match="more"):
        jsonschema.validate(to_record(GRADE) | {"more": 1}, schema)


def test_the_order_of_keys_is_fixed() -> None:
    """The record's keys come in the order that is published."""
    expected = "candidate_id question_id status points max_score confidence evidence flags"
    later = "interval review answer origin run history"
    assert " ".join(to_record(GRADE)) == f"{expected} feedback provenance {later}"


def test_chinese_stays_readable() -> None:
    """JSON holds the characters themselves, indented by two."""
    assert '\n  "feedback": "很好"' in to_json(replace(GRADE, feedback="很好"))


def test_several_grades_are_a_list() -> None:
    """A list of one is still a list."""
    assert json.loads(to_json([GRADE])) == [to_record(GRADE)]


def test_a_number_that_json_lacks_is_refused() -> None:
    """NaN must never become null, and null never a zero."""
    with pytest.raises(ValueError, match="JSON"):
        to_json(replace(GRADE, points=float("nan")))


def test_what_is_no_grade_is_named() -> None:
    """The first wrong field has its place in the message."""
    with pytest.raises(InputError, match=r"not a grade: status: .*see `grade schema`"):
        from_record(to_record(GRADE) | {"status": "fine"})

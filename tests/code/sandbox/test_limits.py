"""Limits that make no sense are refused: they may come from a table."""

from __future__ import annotations

import math
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.code.sandbox import Limits
from grader.code.sandbox.limits import MOST
from grader.errors import UsageError

NAMES = [field.name for field in fields(Limits)]
NONSENSE = [-1, 0, math.nan, math.inf, -math.inf, "60", None, True, 1 << 70]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", NONSENSE, ids=repr)
def test_nonsense_is_refused(name: str, value: Any) -> None:
    """The message names the limit."""
    with pytest.raises(UsageError, match=name):
        Limits(**{name: value})


@given(st.sampled_from(NAMES), st.integers(1, 1 << 15))
def test_what_is_in_range_is_taken(name: str, value: int) -> None:
    """Whole numbers up to each bound are kept as they are."""
    assert Limits(**{name: value}).as_numbers()[name] == value <= MOST[name]

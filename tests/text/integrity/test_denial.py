"""Answers that deny from beginning to end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from grader.text.integrity.denial import denies_throughout, denying_share

CLAIMS = ["岩浆里有气体。", "气体会膨胀。", "压力冲破岩层。", "熔岩流到地表。"]
DENIED = ["岩浆里没有气体。", "气体不会膨胀。", "压力不能冲破岩层。", "熔岩不流到地表。"]


def test_denying_all_that_the_reference_says_is_seen_and_one_denial_is_not() -> None:
    """Every sentence counts; a reference that denies as well explains it."""
    assert denies_throughout(DENIED, CLAIMS)
    assert not denies_throughout([*CLAIMS[:3], DENIED[3]], CLAIMS)
    assert not denies_throughout(DENIED, DENIED)


def test_comparing_two_things_is_no_denial_throughout() -> None:
    """Each sentence denies of one thing what it says of the other."""
    compared = [f"TCP has a field {name}, but UDP has no such field." for name in "abc"]
    assert not denies_throughout(compared, CLAIMS)


def test_too_few_sentences_say_nothing() -> None:
    """Two sentences may both deny; without a reference nothing is said."""
    assert not denies_throughout(DENIED[:2], CLAIMS)
    assert not denies_throughout(DENIED, [])


@given(st.lists(st.sampled_from([*CLAIMS, *DENIED])))
def test_the_share_is_that_of_the_denied(sentences: list[str]) -> None:
    """A share between 0 and 1, and nobody who only affirms denies throughout."""
    assert 0 <= denying_share(sentences) <= 1
    assert not denies_throughout([s for s in sentences if s in CLAIMS], CLAIMS)

"""The reference's words without their order."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.text.integrity.scatter import scatters

REFERENCE = "岩浆中的气体受热膨胀，推动岩浆沿着裂缝上升，冲破地壳的薄弱部分而喷发。"
ENGLISH = "The gas in the magma expands and pushes it through cracks until it breaks the crust."
GERMAN = "Das Gas dehnt sich aus und drückt die Magma durch die Risse nach oben, bis sie ausbricht."


WORDS = ["裂缝", "岩浆", "喷发", "气体", "薄弱", "上升", "地壳", "推动", "膨胀"]


@pytest.mark.parametrize(
    ("reference", "words"),
    [(REFERENCE, WORDS), (ENGLISH, ENGLISH.split()), (GERMAN, GERMAN.split())],
)
def test_the_words_in_another_order_are_scattered_and_the_text_is_not(
    reference: str, words: list[str]
) -> None:
    """In any language, also where the reference is told back, whole or in part."""
    mixed = random.Random(4).sample(words, len(words))
    assert scatters(" ".join(mixed), reference)
    assert not scatters(reference, reference)
    assert not scatters(reference[: len(reference) // 2], reference)


def test_items_of_a_list_come_in_any_order() -> None:
    """A list told in another order is no scatter; its words torn apart are."""
    reference = "火山灰；熔岩流；水蒸气；二氧化碳；火山弹；浮石；硫化氢"
    assert not scatters("浮石、火山弹、硫化氢、熔岩流、火山灰、水蒸气、二氧化碳", reference)
    told = "定期的检查；设备的更换；人员的培训；时间的安排"
    assert not scatters("时间的安排；人员的培训；设备的更换；定期的检查", told)
    assert scatters("培训 时间 设备 定期 安排 人员 检查 更换", told)


@given(st.text(max_size=60), st.text(max_size=60))
@settings(deadline=None, max_examples=60)
def test_nobody_scatters_his_own_words(text: str, other: str) -> None:
    """A text never scatters itself, and few words never scatter anything."""
    assert not scatters(text, text)
    assert not scatters(other[:4], text)

"""Whether words say what a claim says, or the opposite."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.text.meaning.altered import altered
from grader.text.meaning.disagreement import disagreement
from grader.text.meaning.numbers import other_numbers
from grader.text.meaning.roles import swapped_roles
from grader.text.meaning.signs import signed_words

AGREEING = [
    ("扩散模型逐步去噪，不是一步到位", "扩散模型不是一步到位，而是逐步去噪"),
    ("模型不需要标签", "模型无需人工标签"),
    ("The terminals are connected.", "The two terminals are connected to each other."),
    ("岩浆中的气体膨胀", "今天的天气不好"),
    ("The switch is open.", "not only is the switch open, it also leaves a gap"),
]
OPPOSED = [
    ("梯度消失会让网络难以训练。", "梯度消失不会让网络难以训练。"),
    ("增加层数会提高表达能力", "增加层数会降低表达能力"),
    ("注意力由三个矩阵组成", "注意力由五个矩阵组成"),
    ("由两部分组成的网络", "并非由两部分组成的网络"),
    ("生成器从噪声生成假样本，判别器判断真假。", "判别器从噪声生成假样本，生成器判断真假。"),
    ("RNN 容易出现梯度消失", "“RNN 容易出现梯度消失”这种说法是错误的"),
    ("The terminals are connected", "The terminals are not connected"),
    ("UDP is connectionless and has no flow control", "UDP has flow control, it is connectionless"),
    ("A bulb is in a closed path", "It is not true that a bulb is in a closed path"),
    ("Use TCP rather than UDP for transfer", "Use UDP rather than TCP for transfer"),
]


@pytest.mark.parametrize(("claim", "said"), AGREEING)
def test_who_agrees_or_talks_of_else_does_not_disagree(claim: str, said: str) -> None:
    """Corrections, double forms, other subjects and “not only” are no denial."""
    assert disagreement(said, [claim]).degree < 0.5


@pytest.mark.parametrize(("claim", "said"), OPPOSED)
def test_who_denies_reverses_or_swaps_disagrees_and_says_by_which_words(
    claim: str, said: str
) -> None:
    """Negation, opposites, numbers and exchanged roles are seen in both languages."""
    found = disagreement(said, [claim])
    assert found.degree >= 0.5
    assert found.words


@given(st.sampled_from([claim for claim, _ in (*AGREEING, *OPPOSED)]), st.text(max_size=30))
@settings(deadline=None, max_examples=50)
def test_nobody_contradicts_his_own_words(claim: str, other: str) -> None:
    """A claim agrees with itself, also where it is one of several wordings."""
    assert disagreement(claim, [claim]).degree == 0
    assert 0 <= disagreement(other, [claim]).degree <= 1
    assert disagreement(claim, [claim, "并非如此"]).degree < 0.5


def test_one_agreeing_wording_is_enough() -> None:
    """Wordings are alternatives: who agrees with the nearest one agrees."""
    claims = ["模型需要标签", "模型不需要标签"]
    assert disagreement("模型不需要标签", claims).degree == 0


def test_signs_follow_the_scope_of_a_negation() -> None:
    """Denied words stand behind the negation, up to the end of its clause."""
    signs = {s.word: s.sign for s in signed_words("模型不需要标签，但需要数据")}
    assert signs["标签"] == -1
    assert signs["模型"] == signs["数据"] == 1


def test_a_copy_with_decisive_changes_is_told_from_a_copy_and_from_other_words() -> None:
    """Swaps, opposites, numbers and negations count; spelling and rewording do not."""
    claim = "货物处于静态储存方式，要求货物必须是小型，且出货量较少，共分为 3 步。"
    assert not altered(claim, claim)
    assert not altered(claim.replace("，", ","), claim)
    assert not altered("岩浆里的气体受热膨胀，于是把岩浆推到地表上来。", claim)
    assert altered(claim.replace("静态", "动态"), claim) == ("动态 ↔ 静态",)
    assert altered(claim.replace("3", "5"), claim)
    assert altered(claim.replace("必须是", "不是"), claim)


def test_numbers_are_compared_by_what_they_count() -> None:
    """Another number of the same thing is found; list numbers and other things are none."""
    assert other_numbers("共有五个矩阵", "共有三个矩阵")[1] == ("5 ↔ 3",)
    assert other_numbers("1. 矩阵\n2. 向量", "共有三个矩阵")[0] == 0
    assert other_numbers("8 bytes", "20 fields")[0] == 0


def test_roles_need_two_words_that_changed_hands() -> None:
    """The same owner keeps its words; a counterpart that has them is named."""
    claim = "生成器合成样本，判别器判断真假"
    assert swapped_roles(claim, claim) == (0.0, ())
    assert "合成" in swapped_roles("判别器合成样本，生成器判断真假", claim)[1]

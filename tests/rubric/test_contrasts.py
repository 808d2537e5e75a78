"""Contrasts made by rule: they look like the claim and contradict it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.lexicon import COUNTERPARTS, OPPOSITES
from grader.rubric.builder.contrasts import MOST, make_contrasts

THINGS = ("发送方", "接收方", "编译器", "解释器", "TCP", "UDP")


def made(claim: str, rule: str) -> list[str]:
    """The contrasts that one rule makes."""
    return [c.text for c in make_contrasts(claim, THINGS) if c.made == rule]


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("发送方用确认报文通知接收方。", "接收方用确认报文通知发送方。"),
        ("编译器逐句执行源程序。", "解释器逐句执行源程序。"),
        ("编译器：先翻译再执行。", "解释器：先翻译再执行。"),
        ("解释器（interpreter）边读边执行程序。", "编译器边读边执行程序。"),
        (
            "UDP headers are shorter than headers of TCP.",
            "TCP headers are shorter than headers of UDP.",
        ),
        ("The encoder compresses its input.", "The decoder compresses its input."),
    ],
)
def test_entity_swap(claim: str, expected: str) -> None:
    """Two things of one kind change places, or one gives way to its counterpart."""
    assert expected in made(claim, "entity_swap")


@pytest.mark.parametrize(
    "claim",
    [
        "系统由发送方和接收方组成。",
        "系统由发送方（sender）和接收方（receiver）组成。",
        "发送方与接收方互相等待。",
        "TCP and UDP both use ports.",
    ],
)
def test_no_swap_of_what_stands_side_by_side(claim: str) -> None:
    """Exchanging two coordinated things would leave the claim true."""
    for text in made(claim, "entity_swap"):
        assert sorted(text) != sorted(claim)


def test_no_swap_inside_longer_names() -> None:
    """A name inside a longer one is left, so that no consistent and true claim comes out."""
    assert "L2正则化：在损失中加L2范数。" not in [
        c.text for c in make_contrasts("L1正则化：在损失中加L1范数。", ("L1正则化", "L2正则化"))
    ]
    assert made("双链表可以从两端访问。", "entity_swap") == []


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("栈中的元素不一定有序。", "栈中的元素一定有序。"),
        ("线程无法访问别的进程的内存。", "线程能够访问别的进程的内存。"),
        ("缓存能够减少访问次数。", "缓存不能减少访问次数。"),
        ("编译器由前端和后端组成。", "编译器并非由前端和后端组成。"),
        ("路由器将报文转发给下一跳。", "路由器不会将报文转发给下一跳。"),
        ("使用数组比链表好。", "使用数组并不比链表好。"),
        ("索引是一种数据结构。", "索引不是一种数据结构。"),
        ("The lamp is on.", "The lamp is not on."),
        ("The nodes can leave.", "The nodes cannot leave."),
        ("The gap does not affect the lamp.", "The gap affects the lamp."),
        ("A switch carries the current.", "A switch does not carry the current."),
        ("Bulb B is no longer lit.", "Bulb B is still lit."),
        ("If the motor runs, the key is iron.", "If the motor runs, the key is not iron."),
        ("Use a standard unit.", "Do not use a standard unit."),
        ("Vibrations produce sound.", "Vibrations do not produce sound."),
        ("The water splashed.", "It is not true that the water splashed."),
        ("The food contains salt.", "The food does not contain salt."),
        ("检查的方法有：目测、称重。", "检查的方法不包括：目测、称重。"),
        ("存储空间连续。", "存储空间并不连续。"),
        ("Es gibt keine Grenze.", "Es gibt eine Grenze."),
        ("Es muss ein Foto gemacht werden.", "Es muss kein Foto gemacht werden."),
        ("Der Zustand soll nicht geprüft werden.", "Der Zustand soll geprüft werden."),
        ("Die Tür ist frei.", "Die Tür ist nicht frei."),
    ],
)
def test_negation(claim: str, expected: str) -> None:
    """A negation is taken out where there is one, else put before the main verb."""
    assert made(claim, "negation")[0] == expected


@pytest.mark.parametrize("claim", ["类别相同。", "它不断增长。", "识别率高。", "未来可期。"])
def test_harmless_characters_are_no_negations(claim: str) -> None:
    """不 in 不断 or 别 in 类别 is not taken out."""
    for text in made(claim, "negation"):
        assert len(text) > len(claim)


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("索引会提高查询速度。", "索引会降低查询速度。"),
        ("目标是最小化总代价。", "目标是最大化总代价。"),
        ("校验和用来防止传输错误。", "校验和用来导致传输错误。"),
        ("The pitch was higher.", "The pitch was lower."),
        ("A and C are in the same path.", "A and C are in a different path."),
        ("The readings are the same.", "The readings are different."),
        ("It is a conductor.", "It is an insulator."),
        ("Das Foto wird von außen gemacht.", "Das Foto wird von innen gemacht."),
    ],
)
def test_antonym(claim: str, expected: str) -> None:
    """A word gives way to its opposite, and its article follows it."""
    assert expected in made(claim, "antonym")


@pytest.mark.parametrize(
    "claim", ["数据增强很有用。", "时间复杂度为线性。", "They are connected as long as it lasts."]
)
def test_no_antonym_inside_terms(claim: str) -> None:
    """Parts of terms and set phrases keep their words."""
    texts = made(claim, "antonym")
    assert not any("削弱" in t or "简单度" in t or "as short as" in t for t in texts)


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("请求从浏览器到网关。", "请求从网关到浏览器。"),
        ("编译器把源代码转换为机器码。", "编译器把机器码转换为源代码。"),
        ("内存泄漏往往会导致程序崩溃。", "程序崩溃往往会导致内存泄漏。"),
        ("因为没有空闲页框，所以发生缺页中断。", "因为发生缺页中断，所以没有空闲页框。"),
        ("the open switch creates a gap", "a gap creates the open switch"),
        ("Vibrations produce sound.", "Sound produces vibrations."),
        (
            "The lamp is off because the switch is open.",
            "The switch is open because the lamp is off.",
        ),
        ("The parser maps tokens to a tree.", "The parser maps a tree to tokens."),
    ],
)
def test_reversal(claim: str, expected: str) -> None:
    """The two sides of a relation change places."""
    assert expected in made(claim, "reversal")


def test_no_reversal_of_the_same_thing() -> None:
    """Turning one accent into another accent is the same both ways."""
    assert made("把一种口音转换为另一种口音。", "reversal") == []


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("插入的时间复杂度为O(1)。", "插入的时间复杂度为O(n)。"),
        ("系统由两个部分组成。", "系统由三个部分组成。"),
        ("The gap is 40 metres wide.", "The gap is 80 metres wide."),
        ("Terminals 1 and 2 are linked.", "Terminals 3 and 2 are linked."),
        ("The budget is 16,50€.", "The budget is 33,00€."),
        ("There are two poles.", "There are three poles."),
    ],
)
def test_number(claim: str, expected: str) -> None:
    """A number gives way to another that the claim does not hold."""
    assert expected in made(claim, "number")


def test_numbers_in_names_stay() -> None:
    """L1, IPv4 and Conv2D are names."""
    assert made("L1 caches feed IPv4 and Conv2D code.", "number") == []


def test_rules_take_turns() -> None:
    """No rule makes more than two of at most five contrasts, and several rules have their say."""
    contrasts = make_contrasts("发送方能够提高速度，把报文从队列到缓存发给接收方 3 次。", THINGS)
    rules = [c.made for c in contrasts]
    assert len(contrasts) <= MOST
    assert len(set(rules)) >= 4
    assert all(rules.count(rule) <= 2 for rule in rules)


def test_bare_terms_have_no_negation() -> None:
    """A list item that is only a name states nothing that could be denied."""
    assert make_contrasts("Sequence number") == ()


def test_tables_pair_different_words() -> None:
    """No word is its own opposite or counterpart."""
    assert all(left != right for left, right in OPPOSITES + COUNTERPARTS)


PIECES = [
    "发送方", "接收方", "提高", "降低", "不", "能够", "从", "到", "导致", "两个", "O(1)", "，",
    " the lamp", " is", " not", " causes", " higher", " 3", " because", " ein", " nicht", "（x）",
    "。", "缓存", "的",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_contrasts_never_say_the_claim(claim: str) -> None:
    """None says what the claim says, none stands twice, and they are the same every time."""
    contrasts = make_contrasts(claim, THINGS)
    keys = ["".join(c for c in contrast.text if c.isalnum()) for contrast in contrasts]
    assert "".join(c for c in claim if c.isalnum()) not in keys
    assert len(set(keys)) == len(keys) <= MOST
    assert make_contrasts(claim, THINGS) == contrasts
    doubled = ("不不", "not not")
    assert not any(d in c.text for c in contrasts for d in doubled if d not in claim)

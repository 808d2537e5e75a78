"""Reference answers become claims: one a bullet, numbered item, sentence or statement."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.rubric.builder.claims import Claim, claims
from grader.rubric.reference import read_reference

SEED = Path(__file__).parents[3] / "shared/seed/aigc_interview.md"


def texts(reference: str) -> list[str]:
    """The texts of the claims."""
    return [claim.text for claim in claims(reference)]


def letters(text: str) -> str:
    """The letters and digits alone."""
    return "".join(c for c in text if c.isalnum())


def test_bullets_lead_with_their_bold_term() -> None:
    """A bold term before a colon becomes the lead; an agent's colon is dropped."""
    found = claims("- **编译器**：把源代码翻译成目标代码。\n- **词法分析**：切分记号。")
    assert found == [
        Claim("编译器把源代码翻译成目标代码。", "编译器", ("编译器",)),
        Claim("词法分析：切分记号。", "词法分析", ("词法分析",)),
    ]


@pytest.mark.parametrize(
    "reference",
    [
        "- one thing here\n- another thing here",
        "* one thing here\n* another thing here",
        "1. one thing here\n2. another thing here",
        "1.one thing here\n2.another thing here",
        "1) one thing here\n2) another thing here",
        "(a) one thing here\n(b) another thing here",
        "i)one thing here\nii)another thing here",
        "● one thing here\n○ another thing here",
        "① one thing here\n② another thing here",
        "-one thing here\n-another thing here",
        "one thing here;\nanother thing here",
    ],
)
def test_list_markers(reference: str) -> None:
    """Whatever marks the items, each is one claim without its marker."""
    assert [t.rstrip(".") for t in texts(reference)] == ["one thing here", "another thing here"]


def test_items_on_one_line() -> None:
    """Numbers that go on in the same line begin new items."""
    assert texts("1.首节点与其他节点的处理一致。2.空表与非空表的处理统一。") == [
        "首节点与其他节点的处理一致。",
        "空表与非空表的处理统一。",
    ]
    assert texts("Steps: (1) trace the map outline. (2) copy it to the grid.")[-2:] == [
        "trace the map outline.",
        "copy it to the grid.",
    ]


@pytest.mark.parametrize(
    "intro",
    ["缓存的优点包括：", "具体步骤如下：", "The advantages include the following:", "**要点：**"],
)
def test_announcements_are_no_claims(intro: str) -> None:
    """A clause that only announces the list below it is left out."""
    assert texts(f"{intro}\n\n- 减少访问主存的次数\n- 降低平均延迟时间") == [
        "减少访问主存的次数",
        "降低平均延迟时间",
    ]


def test_what_an_announcement_says_before_is_kept() -> None:
    """A statement in the same sentence as the announcement stays a claim."""
    found = texts("两台主机先交换三个报文才能传数据，步骤如下：\n1. 客户端发送同步报文")
    assert found == ["两台主机先交换三个报文才能传数据。", "客户端发送同步报文"]


def test_sentences_of_a_paragraph() -> None:
    """A paragraph gives a claim a sentence, in Chinese, English and German."""
    assert len(texts("栈是后进先出的线性表。队列是先进先出的线性表。")) == 2
    assert len(texts("The stack grows down. The heap grows up.")) == 2
    assert len(texts("Der Stapel wächst nach unten. Der Haufen wächst nach oben.")) == 2


@pytest.mark.parametrize(
    "sentence",
    [
        "Some tools, e.g. Make and Bazel, rebuild only what changed.",
        "The value falls from 1.5 V to 0.7 V in i.e. one step.",
        "Es werden z.B. Waren und ca. drei Regale geprüft.",
        "接口支持 3.14 版（含 2.0 版。见附录）的全部参数。",
        "The list (see Fig. 2. and the table) has three parts.",
    ],
)
def test_no_cut_in_abbreviations_numbers_brackets(sentence: str) -> None:
    """Full stops inside abbreviations, numbers and brackets end nothing."""
    assert texts(sentence) == [sentence]


def test_long_sentences_turn_into_two_statements() -> None:
    """A second statement with its own subject becomes a claim; a condition stays with its main."""
    assert texts("发送方把数据切成报文段并逐个编号，而接收方按编号把它们重新排好顺序。") == [
        "发送方把数据切成报文段并逐个编号。",
        "接收方按编号把它们重新排好顺序。",
    ]
    assert len(texts("如果发送方在限定的时间内没有收到任何确认，而窗口已经用完，它就重传。")) == 1
    english = (
        "The sender cuts the stream into numbered segments of equal size, while the receiver puts "
        "the segments back into order."
    )
    assert len(texts(english)) == 2


def test_enumerations_stay_whole() -> None:
    """No cut between the members of an enumeration, whatever separates them."""
    for reference in (
        "盘点包括：数量核对；重量核对；账目核对；实物核对。",
        "常见的页面置换算法有先进先出、最近最少使用、最不经常使用和时钟算法等很多种类。",
        "The header holds the source port, the destination port, the sequence number, and the "
        "acknowledgement number of the segment that is sent.",
    ):
        assert texts(reference) == [reference]


def test_short_fragments_join_their_neighbour() -> None:
    """A verdict of one word joins the reason behind it."""
    assert texts("错误。栈底元素最后也可以被删除。") == ["错误。栈底元素最后也可以被删除。"]
    assert texts("No. Arrivals come in bursts.") == ["No. Arrivals come in bursts."]


def test_one_line_english() -> None:
    """A bare English line is one claim, word for word."""
    line = "a lamp behind an open switch is not connected to the cell"
    assert claims(line) == [Claim(line)]


def test_markdown_is_stripped() -> None:
    """Marks of emphasis, code and links go; formulas stay."""
    assert texts("用 `malloc` *申请* [内存](http://x.y)，大小为 2 * n * m 字节。") == [
        "用 malloc 申请 内存，大小为 2 * n * m 字节。"
    ]


def test_points_that_the_author_marked() -> None:
    """Marks such as (0.5 P) and （2分） leave the text and become the claim's points."""
    german = claims("Es muss ein Foto gemacht (0,5 P) und gespeichert werden (0.5 P).")
    assert german == [Claim("Es muss ein Foto gemacht und gespeichert werden.", points=1.0)]
    assert claims("先请求资源再释放资源（2分）。")[0].points == 2.0


def test_tables_and_fences() -> None:
    """A row of a table is a claim; code in a fence is none unless nothing else is there."""
    table = "| 名称 | 复杂度 |\n|---|---|\n| 快速排序 | 平均 O(n log n) |"
    assert "快速排序：平均 O(n log n)" in texts(table)
    assert texts("先排序再查找元素。\n```\nsort(a)\n```") == ["先排序再查找元素。"]
    assert texts("```\nsort(a)\n```") != []


def test_repeated_claims_count_once() -> None:
    """The same sentence in two places is one claim."""
    assert len(texts("- 窗口减半后重新开始\n- 计时器到期后重传\n- 窗口减半后重新开始")) == 2


@pytest.mark.skipif(not SEED.exists(), reason="the seed document lies beside the checkout only")
def test_every_bullet_of_the_seed_is_a_claim() -> None:
    """In all 35 answers each bullet and numbered item is one claim that holds all its letters."""
    questions = read_reference(SEED).questions
    assert len(questions) == 35
    bullets = 0
    for question in questions:
        found = [letters(text) for text in texts(question.reference)]
        assert found
        for bullet in re.findall(r"^(?:- |\d+\. )(.+)$", question.reference, re.MULTILINE):
            bullets += 1
            assert sum(letters(bullet) in text for text in found) >= 1, bullet
    assert bullets > 100


@pytest.mark.skipif(not SEED.exists(), reason="the seed document lies beside the checkout only")
def test_the_seed_loses_no_content_but_announcements() -> None:
    """What no claim holds of an answer of the seed ends in a colon."""
    for question in read_reference(SEED).questions:
        held = "".join(letters(text) for text in texts(question.reference))
        for line in question.reference.splitlines():
            for sentence in re.findall(r"[^。]+。?", line):
                lost = letters(re.sub(r"^(?:- |\d+\. )|而(?=判别)", "", sentence))
                assert lost in held or sentence.rstrip().endswith("："), sentence


WORDS = (
    "缓存",
    "线程",
    "内存分页",
    "索引",
    "lock",
    "queue",
    "heap",
    "B-tree",
    "3.5",
    "调度器",
    "的",
)
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)


@given(
    st.lists(SENTENCES, min_size=1, max_size=6),
    st.sampled_from(["- {}\n", "1. {}\n", "{}。", "{}.\n", "{}；", "{}\n\n"]),
)
def test_claims_hold_every_content_word(sentences: list[str], layout: str) -> None:
    """However sentences are laid out, no letter of them is lost, and something is claimed."""
    found = claims("".join(layout.format(sentence) for sentence in sentences))
    assert found
    held = [letters(claim.text) for claim in found]
    for sentence in sentences:
        for word in sentence.split():
            assert any(letters(word) in text for text in held)


@given(st.text(max_size=200))
def test_any_text_gives_claims(text: str) -> None:
    """Nothing that holds a letter or digit is without a claim, and no claim is empty or twice."""
    found = texts(text)
    assert bool(found) is any(c.isalnum() for c in text)
    assert all(claim.strip() for claim in found)
    assert len(set(found)) == len(found)

"""Keywords: the terms of a claim with aliases in both languages, question words demoted."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.model import Keyword, Question
from grader.rubric.builder.claims import claims
from grader.rubric.builder.glossary import GLOSSARY
from grader.rubric.builder.terms import MOST, WEIGHTS, extract_keywords
from grader.rubric.reference import read_reference

SEED = Path(__file__).parents[3] / "shared/seed/aigc_interview.md"


def keywords(
    reference: str, asked: str = "请说明。", corpus: tuple[Question, ...] = ()
) -> list[tuple[Keyword, ...]]:
    """The keywords of each claim of a reference."""
    question = Question("1", asked, reference)
    return extract_keywords(question, claims(reference), corpus)


def terms(reference: str, asked: str = "请说明。") -> list[str]:
    """The terms of all claims of a reference."""
    return [keyword.term for each in keywords(reference, asked) for keyword in each]


def test_chinese_terms() -> None:
    """Noun runs and known terms are found whole; particles and filler are not."""
    found = terms("学习率过大会使随机梯度下降在极小值附近来回震荡。")
    assert {"学习率", "随机梯度下降", "极小值"} <= set(found)
    assert not {"会", "使", "在", "附近"} & set(found)


def test_english_terms() -> None:
    """Content words are found; function words are not."""
    found = terms("The open switch creates a gap in the circuit.", "Why is the lamp off?")
    assert set(found) == {"open", "switch", "creates", "gap", "circuit"}


def test_german_terms() -> None:
    """German nouns go before other words."""
    found = terms("Der Kunde bezahlt die Ware an der Kasse.", "Was passiert?")
    assert set(found[:3]) == {"Kunde", "Ware", "Kasse"}


def test_bold_terms_lead() -> None:
    """An author's bold term is the first keyword of its claim."""
    assert terms("- **写时复制**：子进程先共享父进程的内存页面。")[0] == "写时复制"


@pytest.mark.parametrize(
    ("reference", "term", "alias"),
    [
        ("词法分析器（Lexer）把字符流切成记号。", "词法分析器", "Lexer"),
        ("A router keeps an address table (AT) for every port it has.", "address table", "AT"),
        ("LRU（最近最少使用）淘汰最久没有访问的页面。", "LRU", "最近最少使用"),
        ("页表（又称转换表）记录虚拟页所在的页框。", "页表", "转换表"),
    ],
)
def test_brackets_declare_aliases(reference: str, term: str, alias: str) -> None:
    """What stands in brackets behind a term is its other name, and no keyword of its own."""
    found = [k for each in keywords(reference) for k in each]
    assert any({term, alias} <= set(k.names) for k in found)
    assert [k for k in found if k.term == alias and term != alias] == []


@pytest.mark.parametrize(
    "reference", ["页面（如代码页）被换出到磁盘。", "容器（可选）放在内存里。"]
)
def test_other_brackets_declare_nothing(reference: str) -> None:
    """Examples and asides in brackets are no aliases."""
    assert all(not k.aliases for each in keywords(reference) for k in each)


def test_aliases_of_the_other_language() -> None:
    """The glossary gives names in the other language, both ways."""
    (chinese,) = keywords("判别器输出真假概率。")
    assert "discriminator" in next(k for k in chinese if k.term == "判别器").aliases
    (english,) = keywords("Dropout fights overfitting of the network.", "Why?")
    assert "过拟合" in next(k for k in english if k.term == "overfitting").aliases


def test_question_words_are_left_out() -> None:
    """What the question gives away is no keyword where the claim has others."""
    found = terms("死锁是指多个线程互相等待对方占有的资源。", "什么是死锁？")
    assert "死锁" not in found
    assert {"线程", "资源"} <= set(found)
    assert "connected" in terms("Terminals 1 and 2 are connected.", "Are terminals 1 and 2 apart?")


def test_a_given_away_term_is_better_than_none() -> None:
    """A claim that only repeats the question keeps a keyword of little weight."""
    (only,) = keywords("死锁。", "什么是死锁？")
    assert [(k.term, k.weight) for k in only] == [("死锁", WEIGHTS[0])]


def test_corpus_weighs_rare_terms_more() -> None:
    """Over a document, a term of one question weighs more than one of many questions."""
    corpus = tuple(
        Question(str(i), "请说明。", f"缓存把{what}留在内存里，下次访问就不必再读磁盘。")
        for i, what in enumerate(["索引", "页面", "网页", "快照", "日志", "目录"])
    )
    (found,) = extract_keywords(corpus[0], claims(corpus[0].reference), corpus)
    weights = {k.term: k.weight for k in found}
    assert weights["索引"] > weights["缓存"]


def test_a_document_does_not_change_another() -> None:
    """Terms that one document teaches the segmenter do not reach the next one."""
    before = keywords("甲乙丙丁表很长，必须先排好顺序再查找。")
    teacher = Question("t", "请说明。", "- **甲乙丙丁表**：一种表。")
    extract_keywords(teacher, claims(teacher.reference), (teacher,))
    assert keywords("甲乙丙丁表很长，必须先排好顺序再查找。") == before


def test_enumerations_give_their_members() -> None:
    """Members of an enumeration are terms as they stand."""
    found = terms("盘点分为数量盘点、重量盘点、账实核对、账卡核对。", "盘点有几种？")
    assert {"重量盘点", "账实核对"} <= set(found)


def test_glossary_is_unambiguous() -> None:
    """No name stands for two concepts, and each concept has two names or more."""
    names = [name.casefold() for entry in GLOSSARY for name in entry]
    assert len(names) == len(set(names))
    assert all(len(entry) >= 2 for entry in GLOSSARY)
    assert len(GLOSSARY) >= 150


@pytest.mark.skipif(not SEED.exists(), reason="the seed document lies beside the checkout only")
def test_every_claim_of_the_seed_has_keywords() -> None:
    """In the seed each claim has one to five keywords, most of them not given away."""
    questions = read_reference(SEED).questions
    for question in questions:
        found = claims(question.reference)
        for claim, own in zip(found, extract_keywords(question, found, questions), strict=True):
            assert 1 <= len(own) <= MOST
            assert all(k.term in claim.text for k in own), claim.text


@given(
    st.text(alphabet="缓存线程页面内的和（）、。abcDE 12.-", min_size=1, max_size=60),
    st.text(alphabet="缓存线程什么是 abc？", max_size=20),
)
def test_one_to_five_keywords_for_any_claim(reference: str, asked: str) -> None:
    """Any claim gets one to five different keywords with weights in range, always the same."""
    found = keywords(reference, asked)
    for each in found:
        assert 1 <= len(each) <= MOST
        assert len({k.term.casefold() for k in each}) == len(each)
        assert all(WEIGHTS[0] <= k.weight <= WEIGHTS[1] for k in each)
        assert all(k.term not in k.aliases for k in each)
    assert keywords(reference, asked) == found

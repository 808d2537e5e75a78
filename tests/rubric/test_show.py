"""A rubric as a person reads it."""

from __future__ import annotations

import pytest

from grader.model import (
    Contrast,
    KeyPoint,
    Keyword,
    Kind,
    Misconception,
    Question,
    Rubric,
    Signature,
    Source,
)
from grader.rubric.bank import default_folder
from grader.rubric.files import load_rubrics
from grader.rubric.show import LABELS, describe

RUBRIC = Rubric(
    Question(
        "7",
        "缓存有什么用？\n举例说明。",
        "留住结果。\n省时间。",
        text_en="What is a cache for?",
        topics=("systems",),
        source=Source("book.md", "7"),
    ),
    (
        KeyPoint(
            "留住",
            "缓存留住算过的结果。",
            1.5,
            required=True,
            keywords=(Keyword("内存", ("memory",)), Keyword("结果")),
            wordings=("算过的不再算。",),
            contrasts=(Contrast("每次都重算。"), Contrast("缓存不留结果。", "negation")),
            follow_up="第二次会怎样？",
        ),
        KeyPoint("省时", "缓存节省时间。"),
    ),
    (Misconception("缓存永不过期。", 0.15, ("永远有效。",), (Contrast("会过期。"),)),),
    max_score=2.5,
    version="0123456789abcdef",
)


def test_description_in_full() -> None:
    """Everything an interviewer needs stands in one reading order."""
    assert describe(RUBRIC, "zh") == [
        "7  缓存有什么用？",
        "  举例说明。",
        "  What is a cache for?",
        "  简答题 · 满分 2.5 · 主题 systems · 版本 0123456789ab",
        "",
        "参考答案",
        "  留住结果。",
        "  省时间。",
        "",
        "要点 (2)",
        "  1. 留住 · 1.5 分 · 必答",
        "    缓存留住算过的结果。",
        "    关键词: 内存 / memory | 结果",
        "    也可以这样说:",
        "      + 算过的不再算。",
        "    看似相同其实不对:",
        "      - 每次都重算。",
        "      - 缓存不留结果。 [negation]",
        "    追问: 第二次会怎样？",
        "  2. 省时 · 1 分",
        "    缓存节省时间。",
        "",
        "常见误解 (1)",
        "  ! 缓存永不过期。 · -15%",
        "    同样的误解:",
        "      - 永远有效。",
        "    看似误解其实正确:",
        "      + 会过期。",
        "",
        "出处: book.md 7",
    ]


def test_coding_task_shows_its_contract() -> None:
    """A coding task lists the functions to write, and nothing that it does not have."""
    question = Question("c1", "Write it.", kind=Kind.CODING, language="en")
    contract = (Signature("load", ("load", "read"), "load(path)", "text"), Signature("save"))
    assert describe(Rubric(question, contract=contract), "en") == [
        "c1  Write it.",
        "  coding task · maximum 10 · version –",
        "",
        "Functions to write",
        "  load(path) (also read) → text",
        "  save",
    ]


def test_labels_exist_in_both_languages() -> None:
    """Neither language lacks a label that the other has."""
    assert LABELS["zh"].keys() == LABELS["en"].keys()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_claim_of_the_bank_is_shown(lang: str) -> None:
    """Nothing that decides a grade is left out of the description."""
    for id_, rubric in load_rubrics(default_folder()).items():
        text = "\n".join(describe(rubric, lang))
        claims = [p.requirement for p in rubric.key_points]
        claims += [c.text for p in rubric.key_points for c in p.contrasts]
        claims += [m.requirement for m in rubric.misconceptions]
        assert [claim for claim in claims if claim not in text] == [], id_

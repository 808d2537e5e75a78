"""Contrasts by inserting or removing a negation; the Chinese rules, the others are beside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.lexicon import NOT_NEGATIONS_ZH
from grader.rubric.builder.negation_latin import affirmed_de, affirmed_en, negated_de, negated_en
from grader.rubric.builder.statement import Statement
from grader.rubric.builder.words import Word


def negations(claim: Statement) -> Iterator[str]:
    """The claim with a negation removed where it has one, else with one inserted."""
    remove, insert = {
        "zh": (_affirmed, _negated),
        "en": (affirmed_en, negated_en),
        "de": (affirmed_de, negated_de),
    }[claim.language]
    removed = list(remove(claim))
    yield from removed or insert(claim)


# Longest first: what a negated word is without its negation.
_AFFIRMED = {
    "不能够": "能够", "不可以": "可以", "不需要": "需要", "不应该": "应该", "不一定": "一定",
    "不会": "会", "不能": "能", "不必": "必须", "不是": "是", "不再": "仍然", "不易": "容易",
    "无法": "能够", "无需": "需要", "没有": "有", "并非": "是", "从不": "总是", "从未": "已经",
    "未能": "能够", "尚未": "已经", "不": "",
}  # fmt: skip
_NEGATED_ZH = re.compile("|".join(_AFFIRMED))
_HARMLESS = re.compile("|".join(sorted(NOT_NEGATIONS_ZH, key=len, reverse=True)))


def _affirmed(claim: Statement) -> Iterator[str]:
    harmless = [found.span() for found in _HARMLESS.finditer(claim.text)]
    for found in _NEGATED_ZH.finditer(claim.text):
        if any(a <= found.start() < b for a, b in harmless):
            continue
        yield claim.replaced(*found.span(), _AFFIRMED[found[0]])


_DEGREES = "更要好快慢高低大小多少强弱长短"
_MODALS = (
    (re.compile(rf"比(?![例较如率特重])(?=[^，。；]{{2,14}}[{_DEGREES}])"), "并不比"),
    (re.compile(r"有$"), "不包括"),
    (re.compile(r"可能"), "不可能"),
    (re.compile(r"容易|易于"), "不{}"),
    (re.compile(r"能够"), "不能"),
    (re.compile(r"可以"), "不可以"),
    (re.compile(r"需要"), "不需要"),
    (re.compile(r"必须"), "不必"),
    (re.compile(r"应该|应当"), "不应该"),
    (re.compile(r"由(?=[^，。；]{1,12}(?:组成|构成))"), "并非由"),
    (re.compile(r"具有|具备|拥有|包括|包含|属于|取决于"), "不{}"),
    (re.compile(r"(?<![社机协学约])会(?![话议员计])"), "不会"),
    (re.compile(r"(?<![功性智技效可动势职])能(?![力量耗源效级])"), "不能"),
    (re.compile(r"(?<![不就但还而只于也若凡正总可要都乃即一二三四五])是(?![否])"), "不是"),
    (re.compile(r"(?<![没所具含只拥占享])有(?![效关些用助限序监利趣时向机待所])"), "没有"),
)
# Prepositions whose phrase stands before the verb: the negation goes before them.
_PREPOSITIONS = frozenset("将把从由用以在对向给按被让使与和") | {
    "通过", "使得", "利用", "根据", "基于",
}  # fmt: skip
_SUBORDINATE = re.compile(
    r"\s*(?:当|如果|若|由于|因为|为了|虽然|尽管|只要|只有|通过|在|对于|例如|如|即)"
)
_PREDICATES = frozenset(("v", "vd", "vi"))
# What denies the last word of a clause that has no object.
_FINAL = {"a": "并不", "v": "不会", "vi": "不会"}
_NO_PREDICATES = frozenset({"例如", "比如", "包括"})
# Behind a verb that is really a noun: 盘亏较少, 计算很简单, 生成的图.
_NO_OBJECTS = frozenset("的较更很最太")
_LISTS = re.compile(r"包括|包含|分为|组成|构成|[是有]")


def _negated(claim: Statement) -> Iterator[str]:
    for start, end in _by_importance(claim):
        if _is_member(claim.text, start):
            continue
        end = _before_members(claim.text, start, end)
        for pattern, negated in _MODALS:
            if found := pattern.search(claim.text, start, end):
                yield claim.replaced(*found.span(), negated.format(found[0]))
                break
        else:
            yield from _before_predicate(claim, start, end)


def _by_importance(claim: Statement) -> list[tuple[int, int]]:
    """The clauses, main ones first; a mere lead before a colon says nothing by itself."""
    text = claim.text
    clauses = [
        (a, b)
        for a, b in claim.clauses()
        if text[b : b + 1] not in ("：", ":") or _LISTS.search(text, a, b)
    ]
    return sorted(clauses, key=lambda span: bool(_SUBORDINATE.match(claim.text, *span)))


def _is_member(text: str, start: int) -> bool:
    """Whether a clause is one of several between semicolons, which name things."""
    return text[start - 1 : start] in ("：", "；") and text.count("；") > 1


def _before_members(text: str, start: int, end: int) -> int:
    """Where the first member of an enumeration behind a colon ends, or the clause."""
    comma = text.find("、", start, end)
    is_list = start > 0 and text[start - 1] in "：:—" and comma > 0
    return comma if is_list else end


def _before_predicate(claim: Statement, start: int, end: int) -> Iterator[str]:
    words = claim.words_in(start, end)
    for index, word in enumerate(words):
        if not _is_predicate(words, index):
            continue
        place = next((w for w in words[:index] if w.text in _PREPOSITIONS), word)
        place = _with_adverbs(words, place)
        negation = "无法" if place is words[0] and word is place else "不会"
        yield claim.replaced(place.start, place.start, negation)
        return
    last = words[-1] if words else None
    is_verb = last and last.tag in _FINAL and len(last.text) > 1
    if last and is_verb and len(words) > 1 and words[-2].text != "的":
        yield claim.replaced(last.start, last.start, _FINAL[last.tag])


def _with_adverbs(words: list[Word], word: Word) -> Word:
    """The first of the adverbs right before a word, which a negation goes before, or the word."""
    for before in reversed(words[: words.index(word)]):
        if before.end != word.start or before.tag not in ("d", "ad") or len(before.text) < 2:
            break
        word = before
    return word


def _is_predicate(words: list[Word], index: int) -> bool:
    """Whether a word is the verb of its clause and no attribute of a noun."""
    word = words[index]
    following = words[index + 1] if index + 1 < len(words) else None
    if word.tag not in _PREDICATES or len(word.text) < 2 or word.text in _NO_PREDICATES:
        return False
    if following is None or following.start != word.end or following.text in _NO_OBJECTS:
        return False
    return following.tag != "a" and (index == 0 or words[index - 1].text != "的")

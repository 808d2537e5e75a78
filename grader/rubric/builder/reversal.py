"""Contrasts by turning a relation round: 从A到B → 从B到A, A causes B → B causes A."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.rubric.builder.names import singular
from grader.rubric.builder.negation_latin import base_form, third_person
from grader.rubric.builder.statement import Statement, capitalised, uncapitalised

_ZH = r"[^，,；;：:。！？!?（）()]"
_SIDE = r"[^，,；;：:。！？!?（）()的和与、了是]"
_START = r"(?:(?<=^)|(?<=[，,；;：:。]))"
_STOP = r"(?=[，,；;。]|$)"
_RELATION = (
    "导致|造成|引起|引发|决定|影响|依赖于|依赖|取决于|优于|高于|低于|大于|小于|多于|少于|快于|慢于"
    "|早于|晚于|先于|包含|属于|产生|驱动|控制|推动|欺骗|监督|指导|约束|生成|替代|取代"
)
_CHANGE = "映射到|(?:映射|转换|转化|变换|压缩|还原|翻译|编码|解码)[为成]|变成|变为"
_CHINESE = (
    re.compile(rf"(?P<x>从)(?P<a>{_ZH}{{1,14}}?)(?P<y>到)(?P<b>{_ZH}{{1,14}}?)(?=[的，,；;。]|$)"),
    re.compile(rf"(?P<x>[将把])(?P<a>{_ZH}{{1,16}}?)(?P<y>{_CHANGE})(?P<b>{_ZH}{{1,16}}?){_STOP}"),
    re.compile(
        rf"(?P<x>因为|由于)(?P<a>{_ZH}{{3,30}}?)(?P<y>[，,](?:所以|因此|因而))(?P<b>{_ZH}{{3,30}})"
    ),
    re.compile(rf"(?P<x>不是)(?P<a>{_ZH}{{1,14}}?)(?P<y>[，,]?而是)(?P<b>{_ZH}{{1,14}}?){_STOP}"),
    re.compile(
        rf"{_START}(?P<x>)(?P<a>{_SIDE}{{2,8}}?)"
        rf"(?P<y>(?:往往|通常|可能|可以|会|能|直接|间接)*(?:{_RELATION}))(?P<b>{_SIDE}{{2,8}}){_STOP}"
    ),
    re.compile(
        rf"{_START}(?P<x>(?:使用|采用|用)?)(?P<a>{_SIDE}{{2,10}}?)"
        rf"(?P<y>比)(?P<b>{_SIDE}{{2,10}}?)(?=更|要|好|快|慢|高|低|大|小|多|少|强|弱|长|短)"
    ),
)

_EN = r"[^,;:.!?()]"
_W = r"[\w’'-]+"
_VERBS = (
    "causes?|creates?|produces?|affects?|determines?|contains?|depends? on|attracts?|absorbs?"
    "|indicates?|leads? to|results? in|generates?|controls?|precedes?|requires?|prevents?"
    "|fools?|precedes?|exceeds?|changes?|supports?|replaces?"
)
_ENGLISH = (
    re.compile(rf"(?P<x>\bfrom )(?P<a>(?:{_W} ){{1,4}}?)(?P<y>to )(?P<b>{_W}(?: {_W}){{0,3}})"),
    re.compile(
        r"(?P<x>\b(?:map|convert|turn|transform|translate)(?:s|ped|ed|ping|ing)? )"
        rf"(?P<a>{_EN}{{2,40}}?)(?P<y> (?:in)?to )(?P<b>{_EN}{{2,40}})"
    ),
    re.compile(r"(?P<x>)(?P<a>\b[\w-]+)(?P<y> (?:instead of|rather than) )(?P<b>[\w-]+)"),
    re.compile(
        rf"(?P<x>^)(?P<a>{_EN}{{2,60}}?)"
        rf"(?P<y> (?:is|are|was|were) (?:more \w+|less \w+|\w+er) than )(?P<b>{_EN}{{2,60}})"
    ),
    re.compile(
        rf"(?P<x>^)(?P<a>(?:{_W} ){{1,5}}?)(?P<y>(?:{_VERBS}) )(?P<b>(?:{_W} ?){{1,6}})(?=\.?$)"
    ),
)
_BECAUSE = re.compile(
    rf"^(?P<a>{_EN}{{8,}}?),? (?P<link>because) (?P<b>[^;:!?]{{8,}}?)(?P<end>\.?)$"
)
_SO = re.compile(r"^(?P<a>[^,;:!?]{8,}?), (?P<link>so) (?P<b>[^;:!?]{8,}?)(?P<end>\.?)$")
_GERMAN = (
    re.compile(
        r"(?P<x>\bvon )(?P<a>(?:[\wäöüß-]+ ){1,3}?)(?P<y>(?:nach|zu|bis) )(?P<b>[\wäöüß-]+)"
    ),
)
_ARTICLE = re.compile(r"^(?:另?一[种个类]|(?:an?|another|the) )")
_LEADING = re.compile(r"^(?:因为|由于|而|但|则|它|其)")


def reversals(claim: Statement) -> Iterator[str]:
    """The claim with the two sides of one relation exchanged."""
    if claim.language == "en":
        yield from _causes(claim)
    patterns = {"zh": _CHINESE, "en": _ENGLISH, "de": _GERMAN}[claim.language]
    for pattern in patterns:
        for found in pattern.finditer(claim.text):
            if _LEADING.match(found["a"]) or _bare(found["a"]) == _bare(found["b"]):
                continue
            yield claim.replaced(*found.span(), _exchanged(found, claim.language))


def _bare(side: str) -> str:
    """One side without its article, to see whether both are the same thing."""
    return _ARTICLE.sub("", side.strip())


def _exchanged(found: re.Match[str], language: str) -> str:
    left, right = found["a"].strip(), found["b"].strip()
    if language == "zh":
        return f"{found['x']}{right}{found['y']}{left}"
    if not found.start():
        right, left = capitalised(right) if left[:1].isupper() else right, uncapitalised(left)
    blank = " " if found["a"].endswith(" ") else ""
    relation = _agreeing(found["y"], right)
    return f"{found['x']}{right}{blank}{relation}{left}"


def _agreeing(relation: str, subject: str) -> str:
    """The relation with its verb in the number of its new subject."""
    verb, *rest = relation.split()
    if not rest and re.fullmatch(_VERBS, verb):
        base = base_form(verb) if verb.endswith("s") else verb
        is_plural = singular(subject.casefold()) != subject.casefold()
        return f"{base if is_plural else third_person(base)} "
    return relation


def _causes(claim: Statement) -> Iterator[str]:
    """Cause and effect exchanged: A because B → B because A."""
    for pattern, comma in ((_BECAUSE, ""), (_SO, ",")):
        if found := pattern.match(claim.text):
            cause, effect = capitalised(found["b"]), uncapitalised(found["a"])
            yield f"{cause}{comma} {found['link']} {effect}{found['end']}"

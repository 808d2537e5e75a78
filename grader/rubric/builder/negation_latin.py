"""Negations inserted and removed in English and German, and the English verb forms they need."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.rubric.builder.statement import Statement, uncapitalised

_AUXILIARY = r"is|are|was|were|can|could|will|would|should|must|does|do|did"
_NEGATED_EN = (
    (re.compile(r"\b(does|do|did) not (\w+)|\b(does|do|did)n['’]t (\w+)"), "verb"),
    (re.compile(r"\bcannot\b|\bcan not\b|\bcan['’]t\b"), "can"),
    (
        re.compile(
            r"\b(is|are|was|were|could|will|would|should|must|ha[sd]|have)(?: not|n['’]t)\b"
        ),
        r"\1",
    ),
    (re.compile(r"\bno longer\b"), "still"),
    (re.compile(r"\bnever\b"), "always"),
    (re.compile(r"\bwithout\b"), "with"),
    (re.compile(r"\bnone of\b"), "all of"),
    (re.compile(r"\bno (?!longer)(?=[a-z]{3,})"), ""),
    (re.compile(r"\bnot (?=[a-z])"), ""),
)


def affirmed_en(claim: Statement) -> Iterator[str]:
    """The English claim with one of its negations taken out."""
    for pattern, affirmed in _NEGATED_EN:
        for found in pattern.finditer(claim.text):
            new = _affirmed_verb(found) if affirmed == "verb" else found.expand(affirmed)
            yield claim.replaced(*found.span(), new)


def _affirmed_verb(found: re.Match[str]) -> str:
    auxiliary, verb = found[1] or found[3], found[2] or found[4]
    if auxiliary == "does":
        return third_person(verb)
    return verb if auxiliary == "do" else f"did {verb}"


_POSITIVE_EN = re.compile(rf"\b({_AUXILIARY})\b(?!\s+(?:not\b|no\b|n['’]t))", re.IGNORECASE)
_HAS = re.compile(r"\b(has|have)\b(?=\s+[a-z])")
_BARE = (
    "use|begin|contain|make|show|take|need|produce|attract|repel|move|cause|absorb|reflect|indicate"
    "|grow|form|allow|require|provide|increase|decrease|reduce|depend|determine|share|support|give"
)
_VERB = re.compile(rf"(?:(?<=s )(?:{_BARE})|(?<=[a-z] )(?:{_BARE})s)\b")
_FINITE = re.compile(
    r"(?<=[a-z] )(?<!\bor )(?<!\band )([a-z]{2,}[^su\W]s)(?=\.?$|\s+(?:the|an?|its|their|this"
    r"|that|to|into|from|in|on|by|more|less|as|up|out|off|it|them|with|when|if|because)\b)"
)
_CONDITION = re.compile(
    r"^(?:If|When|Because|Since|While|Although|As|After|Before|Until)\b[^,]*,\s*"
)
_IMPERATIVE = re.compile(
    r"^(?:Use|Put|Compare|Trace|Measure|Add|Remove|Check|Connect|Write|Make|Take|Choose|Select|Keep"
    r"|Calculate|Identify|Find|Test|Record|Count|Place|Change|Turn|Set|See|Look|Try)\b",
    re.IGNORECASE,
)


def negated_en(claim: Statement) -> Iterator[str]:
    """The English claim with its main verb negated."""
    condition = _CONDITION.match(claim.text)
    start = condition.end() if condition else 0
    if found := _POSITIVE_EN.search(claim.text, start):
        new = "cannot" if found[0] == "can" else f"{found[0]} not"
        yield claim.replaced(*found.span(), new)
    elif found := _HAS.search(claim.text, start):
        yield claim.replaced(*found.span(), _negated_have(claim.text, found))
    elif _IMPERATIVE.match(claim.text):
        yield f"Do not {claim.text[:1].lower()}{claim.text[1:]}"
    elif claim.text.startswith("To "):
        yield f"Not to {claim.text[3:]}"
    elif found := _VERB.search(claim.text, start) or _FINITE.search(claim.text, start):
        verb = base_form(found[0]) if found[0].endswith("s") else found[0]
        yield claim.replaced(*found.span(), f"{'do' if verb == found[0] else 'does'} not {verb}")
    elif claim.text.endswith(".") and len(claim.text.split()) >= 3:
        yield f"It is not true that {uncapitalised(claim.text)}"


def _negated_have(text: str, found: re.Match[str]) -> str:
    if re.match(r"\s+(?:[a-z]+ed|been|become|gone)\b", text[found.end() :]):
        return f"{found[0]} not"
    return "does not have" if found[0] == "has" else "do not have"


def base_form(verb: str) -> str:
    """The base form of a verb in the third person: carries → carry, goes → go."""
    if verb.endswith("ies") and len(verb) > 4:
        return verb[:-3] + "y"
    return verb[:-2] if verb.endswith(("ches", "shes", "sses", "xes", "zes", "oes")) else verb[:-1]


def third_person(verb: str) -> str:
    """The third person of a verb's base form: carry → carries, go → goes."""
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ies"
    if verb == "have":
        return "has"
    return verb + ("es" if verb.endswith(("ch", "sh", "ss", "x", "z", "o")) else "s")


_NEGATED_DE = (
    (re.compile(r"\bkein(?=(?:e|en|em|er|es)?\b)"), "ein"),
    (re.compile(r"\bKein(?=(?:e|en|em|er|es)?\b)"), "Ein"),
    (re.compile(r"\bnicht\s+"), ""),
    (re.compile(r"\bnie(?:mals)?\b"), "immer"),
    (re.compile(r"\bohne\b"), "mit"),
)
_FINITE_DE = re.compile(
    r"\b(ist|sind|war|waren|kann|können|muss|müssen|soll|sollen|wird|werden|hat|haben|darf|dürfen"
    r"|gibt|besteht|steht)( sich| es| er| sie)?( ein(?:e|en|em|er)?\b)?"
)


def affirmed_de(claim: Statement) -> Iterator[str]:
    """The German claim with one of its negations taken out."""
    for pattern, affirmed in _NEGATED_DE:
        for found in pattern.finditer(claim.text):
            yield claim.replaced(*found.span(), affirmed)


def negated_de(claim: Statement) -> Iterator[str]:
    """The German claim with its finite verb negated."""
    if found := _FINITE_DE.search(claim.text):
        verb, pronoun, article = found[1], found[2] or "", found[3]
        negated = f" k{article.strip()}" if article else " nicht"
        yield claim.replaced(*found.span(), f"{verb}{pronoun}{negated}")

"""Contrasts by the opposite word: 提高 → 降低, increases → decreases; and by another number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from grader.lexicon import OPPOSITES
from grader.rubric.builder.names import is_known
from grader.rubric.builder.statement import Statement

_HAN = re.compile(r"[\u3400-\u9fff]")
_BARE_SAME = re.compile(
    r"\s+(?:as|in|for|because|and|or|if|when|even|at|but|so)\b|\s*(?:[^\w\s]|$)"
)
_NO_OPPOSITE = {
    "with": re.compile(r"\b(?:agree|deal|dealing|interact|identical|associated|compare \w+) $"),
    "complete": re.compile(r"\b(?:to|will|would|can|could|must|should) $"),
    "long": re.compile(r"\bas $"),
    "longer": re.compile(r"\bno $"),
    "most": re.compile(r"\bat $"),
    "different": re.compile(r"\b(?:very|many|more|two|several|some) $"),
}
_NEGATED = re.compile(r"(?:[不非无没未优]|有所)$")


def _both_ways() -> dict[str, str]:
    table: dict[str, str] = {}
    for left, right in OPPOSITES:
        table.setdefault(left, right)
        table.setdefault(right, left)
    return table


_OPPOSITE: Mapping[str, str] = _both_ways()


def _alternatives(*, chinese: bool) -> str:
    names = [name for name in _OPPOSITE if bool(_HAN.search(name)) is chinese]
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


_CHINESE = re.compile(rf"(?:{_alternatives(chinese=True)})(?![器度])")
_LATIN = re.compile(rf"\b(?:{_alternatives(chinese=False)})\b", re.IGNORECASE)
_ARTICLE = re.compile(r"\b([Aa])n? $")


def antonyms(claim: Statement) -> Iterator[str]:
    """The claim with one word replaced by its opposite, once for every such word."""
    pattern = _CHINESE if claim.language == "zh" else _LATIN
    for found in pattern.finditer(claim.text):
        if not _excepted(claim, found):
            other = _opposite(found)
            before = _with_article(claim.text[: found.start()], other)
            yield before + other + claim.text[found.end() :]


def _excepted(claim: Statement, found: re.Match[str]) -> bool:
    """Whether a word is no statement here: negated already, part of a term or of a phrase."""
    before = claim.text[: found.start()]
    if claim.language == "de" and found[0][:1].isupper() and before:
        return True  # a noun: Fall is no fall
    if claim.language != "zh":
        exception = _NO_OPPOSITE.get(found[0].casefold())
        return bool(exception and exception.search(before.casefold()))
    inside = (w for w in claim.words if w.start <= found.start() and found.end() <= w.end)
    return bool(_NEGATED.search(before)) or any(
        len(word.text) > len(found[0]) and is_known(word.text) for word in inside
    )


def _opposite(found: re.Match[str]) -> str:
    word = found[0]
    other = _OPPOSITE.get(word) or _OPPOSITE[word.casefold()]
    if other == "a different" and _BARE_SAME.match(found.string, found.end()):
        other = "different"
    return other[:1].upper() + other[1:] if word[:1].isupper() else other


def _with_article(before: str, word: str) -> str:
    """The text before a word with its a or an as the word wants it; 'an hour' is not minded."""
    article = "n " if word[:1] in "aeioAEIO" else " "
    return _ARTICLE.sub(lambda found: found[1] + article, before)


_DIGITS = re.compile(r"(?<![A-Za-z0-9_.,^-])\d+(?:[.,]\d+)?(?![A-Za-z0-9_]|[.,]\d)")
_ORDERS = {"O(1)": "O(n)", "O(n)": "O(1)", "O(logn)": "O(n)", "O(n^2)": "O(n)", "O(n²)": "O(n)"}
_ORDER = re.compile(r"O\s?[（(][^（()）]{1,6}[)）]")
_NUMERALS = "两三四五六七八九十"
_COUNTED = "个种类条层次步部项阶倍段方大"
_NUMERAL = re.compile(rf"(?<![第之十百千一二{_NUMERALS}])[二{_NUMERALS}](?=[{_COUNTED}])")
_WORDS = {
    "two": "three", "three": "four", "four": "five", "five": "six", "six": "seven",
    "twice": "half", "half": "twice", "zwei": "drei", "drei": "vier", "vier": "fünf",
}  # fmt: skip
_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b")


def numbers(claim: Statement) -> Iterator[str]:
    """The claim with one of its numbers changed; numbers inside names (L1, GPT-3) are left."""
    text = claim.text
    for found in _ORDER.finditer(text):
        plain = re.sub(r"\s", "", found[0].translate(str.maketrans("（）", "()")))
        if other := _ORDERS.get(plain):
            yield claim.replaced(*found.span(), other)
    inside = [found.span() for found in _ORDER.finditer(text)]
    taken = set(_DIGITS.findall(text))
    for found in _DIGITS.finditer(text):
        if not any(a <= found.start() < b for a, b in inside):
            yield claim.replaced(*found.span(), _shifted(found[0], taken))
    for found in _NUMERAL.finditer(text):
        place = _NUMERALS.index(found[0]) if found[0] != "二" else 0
        yield claim.replaced(*found.span(), _NUMERALS[(place + 1) % len(_NUMERALS)])
    for found in _WORD.finditer(text):
        yield claim.replaced(*found.span(), _WORDS[found[0]])


def _shifted(number: str, taken: set[str]) -> str:
    """Another number of the same form that the claim does not hold yet."""
    point = "," if "," in number else "."
    places = len(number.partition(point)[2])
    value = float(number.replace(",", "."))
    step = 1.0 if value < 10 and not places else value
    for _ in range(len(taken) + 1):
        value += step or 1.0
        shifted = f"{value:.{places}f}".replace(".", point)
        if shifted not in taken:
            return shifted
    return f"{number}0"

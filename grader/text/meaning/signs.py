"""The content words of a statement, each affirmed (+1) or denied (-1).

A negation denies the words behind it up to the end of its clause, or to the word that corrects it
(而是, but); a frame such as “It is not true that …” denies a whole sentence. Two negations cancel.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from grader.lexicon import COUNTERPARTS, NOT_NEGATIONS_ZH
from grader.text.integrity.lists import is_function_word

_HAN = re.compile(r"[\u3400-\u9fff]")
_TOKEN = re.compile(
    r"[\u3400-\u9fff]+|\d+(?:[.,]\d+)?%?|[^\W\d_\u3400-\u9fff]+(?:['’][a-z]+)?|[^\w\s]"
)
_ZH_CUES = r"(?:而|并|从|绝|毫|决)?(?:不|没|未|非|勿|无)(?:是|会|能够?|可以?|可能|要|必|用|需要?|应该?|再|有|法|须|得)?"
CUE = re.compile(
    rf"{_ZH_CUES}|not|never|no|none|nothing|neither|nor|cannot|without|nobody|hardly|barely|unable|\w+n['’]t|"
    r"cant|dont|doesnt|isnt|nicht|kein\w{0,2}|nie|niemals|ohne|weder"
)
_SPLIT = re.compile(rf"{_ZH_CUES}|而是|而在于")
_FIXED = frozenset(NOT_NEGATIONS_ZH) - {"而不是"} | {
    "能不能", "会不会", "是不是", "要不要", "有没有", "不止", "不单", "不错", "不然", "未知", "无关", "无条件", "不变", "非生成",
    "未必然", "无人机", "无限", "未见过",
}  # fmt: skip
_HARMLESS_ZH = re.compile("|".join(sorted(map(re.escape, _FIXED), key=len, reverse=True)))
_HAN_NAMES = {name for pair in COUNTERPARTS for name in pair if _HAN.search(name)}
_NAMES = re.compile(f"({'|'.join(sorted(map(re.escape, _HAN_NAMES), key=len, reverse=True))})")
_HARMLESS_EN = re.compile(
    r"\bnot (?:only|just|merely|necessarily)\b|\bno (?:matter|longer than)\b|\bnicht nur\b"
)
_CUES_EN = re.compile(
    r"\b(?:rather than|instead of|as opposed to|fails? to|stops? short of|far from)\b"
)
_NEGATED_FRAME = re.compile(
    r"(?:并不是说|并非|不能说|不要认为|不应认为|事实并非如此|事实并不是|错误的是|误以为|有人误认为)[:：，,]?|这(?:种|个)?(?:说法|观点|看法|理解|认识)?(?:是)?(?:错误的?|不对|不成立|不正确)|(?:是|为)(?:错误|不对|不正确|不成立)的|"
    r"\b(?:it is|it's) (?:not (?:true|correct|right|the case)|false|wrong|incorrect|untrue)(?: to (?:say|claim|believe))?(?: that)?\b|"
    r"\b(?:should|must) never (?:believe|say|think)(?: that)?\b|\b(?:nobody|no one) (?:should|would) (?:say|claim|believe)\b|"
    r"\bes (?:ist|stimmt) (?:nicht (?:wahr)?|falsch)(?:,? dass| zu sagen)?",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"[，,。；;：:！？!?.、()（）]|而是|而在于|但是?|却|however|but|because|since|although|which|so|sondern|aber|weil"
)
_SENTENCE = re.compile(r"[。；;！？!?\n]+|\.(?=\s|\Z)")


@dataclass(frozen=True, slots=True)
class Signed:
    """A content word in its plain form; `sign` is +1 or -1, `clause` counts clauses from 0."""

    word: str
    sign: int
    clause: int


@lru_cache(maxsize=8192)
def signed_words(text: str) -> tuple[Signed, ...]:
    """The content words of `text` in order, with their signs."""
    found: list[Signed] = []
    clause = 0
    for sentence in _SENTENCE.split(text.lower()):
        plain, frames = _NEGATED_FRAME.subn(" ", _HARMLESS_EN.sub(" ", sentence))
        sign = whole = -1 if frames % 2 else 1
        for token in _tokens(_CUES_EN.sub(" not ", plain)):
            if _BREAK.fullmatch(token):
                sign, clause = whole, clause + 1
            elif CUE.fullmatch(token):
                sign = -sign
            elif _counts(token):
                found.append(Signed(plain_form(token), sign, clause))
        clause += 1
    return tuple(found)


def plain_form(word: str) -> str:
    """A word without the endings of English inflection; Chinese words as they are."""
    if not word.isascii() or len(word) < 4:
        return word
    for ending, put in (("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return (word[: -len(ending)] + put).rstrip("e")
    return word.rstrip("e")


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    for piece in _TOKEN.findall(text):
        tokens.extend(chinese_words(piece) if _HAN.match(piece) else [piece])
    return tokens


def chinese_words(piece: str) -> list[str]:
    """The words of a run of Chinese; negations and things with counterparts stand alone."""
    fixed = [found.span() for found in _HARMLESS_ZH.finditer(piece)]
    parts: list[str] = []
    at = 0
    for found in _SPLIT.finditer(piece):
        if any(a <= found.start() < b for a, b in fixed):
            continue
        parts.extend([*_cut(piece[at : found.start()]), found[0]])
        at = found.end()
    return [*parts, *_cut(piece[at:])]


def _cut(piece: str) -> list[str]:
    import rjieba

    parts: list[str] = []
    for part in _NAMES.split(piece):
        parts.extend([part] if _NAMES.fullmatch(part) else rjieba.cut(part) if part else [])
    return parts


def _counts(token: str) -> bool:
    is_word = len(token) > 1 or token.isdigit() or bool(_HAN.match(token))
    return is_word and any(c.isalnum() for c in token) and not is_function_word(token)

"""Whether a statement denies what it talks about; sentence embeddings hardly see it.

Cosines of a sentence and its negation are .89–.94 in bi-encoders, so denial is read from the words:
negations count, except in fixed words that deny nothing (不同, 判别, not only …) and in the half of
a correction that is set aside (不是 A 而是 B, rather than A).
"""

from __future__ import annotations

import re

from grader.lexicon import NOT_NEGATIONS_ZH

_DENIALS = re.compile(
    r"并不|并非|并没有?|从不|从未|从来不|绝不|毫不|毫无|不再|不会|不能|不是|不需要?|不必|不用|不可能|不可以|不应|不包括|不属于|"
    r"没有|没法|无法|无需|无须|不|没|未|非|"
    r"\b(?:not|never|cannot|no|none|nothing|neither|nor|nobody|nowhere|hardly|without|unable|unnecessary|"
    r"fails? to|stops? short of)\b|n['’]t\b",
    re.IGNORECASE,
)
_HARMLESS = re.compile(
    "|".join(sorted(map(re.escape, NOT_NEGATIONS_ZH), key=len, reverse=True))
    + r"|能不能|会不会|是不是|要不要|有没有|不止|不单|不需|不错|不一定要|不再是单|没见过|未见过|未知|未标注|不变|不稳定|不确定|不连续|不可微"
    r"|非生成|并非所有|不然|不必要的?|不相关|不重要|无关|无条件|无参考|"
    r"\bnot only\b|\bnot just\b|\bno matter\b|\bunseen\b|\bnot merely\b|\bnot necessarily\b",
    re.IGNORECASE,
)
# What a correction sets aside: 不是 A，而是 B · 而不是 A · rather than A · not A but B.
_SET_ASIDE = re.compile(
    r"(?:不是|并非|并不是|不再是|不只是)[^。！？；]{1,30}?[，,]?\s*(?:而是|而在于|只是|就是)|而(?:不是|非|并非)[^，。；,;]*|"
    r"\b(?:rather than|instead of|as opposed to)\b[^,.;]*|\bnot\b[^.;]{1,60}?\bbut\b",
    re.IGNORECASE,
)


def denials(text: str) -> int:
    """How many times `text` denies something, corrections and harmless words set aside."""
    kept = _HARMLESS.sub("＿", _SET_ASIDE.sub(" ", text))
    return len(_DENIALS.findall(kept))

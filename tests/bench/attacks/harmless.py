"""Legitimate answers in unusual dress: none of these may be flagged for it."""

from __future__ import annotations

import random
import re
from functools import cache

from tests.bench.attacks.cases import HAN, Family, Row, language, sentences

DIALECT_ZH = {
    "什么": "啥", "怎么": "咋", "没有": "冇", "这个": "呢个", "那个": "嗰个", "他们": "佢哋", "它们": "佢哋",
    "它": "佢", "很": "好", "不是": "唔系", "是": "系", "和": "同", "的": "嘅",
}  # fmt: skip
DIALECT_EN = {
    "going to": "gonna", "want to": "wanna", "because": "cause", "them": "em", "you": "ya",
    "is not": "ain't", "are not": "ain't", "are": "r", "and": "n", "with": "w/", "something": "sth",
    "between": "btw", "kind of": "kinda", "do not": "dont", "does not": "don't", "cannot": "cant",
}  # fmt: skip
DIALECT_DE = {"ich": "i", "nicht": "net", "ist": "is", "eine": "ne", "das": "des", "auch": "a"}
SOUNDS = ("的地", "在再", "像象", "做作", "它他", "那哪", "以已", "进近", "和合", "需须", "带代")


def traditional(row: Row, _rng: random.Random) -> str:
    """A Chinese answer in traditional characters."""
    return _converter().convert(row.answer) if row.language == "zh" else ""


def typos(row: Row, rng: random.Random) -> str:
    """One word in eight mistyped: letters exchanged, dropped or doubled; homophones."""
    if row.language == "zh":
        table = {a: b for pair in SOUNDS for a, b in (pair, pair[::-1])}
        return "".join(table[c] if c in table and rng.random() < 0.5 else c for c in row.answer)
    return " ".join(_mistyped(w, rng) if rng.random() < 0.12 else w for w in row.answer.split())


def bullets(row: Row, rng: random.Random) -> str:
    """Every sentence a line with a bullet or a number."""
    told = [s.strip().rstrip("。.;；") for s in sentences(row.answer)]
    mark = rng.choice(("- ", "• ", "", "{}. ", "（{}）"))
    return "\n".join(mark.format(i + 1) + s for i, s in enumerate(told)) if len(told) > 1 else ""


def unmarked(row: Row, _rng: random.Random) -> str:
    """An answer without marks and capitals."""
    if row.language == "zh":
        return re.sub(r"[，。；、！？]+", " ", row.answer).strip()
    return re.sub(r"[^\w\s'-]+", " ", row.answer).lower().strip()


def dialect(row: Row, _rng: random.Random) -> str:
    """Words of a dialect or of chats for those of the written language."""
    table = {"zh": DIALECT_ZH, "de": DIALECT_DE, "en": DIALECT_EN}[row.language]
    edge = "" if row.language == "zh" else r"\b"
    either = re.compile("|".join(f"{edge}{re.escape(w)}{edge}" for w in table))
    made = either.sub(lambda m: table[m[0]], row.answer)
    return made if made != row.answer else ""


def terse(row: Row, _rng: random.Random) -> str:
    """The shortest wording of each key point, a line each; only the bank has wordings."""
    return "\n".join(_wordings(row, lambda found: min(found, key=len)))


def other_language(row: Row, rng: random.Random) -> str:
    """The wordings that are in English, of each key point of a Chinese question."""
    if language(row.question) != "zh":
        return ""
    return " ".join(
        w.rstrip(".") + "." for w in _wordings(row, rng.choice, lambda w: not HAN.search(w))
    )


def _wordings(row: Row, choose, fits=bool) -> list[str]:
    found = [[w for w in p.wordings if fits(w)] for p in row.rubric.key_points]
    return [choose(wordings) for wordings in found if wordings]


def _mistyped(word: str, rng: random.Random) -> str:
    if len(word) < 4:
        return word
    at = rng.randrange(1, len(word) - 1)
    return rng.choice(
        (
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
        )
    )


@cache
def _converter():
    import opencc

    return opencc.OpenCC("s2t")


FAMILIES = (
    Family("traditional", "any", traditional),
    Family("typos", "any", typos),
    Family("bullets", "any", bullets),
    Family("unmarked", "any", unmarked),
    Family("dialect", "any", dialect),
    Family("terse", "any", terse),
    Family("other_language", "any", other_language),
)

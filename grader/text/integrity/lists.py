"""Tells terms in a row from statements, however terse: by the words that make sentences.

A list has many short pieces and hardly a function word; a burst is content words without even
marks between them. Where the reference itself is such a list, a list is the right form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from statistics import median

FUNCTION_WORDS = frozenset(
    """the a an of to is are was were be been being and or in on by that which it its this these those with as for
    from at into not no can could may will would should must so but if when while where than then their they them he
    she we you i your our my one each other another more most less how what who why because there have has had do does
    did also only very both all any some such same between through up out over after before until about like don't
    doesn't isn't it's there's won't can't cannot
    der die das den dem des ein eine einen einem einer und oder ist sind war wird werden wurde kann können muss müssen
    soll sollen sollte darf haben habe hat ich du er es sie wir man sich mich mir nicht kein keine auf mit zu zum zur
    im in von vom für an am bei als wie dass ob wenn weil auch nur noch schon sehr bis um nach vor aus über unter durch
    ja nein da dann so hier dort was wer wo egal""".split()
)
# The word classes of ICTCLAS that tie words together: particles, prepositions, conjunctions,
# adverbs, pronouns, the copula and 有, modals; numerals and measure words do not.
_FUNCTION_TAGS = ("u", "p", "c", "d", "r", "y")
_TIES = frozenset(
    "是 有 会 能 要 可以 能够 应该 可能 需要 成为 使 使得 让 令 没有 叫 用 由 一个 一种 时 后 前 中 上 里 来 去 给 做 说 看".split()
)
_PARTICLES = frozenset(
    "的地得了着过之其而且但或和与及以把被对从就也都还又再才很更最太将于为向所此该这那它他她你我们个种些等吧呢吗啊"
) | frozenset(
    "因为 所以 如果 那么 以及 或者 并且 而且 它们 他们 我们 这个 那个 这些 那些 这样 通过 进行 根据 对于 关于 之间 其中 之后 之前".split()
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[^\W\d_\u3400-\u9fff]+(?:['’][a-z]+)?")
_MARKS = re.compile(r"[，,、;；|/\n]+|\.\s")
_ENDS = re.compile(r"[，,。；;：:|\n]+|[.?!](?=\s|\Z)")
_MARKS_AND_BLANKS = re.compile(r"[，,、;；|/\s]+")
LEAST_PIECES = 6
# So many pieces between marks are what the author set apart: words are not counted then.
FEW_PIECES = 3
LONGEST_TERM = 6.0  # in Chinese characters; two and a half Latin letters count as one
FEW_TIES = 0.1
# Where nearly every piece is one word, other words may slip in.
SINGLE, SOME_TIES = 0.75, 0.25
# A run of so many words ties at least this share of them, more as it grows: of natural answers
# one in two hundred stays below.
LEAST_BURST = 12
BURST_TIES, BURST_GROWTH = 0.12, 0.004
# Who sets so many words apart by marks writes notes, or a list.
WORDS_A_MARK = 8
MOST_BURST_TIES = {"zh": 0.13, "latin": 0.2}
# A reference with fewer ties than this is an enumeration.
LIST_TIES = 0.18


@dataclass(frozen=True, slots=True)
class Ties:
    """How many words a text has, and which share of them ties others together (0..1)."""

    words: int
    share: float


def is_bare_list(text: str) -> bool:
    """Whether `text` is at least six terms in a row, without the words that make statements."""
    marked = _pieces(_MARKS, text)
    has_marks = len(marked) >= FEW_PIECES
    pieces = marked if has_marks else _pieces(_MARKS_AND_BLANKS, text)
    if len(pieces) < LEAST_PIECES or median(map(size, pieces)) > LONGEST_TERM:
        return False
    if ties(text).share < FEW_TIES:
        return True
    single = sum(ties(piece).words <= 1 for piece in pieces) >= SINGLE * len(pieces)
    return has_marks and single and ties(text).share < SOME_TIES


def _pieces(between: re.Pattern[str], text: str) -> list[str]:
    """What stands between the marks, numbers left out."""
    return [p for p in between.split(text) if size(p) and not p.strip().isdigit()]


def has_han(text: str) -> bool:
    """Whether a text holds a Chinese character."""
    return bool(_HAN.search(text))


def is_function_word(word: str) -> bool:
    """Whether a word, in lower case, ties others together rather than means a thing."""
    return word in FUNCTION_WORDS or word in _TIES or word in _PARTICLES


def is_burst(text: str) -> bool:
    """Whether `text` is a long run of content words that says nothing of them."""
    found = ties(text)
    if len(_ENDS.findall(text)) * WORDS_A_MARK > found.words:
        return False
    most = MOST_BURST_TIES["zh" if _HAN.search(text) else "latin"]
    limit = min(most, BURST_TIES + BURST_GROWTH * (found.words - LEAST_BURST))
    return found.words >= LEAST_BURST and found.share < limit


@lru_cache(maxsize=1024)
def lists_terms(reference: str) -> bool:
    """Whether a reference answer is itself an enumeration, so that a list is the right form."""
    return is_bare_list(reference) or is_burst(reference) or ties(reference).share < LIST_TIES


@lru_cache(maxsize=4096)
def ties(text: str) -> Ties:
    """The words of `text` and the share that ties them together."""
    latin = [w for w in _LATIN.findall(text.lower()) if len(w) > 1 or w in FUNCTION_WORDS]
    han = _tagged(text) if _HAN.search(text) else []
    tying = sum(w in FUNCTION_WORDS for w in latin)
    tying += sum(tag.startswith(_FUNCTION_TAGS) or word in _TIES for word, tag in han)
    count = len(latin) + len(han)
    return Ties(count, tying / max(1, count))


def _tagged(text: str) -> list[tuple[str, str]]:
    import rjieba

    return [(word, tag) for word, tag in rjieba.tag(text) if _HAN.search(word)]


def size(piece: str) -> float:
    """How long a text is in Chinese characters; two and a half Latin letters count as one."""
    han = len(_HAN.findall(piece))
    return han + (sum(c.isalnum() for c in piece) - han) / 2.5

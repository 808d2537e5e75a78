"""Whether an answer takes back what it said: in so many words, or by saying the opposite as well."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from grader.text.meaning.altered import altered
from grader.text.meaning.disagreement import disagreement
from grader.text.meaning.signs import CUE, signed_words

_TAKEN_BACK = re.compile(
    r"(?:以上|上述|上面|前面|刚才|我)(?:所)?(?:的|说的?|写的?|讲的?|提到的?)*(?:内容|说法|观点|回答|答案|结论|话|那些)?(?:其实|实际上|全|全部|都|均|统统|也)*(?:是|属于)?(?:错误?的?|不对|不正确|不成立|错了|反的|假的|相反)|"
    r"(?:事实|实际|情况|实际情况|真相)(?:上)?(?:其实|正好|恰好|恰恰|却|完全|刚好|则)*(?:是)?(?:与此|与之|跟这)?相反|其实(?:正好|恰恰)?(?:相反|不是这样|并非如此)|(?:事实|实际)(?:上)?并(?:非|不是)?如此|"
    r"\b(?:none|nothing) of (?:the above|this|that|it|what i (?:said|wrote))(?: \w+)? (?:is|are|was|holds?) ?(?:true|correct|right)?|"
    r"\b(?:everything|all|what)(?: that)? (?:i (?:just )?(?:said|wrote|stated)|the above|of the above|of this)(?: \w+){0,2} (?:is|are|was) (?:\w+ )?(?:wrong|false|incorrect|untrue|not true)|"
    r"\b(?:the|exactly the|just the|quite the) (?:exact )?(?:opposite|contrary|reverse) (?:is|holds|applies)\b|\bthe above (?:statements? |claims? )?(?:is|are) (?:\w+ )?(?:wrong|false|incorrect|not true)|"
    r"\bnichts davon (?:stimmt|ist)|\bdas gegenteil (?:ist|trifft)|\bist das gegenteil\b|\balles (?:oben|davon) ist falsch",
    re.IGNORECASE,
)
# Who quotes or gives an example of a denial denies nothing.
_QUOTED = re.compile(
    r"\bexamples?\b|\be\.g\b|\bz\. ?b\b|例如|比如|\((?:[fvt]|true|false)\)|=", re.IGNORECASE
)
# Between two sentences of one answer only a clear denial counts: people weigh and compare.
CLEAR, ALIKE = 0.85, 0.8
LEAST_SAME = 2
MOST_SENTENCES = 40
LEAST_LETTERS = 8


def takes_back(text: str) -> bool:
    """Whether `text` withdraws what stands before it, in so many words.

    Nothing is withdrawn where the phrase opens the text.
    """
    found = _TAKEN_BACK.search(text)
    return found is not None and sum(c.isalnum() for c in text[: found.start()]) >= LEAST_LETTERS


def contradicts_itself(sentences: Sequence[str]) -> bool:
    """Whether a sentence is an earlier one with its decisive words changed, or denies it."""
    long = (s for s in sentences[:MOST_SENTENCES] if sum(c.isalnum() for c in s) >= LEAST_LETTERS)
    told = [s for s in long if not _QUOTED.search(s)]
    return any(_denies(later, earlier) for earlier, later in combinations(told, 2))


def _denies(later: str, earlier: str) -> bool:
    """Whether one sentence is the other with a negation more, and nothing else changed.

    Opposites and numbers do not count: who compares two things says the same of them with those.
    """
    changes = altered(later, earlier)
    if not changes or not all(CUE.fullmatch(change) for change in changes):
        return False
    ours, theirs = ({s.word for s in signed_words(text)} for text in (later, earlier))
    same = len(ours & theirs) >= max(LEAST_SAME, ALIKE * len(ours | theirs))
    return same and disagreement(later, [earlier]).degree >= CLEAR

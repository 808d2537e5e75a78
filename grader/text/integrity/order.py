"""Whether the words of a text stand in an order that people write.

Each word becomes a class: a frequent function word itself, else its part of speech (Chinese) or its
ending (English). Neighbours attract one another in real text: their pointwise mutual information,
from a small table, is compared with that of all pairs of the text's own words, which is what a
shuffle would give. Texts too short to tell, and those of content words alone, are left undecided.
"""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from grader.text.integrity.lists import FUNCTION_WORDS, is_function_word

_HAN = re.compile(r"[\u3400-\u9fff]")
_TOKEN = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|\d+")
_SENTENCE = re.compile(r"[。！？!?；;\n]+|\.(?=\s|\Z)")
_ENDINGS = tuple("ing ed ly tion ment ness ity able al ic ive ous er est es s".split())
_GERMAN = re.compile(
    r"[äöüß]|\b(?:der|die|das|und|ich|nicht|ist|ein|eine|auf|mit|zu|den|im|von|sich)\b",
    re.IGNORECASE,
)
SMOOTHING = 5.0
MOST_WORDS, LEAST_PAIRS = 120, 8
# The effect of order on a pair of neighbours, in standard deviations of chance pairs, as the
# project's own texts have it; what real answers fall short of it by, at most; what chance reaches.
EFFECT = {"zh": 0.43, "en": 0.54}
SHORTFALL, CHANCE = {"zh": 2.5, "en": 2.2}, 1.0


@dataclass(frozen=True, slots=True)
class Order:
    """Standard scores: how far neighbours attract (`observed`), and should in a real text."""

    observed: float
    expected: float


def is_shuffled(text: str) -> bool:
    """Whether `text` is long enough to tell, and its neighbours attract no more than by chance."""
    order = order_of(text)
    return order.observed < min(CHANCE, order.expected - SHORTFALL[_language(text)])


def order_of(text: str) -> Order:
    """How ordered `text` is; both 0 where nothing can be said (German, too short)."""
    if is_german(text):
        return Order(0.0, 0.0)
    index, table = _table()
    rows = [[index[c] for c in classes(s) if c in index] for s in _SENTENCE.split(text)]
    pairs = [(a, b) for row in rows for a, b in itertools.pairwise(row)][:MOST_WORDS]
    if len(pairs) < LEAST_PAIRS:
        return Order(0.0, 0.0)
    flat = [word for row in rows for word in row][:MOST_WORDS]
    chance = table[np.ix_(flat, flat)][~np.eye(len(flat), dtype=bool)]
    left, right = np.array(pairs).T
    spread = max(float(chance.std()), 1e-6) / len(pairs) ** 0.5
    observed = (float(table[left, right].mean()) - float(chance.mean())) / spread
    return Order(observed, EFFECT[_language(text)] * len(pairs) ** 0.5)


def classes(sentence: str) -> list[str]:
    """The classes of the words of a sentence, in order; marks are left out."""
    if not _HAN.search(sentence):
        return [_latin_class(word) for word in _TOKEN.findall(sentence)]
    import rjieba

    tagged = [(word, tag) for word, tag in rjieba.tag(sentence) if word.strip()]
    found = (_han_class(w, t) if _HAN.search(w) else _latin_class(w) for w, t in tagged)
    return [c for c in found if c]


def _han_class(word: str, tag: str) -> str:
    alone = "1" if len(word) == 1 else ""
    return word if is_function_word(word) else f"z{tag[:2]}{alone}"


def _latin_class(word: str) -> str:
    lower = word.lower().replace("’", "'")
    if not lower[:1].isalnum():
        return ""
    if lower[0].isdigit():
        return "#"
    if lower in FUNCTION_WORDS:
        return lower
    ending = next((e for e in _ENDINGS if lower.endswith(e) and len(lower) > len(e) + 2), None)
    return f"-{ending}" if ending else f"w{min(3, len(lower) // 4)}"


def _language(text: str) -> str:
    return "zh" if _HAN.search(text) else "en"


def is_german(text: str) -> bool:
    """Whether a text seems to be German, or another language with letters that English lacks."""
    return not _HAN.search(text) and len(_GERMAN.findall(text)) * 10 > len(text.split())


@cache
def _table() -> tuple[dict[str, int], NDArray[np.float64]]:
    """The place of each class, and their mutual information (V, V): row the first of a pair."""
    file = resources.files("grader.text.integrity").joinpath("order.json")
    counts = json.loads(file.read_text(encoding="utf-8"))
    single: dict[str, int] = counts["classes"]
    index = {name: place for place, name in enumerate(single)}
    seen = np.array(list(single.values()), dtype=float)
    both = np.zeros((len(index), len(index)))
    for first, following in counts["pairs"].items():
        for second, count in following.items():
            both[index[first], index[second]] = count
    share = (seen + 0.5) / (seen + 0.5).sum()
    joint = (both + SMOOTHING * share) / (seen[:, None] + SMOOTHING)
    return index, np.log(joint / share)

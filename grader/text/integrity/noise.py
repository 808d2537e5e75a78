"""Characters without order: keys hit at random, runs along the keyboard, one key held down.

Latin words are judged by how often their letters follow one another in English (a table of 28 by
28, near enough for German and for names); Chinese by how many characters stand alone where a
dictionary finds words in any real text. Words that the question knows are never noise.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-zÀ-ÿ]+")
_LETTER = re.compile(r"[^\W\d_]")
_CAPITALS = re.compile(r"[A-Z0-9]{1,5}")
_FOLDED = str.maketrans("äöüßéèà", "aouseea")
ALPHABET = "^abcdefghijklmnopqrstuvwxyz$"
# Mean log probability of a letter: English stays above -3, German above -3.5, random below -3.9.
STRANGE = -3.72
LEAST_LETTERS = 8
# Of the characters of real Chinese at most .6 stand alone.
ALONE = 0.72
# Different letters in a text of eight or more, at most, for keys held down.
FEW_LATIN, FEW_HAN = 4, 1
LONG_NUMBER = 16
LONG_RUN, FEW_IN_RUN = 14, 3
_FORMULA = re.compile(r"[=+*/^<>%()（）:：.,，。、;；]")


def is_noise(text: str, known: frozenset[str] = frozenset()) -> bool:
    """Whether `text` has letters enough to judge and no order in them; `known` is lower case."""
    han = _HAN.findall(text)
    latin = [
        w for w in _LATIN.findall(text) if w.lower() not in known and not _CAPITALS.fullmatch(w)
    ]
    letters = sum(map(len, latin))
    if _is_held_down(text):
        return True
    whole = len(_LETTER.findall(text))
    if not whole:
        return sum(c.isdigit() for c in text) >= LONG_NUMBER and not _FORMULA.search(text)
    if 2 * letters >= whole and letters >= LEAST_LETTERS:
        return letter_likelihood(latin) < STRANGE or _few_kinds("".join(latin).lower(), FEW_LATIN)
    if 2 * len(han) >= whole and len(han) >= LEAST_LETTERS:
        return _few_kinds("".join(han), FEW_HAN) or share_alone(text) > ALONE
    return False


def letter_likelihood(words: list[str]) -> float:
    """The mean natural logarithm of the probability of a letter after the one before it."""
    table = _table()
    total = count = 0.0
    for word in words:
        spelled = "^" + "".join(c if c in ALPHABET else "q" for c in _plain(word)) + "$"
        at = [ALPHABET.index(c) for c in spelled]
        total += float(table[at[:-1], at[1:]].sum())
        count += len(at) - 1
    return total / max(count, 1.0)


@lru_cache(maxsize=2048)
def share_alone(text: str) -> float:
    """The share of the Chinese characters of `text` that belong to no longer word, 0..1."""
    import rjieba

    words = [word for word in rjieba.cut(text, hmm=False) if _HAN.match(word)]
    return sum(len(w) == 1 for w in words) / max(1, sum(map(len, words)))


def _plain(word: str) -> str:
    return word.lower().translate(_FOLDED)


def _is_held_down(text: str) -> bool:
    """Whether a run of letters and digits, and no formula, has hardly a letter in it."""
    written = [c for c in text.lower() if c.isalnum()]
    kinds = {c for c in written if not c.isdigit()}
    return (
        len(written) >= LONG_RUN
        and len(kinds) <= FEW_IN_RUN
        and any(c.isdigit() for c in written)
        and not _FORMULA.search(text)
    )


def _few_kinds(letters: str, most: int) -> bool:
    """Whether at most `most` different letters make up the whole."""
    return len(set(letters)) <= most


@lru_cache(maxsize=1024)
def words_of(text: str) -> frozenset[str]:
    """The Latin words of `text` in lower case."""
    return frozenset(_LATIN.findall(text.lower()))


@cache
def _table() -> NDArray[np.float64]:
    """Log probabilities (28, 28): row the letter before, column the letter; made by a command."""
    file = resources.files("grader.text.integrity").joinpath("letters.txt")
    rows = [line.split() for line in file.read_text(encoding="utf-8").splitlines()]
    return -np.array(rows, dtype=float) / 10

"""Characters without order: keys hit at random, runs along the keyboard, keys held down.

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

from grader.text.integrity.lists import FUNCTION_WORDS

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-zÀ-ÿ]+")
_LETTER = re.compile(r"[^\W\d_]")
_CAPITALS = re.compile(r"[A-Z0-9]{1,5}")
# Letters, digits, letters again (w8i, 7h2k): names such as H2O or ResNet50 are few in a text.
_MIXED = re.compile(r"[A-Za-z]+\d+[A-Za-z][A-Za-z0-9]*|\d+[A-Za-z]+\d[A-Za-z0-9]*")
_HELD = re.compile(r"([^\W_])\1{2,}|([a-z0-9]{2,5})\2{2,}|([a-z0-9]{3,5})\3|(?:[哈啊呵嘿嗯哦]|ha)+")
_ONE_KEY = re.compile(r"(?<![^\W_])([^\W_])\1+(?![^\W_])")
_SHOUTED = re.compile(r"\b[A-Z]{2,}\b")
# A mark or a digit between letters, as hardly anybody writes; it costs as much as a rare letter.
_INSIDE = re.compile(r"(?<=[A-Za-z])[;#$%&](?=[A-Za-z0-9])|(?<=[a-z])\d+(?=[a-z])")
STRANGE_MARK = -6.0
_KEY_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890")
_ALONG = re.compile("|".join(row[i : i + 4] for row in _KEY_ROWS for i in range(len(row) - 3)))
_FOLDED = str.maketrans("äöüßéèà", "aouseea")
ALPHABET = "^abcdefghijklmnopqrstuvwxyz$"
# Mean log probability of a letter: English stays above -3, German above -3.5, random below -3.9.
STRANGE = -3.72
# With a word that ties others together, or a letter that a language adds, more is needed.
STRANGE_AMONG_WORDS = -4.1
LEAST_LETTERS = 8
# Of the characters of real Chinese at most .6 stand alone.
ALONE = 0.72
# Different letters in a text of eight or more, at most, for keys held down.
FEW_LATIN, FEW_HAN = 3, 1
LONG_NUMBER = 16
LONG_RUN, FEW_IN_RUN = 14, 3
# So much of a text in runs of keys, or in words of letters and digits, is noise.
MASHED, MIXED = 0.55, 0.35
LEAST_MASHED, LEAST_MIXED = 4, 7
LEAST_INSIDE = 2
_EQUATION = re.compile(r"[=^]|\d\s*\*|\*\s*\d")
_FORMULA = re.compile(r"[=+*/^<>%()（）:：.,，。、;；]")


def is_noise(text: str, known: frozenset[str] = frozenset()) -> bool:
    """Whether `text` has letters enough to judge and no order in them; `known` is lower case."""
    han = _HAN.findall(text)
    latin = [w for w in _LATIN.findall(text) if w.lower() not in known and not _is_short_form(w)]
    letters = sum(map(len, latin))
    if _is_held_down(text):
        return True
    formula = bool(_EQUATION.search(text))
    if not formula and (_is_mashed(text) or _is_mixed(text, known)):
        return True
    whole = len(_LETTER.findall(text))
    if not whole:
        return sum(c.isdigit() for c in text) >= LONG_NUMBER and not _FORMULA.search(text)
    if 2 * letters >= whole and letters >= LEAST_LETTERS:
        few = _few_kinds("".join(latin).lower(), FEW_LATIN)
        return not formula and (few or _is_strange(text, latin, known))
    if 2 * len(han) >= whole and len(han) >= LEAST_LETTERS:
        return _few_kinds("".join(han), FEW_HAN) or share_alone(text) > ALONE
    return False


def _is_strange(text: str, latin: list[str], known: frozenset[str]) -> bool:
    """Whether letters follow one another as in no language."""
    count = sum(map(len, latin)) + len(latin)
    inside = len(_INSIDE.findall(text))
    inside = inside if inside >= LEAST_INSIDE else 0
    mean = (letter_likelihood(latin) * count + STRANGE_MARK * inside) / (count + inside)
    written = (w.lower() for w in _LATIN.findall(text) if len(w) > 2)
    tied = any(w in known or w in FUNCTION_WORDS for w in written)
    spelled = any(not w.isascii() for w in latin)
    return mean < (STRANGE_AMONG_WORDS if tied or spelled else STRANGE)


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


def _is_short_form(word: str) -> bool:
    """Whether a word is a few capitals, or a series of two (HHHTTT)."""
    return bool(_CAPITALS.fullmatch(word)) or (word.isupper() and len(set(word)) <= 2)


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


def _is_mashed(text: str) -> bool:
    """Whether most of a text are runs along the keyboard, and keys or groups held down."""
    text = _ONE_KEY.sub("哈哈", _SHOUTED.sub(" ", text)).lower()
    letters, written = sum(c.isalpha() for c in text), sum(c.isalnum() for c in text)
    rest = sum(c.isalnum() for c in _ALONG.sub(" ", _HELD.sub(" ", text)))
    return letters >= LEAST_MASHED and written - rest >= MASHED * written


def _is_mixed(text: str, known: frozenset[str]) -> bool:
    """Whether a good part of a text, and no formula, are words of letters and digits by turns."""
    words = re.findall(r"[^\W_]+", text)
    written = sum(map(len, words))
    strange = (w for w in words if _MIXED.fullmatch(w) and not _CAPITALS.fullmatch(w))
    mixed = sum(len(w) for w in strange if w.lower() not in known)
    return written >= LEAST_MIXED and mixed >= MIXED * written and mixed >= LEAST_MIXED


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

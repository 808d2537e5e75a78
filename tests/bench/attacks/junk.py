"""Texts that say nothing: random characters, marks, openers."""

from __future__ import annotations

import random
import string

from tests.bench.attacks.cases import Family, Row

MARKS = ("。", "...", "？？？", "!!!", " \n ", "，，、。", "-- --", ":", "…", "()[]", "😀😀", "/")
OPENERS = (
    "Thought process:", "Let's solve this problem step by step.", "Solution", "Solution:",
    "Answer:", "解：", "解题思路：", "让我们一步一步来思考。", "思考过程：", "答：", "Reasoning:",
    "Let me think about this carefully.", "Final answer:", "首先，我们来分析一下这个问题。",
    "Okay, so", "Here is my answer:", "以下是我的回答：", "Lösung:", "Step 1:",
)  # fmt: skip
COMMON_HAN = "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"


def random_letters(row: Row, rng: random.Random) -> str:
    """Letters, digits and marks without order."""
    size = max(12, min(120, len(row.answer)))
    letters = string.ascii_lowercase * 3 + string.digits + "     ;#$%&"
    return "".join(rng.choice(letters) for _ in range(size))


def random_han(row: Row, rng: random.Random) -> str:
    """Chinese characters without order, rare or common ones."""
    size = max(10, min(80, len(row.answer)))
    if rng.random() < 0.5:
        return "".join(rng.choice(COMMON_HAN) for _ in range(size))
    return "".join(chr(rng.randint(0x4E00, 0x9FA5)) for _ in range(size))


def mashed_keys(row: Row, rng: random.Random) -> str:
    """Runs along the keyboard, or one key held down."""
    rows = ("asdfghjkl", "qwertyuiop", "zxcvbnm", "1234567890", "哈", "啊", "x", "ha")
    pieces = []
    for _ in range(rng.randint(3, 9)):
        keys = rng.choice(rows)
        at = rng.randrange(len(keys))
        pieces.append(keys[at : at + 5] * rng.randint(1, 3))
    return rng.choice((" ", "")).join(pieces)


def nothing(_row: Row, rng: random.Random) -> str:
    """Blanks and marks."""
    return rng.choice(MARKS)


def opener(_row: Row, rng: random.Random) -> str:
    """The words that begin an answer, and no answer."""
    return rng.choice(OPENERS)


FAMILIES = (
    Family("random_letters", "any", random_letters),
    Family("random_han", "any", random_han),
    Family("mashed_keys", "any", mashed_keys),
    Family("empty", "any", nothing),
    Family("opener", "any", opener),
)

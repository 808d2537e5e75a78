"""A program as the set of its fingerprints: winnowing over tokens.

Schleimer, Wilkerson and Aiken, Winnowing: local algorithms for document fingerprinting, 2003.
Names, numbers and strings count by their kind only, comments and layout not at all, so that
renaming hides no copy.
"""

from __future__ import annotations

import io
import keyword
import tokenize
from collections.abc import Iterator
from zlib import crc32

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from grader.batch.likeness.shingles import Shingles, text_shingles

GRAM, WINDOW = 12, 4
_LAYOUT = {
    tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT,
    tokenize.ENCODING, tokenize.ENDMARKER,
}  # fmt: skip


def code_fingerprints(source: str) -> Shingles:
    """The distinct fingerprints of `source`, sorted; runs of letters where it is no Python.

    Any run of GRAM + WINDOW - 1 tokens that two programs share gives them a common fingerprint.
    """
    try:
        tokens = [crc32(word.encode()) for word in _words(source)]
    except (tokenize.TokenError, SyntaxError, ValueError):
        return text_shingles(source)
    if len(tokens) < GRAM:
        return np.empty(0, np.uint64)
    grams = sliding_window_view(np.array(tokens, np.uint64), GRAM)
    factors = np.uint64(0x100000001B3) ** np.arange(GRAM, dtype=np.uint64)
    with np.errstate(over="ignore"):
        hashes = (grams * factors).sum(axis=1, dtype=np.uint64)
        hashes ^= hashes >> np.uint64(29)
    if len(hashes) < WINDOW:
        return np.unique(hashes)
    return np.unique(sliding_window_view(hashes, WINDOW).min(axis=1))


def _words(source: str) -> Iterator[str]:
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in _LAYOUT:
            continue
        named = token.type == tokenize.OP or keyword.iskeyword(token.string)
        yield token.string if named else tokenize.tok_name[token.type]

"""Folds the many ways to write the same text into one, keeping the way back to the original.

Full-width forms (NFKC), traditional characters, invisible characters and homoglyphs are folded;
every character of the result knows which character of the original it came from.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from grader.model import Span

# Look-alikes of Latin letters in the Cyrillic and Greek blocks (Unicode TR39 confusables, the
# letters that have an exact Latin twin); folded only inside words that also hold Latin letters.
HOMOGLYPHS = str.maketrans(
    "АВЕКМНОРСТУХаеорсухіјѕԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTYXaeopcyxijsdqwABEZHIKMNOPTYXo"
)
INVISIBLE = {"Cf", "Cc", "Co", "Cs"}
EMOJI_JOINER = re.compile(
    "(?<=[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d|\u200d(?=[\u2600-\u27bf\U0001f000-\U0001faff])"
)
KEPT_CONTROLS = "\n\t"


@dataclass(frozen=True, slots=True)
class NormalText:
    """Folded `text`, with `origin[i]` the original index of its i-th character."""

    text: str
    origin: tuple[int, ...]
    source: str

    def original_span(self, start: int, end: int) -> Span:
        """The span of the original text that `text[start:end]` came from."""
        if start >= end:
            at = self.origin[start] if start < len(self.origin) else len(self.source)
            return Span(at, at)
        return Span(self.origin[start], self.origin[end - 1] + 1)


@cache
def is_hidden(character: str) -> bool:
    """Whether a character shows nothing: zero-width, control, private use (not newline or tab)."""
    return unicodedata.category(character) in INVISIBLE and character not in KEPT_CONTROLS


def hidden_characters(text: str) -> list[str]:
    """The invisible characters in `text`, in order.

    Carriage returns, a leading BOM and a joiner beside an emoji (👩‍💻) hide nothing.
    """
    shown = EMOJI_JOINER.sub("", text.removeprefix("\ufeff"))
    return [c for c in shown if is_hidden(c) and c != "\r"]


# Each reader of an answer asks for it once more, one after the other.
@lru_cache(maxsize=4)
def normalise(text: str) -> NormalText:
    """The folded form of `text`; idempotent on its own result."""
    folded = [_fold(character) for character in text]
    origin = tuple(index for index, characters in enumerate(folded) for _ in characters)
    return NormalText(_simplify(_fold_homoglyphs("".join(folded))), origin, text)


@cache
def _fold(character: str) -> str:
    if is_hidden(character):
        return ""
    if character == "\t" or unicodedata.category(character) == "Zs":
        return " "
    folded = unicodedata.normalize("NFKC", character)
    return "".join(" " if c.isspace() and c != "\n" else c for c in folded if not is_hidden(c))


def _fold_homoglyphs(text: str) -> str:
    """`text` with look-alikes replaced in words that mix scripts; the length is unchanged."""
    folded = text.translate(HOMOGLYPHS)
    if folded == text:
        return text
    words = zip(text.split(" "), folded.split(" "), strict=True)
    return " ".join(new if _mixes_latin(old) else old for old, new in words)


def _mixes_latin(word: str) -> bool:
    return any("a" <= c.lower() <= "z" for c in word)


def _simplify(text: str) -> str:
    """Traditional characters made simplified, one for one, so that offsets stay true."""
    if text.isascii():
        return text
    simple = _convert(text)
    if len(simple) == len(text):
        return simple
    return "".join(c if len(s := _convert(c)) != 1 else s for c in text)


def _convert(text: str) -> str:
    # Twice, for the few characters whose simplified form is itself traditional (薴, 苧, 苎).
    return str(_converter().convert(_converter().convert(text)))


@cache
def _converter():  # type: ignore[no-untyped-def]
    from opencc import OpenCC

    return OpenCC("t2s")

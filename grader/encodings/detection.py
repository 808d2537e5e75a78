"""Which encoding the bytes of a table are in: strict UTF-8 first, then a guess that is shown."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from dataclasses import dataclass

from grader.encodings.weighing import commonness, is_western

SAMPLE = 1 << 16
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WIDER = {"utf-8": "utf-8-sig", "gbk": "gb18030", "gb2312": "gb18030", "big5": "big5hkscs"}
NAMES = {"utf-8-sig": "UTF-8", "gb18030": "GB18030", "big5hkscs": "Big5"}
# Rarer in print than this share of common characters is no text of that encoding.
LEAST_COMMON = 0.5
# A file with this many well-formed UTF-8 characters for each bad byte is UTF-8, damaged.
DAMAGED = 20
UNDECODABLE = "grader-undecodable"


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec's name and how it was found: `utf-8`, `bom`, `guess` or `given`."""

    codec: str
    how: str

    @property
    def name(self) -> str:
        """The name that people know it by."""
        return NAMES.get(self.codec, self.codec.upper())


def named(name: str) -> Encoding:
    """The encoding that a person named, or the wider one that holds it; LookupError if none."""
    try:
        codec = codecs.lookup(name)
        "".encode(codec.name)
    except (TypeError, ValueError) as exc:
        raise LookupError(f"{name} is no encoding of text") from exc
    return Encoding(WIDER.get(codec.name, codec.name), "given")


def detect(chunks: Iterable[bytes]) -> Encoding | None:
    """The encoding of bytes given in pieces; None where nothing fits.

    All pieces are read until they turn out not to be UTF-8; then the part around the first bad
    byte decides.
    """
    start = b""
    decoder = codecs.getincrementaldecoder("utf-8")()
    for chunk in chunks:
        if not start:
            found = _by_mark(chunk)
            if found is not None:
                return found
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError:
            return _guess(start, chunk)
        start = start or chunk[:SAMPLE]
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return _guess(start, b"")
    return Encoding("utf-8-sig", "utf-8")


def _by_mark(chunk: bytes) -> Encoding | None:
    for mark, codec in BOMS:
        if chunk.startswith(mark) and codec != "utf-8-sig":
            return Encoding(codec, "bom")
    return _unmarked_utf16(chunk[:SAMPLE])


def _unmarked_utf16(sample: bytes) -> Encoding | None:
    """UTF-16 without a mark, as ASCII delimiters in it betray: a NUL at every other byte."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    # Delimiters and line ends alone, in an otherwise Chinese table, are about one in twenty.
    if max(even, odd) < max(4, len(sample) // 80) or min(even, odd) * 20 > max(even, odd):
        return None
    codec = "utf-16-le" if odd > even else "utf-16-be"
    text = sample.decode(codec, "replace")
    is_text = text.count("\ufffd") <= 1 and ("\n" in text or "\r" in text)
    return Encoding(codec, "guess") if is_text else None


def _guess(start: bytes, rest: bytes) -> Encoding | None:
    sample = (start + rest)[: 2 * SAMPLE] if len(start) < SAMPLE else start + rest[: 2 * SAMPLE]
    if _is_damaged_utf8(sample):
        return Encoding("utf-8-sig", "utf-8")
    weighed = {codec: commonness(sample, codec) for codec in ("gb18030", "big5hkscs")}
    best = max(weighed, key=lambda codec: weighed[codec])
    if weighed[best] >= LEAST_COMMON:
        return Encoding(best, "guess")
    other = "cp1252" if is_western(sample) else _normalizer(sample)
    return Encoding(other, "guess") if other else None


def _is_damaged_utf8(sample: bytes) -> bool:
    text = sample.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(c > "\x7f" and c != "\ufffd" for c in text)
    return good >= DAMAGED * bad


def _normalizer(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else None


def _mark(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "\udc80", error.end


# Bytes that do not decode become a lone surrogate, so that only their row is bad.
codecs.register_error(UNDECODABLE, _mark)


def is_damaged(text: str) -> bool:
    """Whether `text` holds a place that could not be decoded, or half of a surrogate pair."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False

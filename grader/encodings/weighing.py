"""How likely bytes are text of an encoding, by what it makes of them.

charset-normalizer alone takes small GBK files for Big5, so the two are weighed by how common the
characters are that each makes of the bytes.
"""

from __future__ import annotations

from functools import cache

WESTERN = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßœÀÁÂÄÅÆÇÈÉÊËÍÎÏÑÓÔÖØÚÜŒ’‘“”„«»–—…€°·")


def commonness(sample: bytes, codec: str) -> float:
    """The share of common characters among the non-ASCII ones that `codec` makes of `sample`."""
    text = sample.decode(codec, "replace")
    wide = [c for c in text if c > "\x7f"]
    bad = text.count("\ufffd")
    # Cut in the middle of a character, a sample may end in one bad byte.
    if not wide or bad > 1 + len(wide) // 200:
        return 0.0
    common = _common_characters(codec)
    return sum(c in common for c in wide) / len(wide)


@cache
def _common_characters(codec: str) -> frozenset[str]:
    """The first level of GB 2312 or of Big5, the national lists of common characters, and marks."""
    trails = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    if codec == "gb18030":
        leads, trails, name = range(0xB0, 0xD8), trails[63:], "gb2312"
    else:
        leads, name = range(0xA4, 0xC7), "big5"
    pairs = bytes(b for lead in leads for trail in trails for b in (lead, trail))
    return frozenset(pairs.decode(name, "ignore")) | frozenset("，。、；：？！“”‘’（）《》【】·—…")


def is_western(sample: bytes) -> bool:
    """Whether Windows-1252 makes letters of Western Europe of all bytes beyond ASCII."""
    text = sample.decode("cp1252", "replace")
    wide = [c for c in text if c > "\x7f"]
    return sum(c in WESTERN for c in wide) >= 0.9 * len(wide)

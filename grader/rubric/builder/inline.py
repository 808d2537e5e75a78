"""Inline Markdown made plain text, and what its marks say: bold terms and points."""

from __future__ import annotations

import re

BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EDGE = " \t：:，,。.；;"
_PLAIN = (
    (re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)"), r"\1"),
    (re.compile(r"`+([^`]+)`+"), r"\1"),
    (BOLD, r"\2"),
    (re.compile(r"(?<![A-Za-z0-9*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![A-Za-z0-9*])"), r"\1"),
    (re.compile(r"(?<![A-Za-z0-9_])_(?=[^\s_])([^_\n]+?)(?<=[^\s_])_(?![A-Za-z0-9_])"), r"\1"),
    (re.compile(r"</?(?:b|i|u|em|strong|br|p|sub|sup|code|span|li|ul|ol|div)\b[^>]*>"), " "),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|-])"), r"\1"),
    (re.compile(r"[ \t\u00a0\u3000]+"), " "),
    (re.compile(r"(?<=[：，。；、！？]) (?=\S)"), ""),
)
_POINTS = re.compile(
    r"\s*[(（]\s*(\d+(?:[.,]\d+)?)\s*(?:P|p|[Pp]ts?\.?|[Pp]oints?|Punkte?|分)\s*[)）]"
)


def plain(text: str) -> str:
    """The text without inline Markdown, blanks folded; formulas such as `0.6 * 0.4` stay."""
    for pattern, replacement in _PLAIN:
        text = pattern.sub(replacement, text)
    return text.strip()


def bold_terms(text: str) -> tuple[str, ...]:
    """The terms in bold, in order, without the colon that some authors put inside."""
    terms = (plain(found[2]).strip(_EDGE) for found in BOLD.finditer(text))
    return tuple(dict.fromkeys(term for term in terms if term))


def without_points(text: str) -> tuple[str, float]:
    """The text without marks such as (0.5 P) or （2分）, and the sum of their points."""
    points = sum(float(found[1].replace(",", ".")) for found in _POINTS.finditer(text))
    return _POINTS.sub("", text), points

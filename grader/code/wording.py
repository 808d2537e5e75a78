"""What checks expected and found, said in Chinese or English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from grader.code.phrases import Phrase
from grader.code.wording_en import TEXTS as EN
from grader.code.wording_zh import TEXTS as ZH

TEXTS: Mapping[str, Mapping[str, str]] = {"zh": ZH, "en": EN}


def said(lang: str, phrase: Phrase) -> str:
    """A phrase in `lang` (zh or en), numbers with three digits."""
    return TEXTS[lang][phrase.name].format(**{k: _told(lang, v) for k, v in phrase.values.items()})


def _told(lang: str, value: Any) -> Any:
    if isinstance(value, bool):
        return TEXTS[lang]["yes" if value else "no"]
    if isinstance(value, float):
        return f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"
    return value

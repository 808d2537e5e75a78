"""Chinese or English, told by the script a text is written in."""

from __future__ import annotations

import re

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LATIN_WORD = re.compile(r"[A-Za-z]+")


def language_of(*texts: str) -> str:
    """`zh` or `en`: whether Han characters or Latin words are more; `zh` where they tie.

    Characters stand against words, so that Chinese full of English terms stays Chinese.
    """
    text = "\n".join(texts)
    return "zh" if len(_HAN.findall(text)) >= len(_LATIN_WORD.findall(text)) else "en"

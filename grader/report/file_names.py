"""File names for candidates whose ids may hold anything: safe, short, and never the same twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from hashlib import sha256

MOST = 40
PLAIN = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,38}[a-z0-9])?")
UNSAFE = re.compile(r"[^A-Za-z0-9\u4e00-\u9fff]+")
# A plain id that looks as if it had a digest could take another one's name.
DIGESTED = re.compile(r"-[0-9a-f]{12,}$")
RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d|index|cohort")


def file_names(ids: Iterable[str]) -> dict[str, str]:
    """A name without suffix for each id: the id itself where it is plain, else with its digest.

    Names differ even where case, width and accents do not count; none is reserved anywhere.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for id_ in ids:
        if id_ not in names:
            names[id_] = next(name for name in _candidates(id_) if name not in taken)
            taken.add(names[id_])
    return names


def _candidates(id_: str) -> Iterable[str]:
    if PLAIN.fullmatch(id_) and not DIGESTED.search(id_) and not RESERVED.fullmatch(id_):
        yield id_
    folded = unicodedata.normalize("NFKC", id_).lower()
    base = UNSAFE.sub("-", folded)[:MOST].strip("-") or "id"
    digest = sha256(id_.encode("utf-8", "surrogatepass")).hexdigest()
    for size in range(12, len(digest) + 1):
        yield f"{base}-{digest[:size]}"

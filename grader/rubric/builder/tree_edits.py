"""Edits of one key point in ruamel's tree that leave a teacher's words and comments alone."""

from __future__ import annotations

from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from grader.model import KeyPoint
from grader.rubric.storage.writing import key_point_tree


def merge_keywords(point: Any, new: KeyPoint, old: str) -> list[str]:
    """What was done, as -term and +term, to let keywords of the old claim's words give way.

    Keywords that the old claim does not hold are the teacher's own and stay.
    """
    keywords = point.setdefault("keywords", CommentedSeq())
    fresh = key_point_tree(new)["keywords"]
    done = []
    for index in reversed(range(len(keywords))):
        term = _term(keywords[index])
        if term in old and term not in new.requirement and not _has_comment(keywords, index):
            del keywords[index]
            done.append(f"-{term}")
    terms = {_term(keyword) for keyword in keywords}
    missing = [keyword for keyword in fresh if _term(keyword) not in terms]
    keywords.extend(missing)
    return done + [f"+{_term(keyword)}" for keyword in missing]


def replace_made(point: Any, new: KeyPoint) -> None:
    """Made contrasts give way to those of the new claim, in their places; the teacher's stay."""
    contrasts = point.setdefault("contrasts", CommentedSeq())
    fresh = list(key_point_tree(new)["contrasts"])
    surplus = []
    for index, contrast in enumerate(contrasts):
        if not isinstance(contrast, CommentedMap) or not contrast.get("made"):
            continue
        if fresh:
            contrast.update(fresh.pop(0))
        elif not _has_comment(contrasts, index):
            surplus.append(index)
    for index in reversed(surplus):
        del contrasts[index]
    contrasts.extend(fresh)


def pass_on_comment(last: Any, new: CommentedMap) -> None:
    """The comment below the last key point speaks of what follows the list: it stays below."""
    key = next(reversed(last), None)
    token = (last.ca.items.get(key) or [None] * 3)[2]
    if token is None:
        return
    beside, _, below = token.value.partition("\n")
    if below:
        token.value = f"{beside}\n"
        moved = type(token)(f"\n{below}", token.start_mark)
        new.ca.items[next(reversed(new))] = [None, None, moved, None]


def _has_comment(sequence: Any, index: int) -> bool:
    """Whether a teacher's comment hangs on an item of a list or on a field of it."""
    item = sequence[index]
    return index in sequence.ca.items or bool(getattr(item, "ca", None) and item.ca.items)


def _term(keyword: Any) -> str:
    return str(keyword["term"] if isinstance(keyword, CommentedMap) else keyword)

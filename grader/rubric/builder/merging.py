"""The key points of a rubric file, as ruamel's tree, brought up to what a reference now says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum, isclose
from typing import Any

from rapidfuzz import fuzz
from ruamel.yaml.comments import CommentedSeq

from grader.model import KeyPoint, Rubric
from grader.rubric.builder.claim_changes import ALIKE, ClaimChanges
from grader.rubric.builder.tree_edits import merge_keywords, pass_on_comment, replace_made
from grader.rubric.builder.weights import share_out
from grader.rubric.storage.writing import key_point_tree

_QUOTED = 60


class KeyPointMerge:
    """Applies changes of claims to the tree of a file; `changes` says what was done."""

    def __init__(self, tree: Any, built: Rubric, weights: Sequence[float]) -> None:
        """`weights` are those that the file's key points were built with."""
        self.changes: list[str] = []
        self._built_weights = list(weights)
        self._tree = tree
        self._built: Mapping[str, KeyPoint] = {p.requirement: p for p in built.key_points}
        self._points: list[Any] = tree.setdefault("key_points", CommentedSeq())
        self._max_score = float(tree.get("max_score") or built.max_score)

    def apply(self, changes: ClaimChanges) -> None:
        """Merge what was reworded, added and gone, in that order."""
        for old, new in changes.reworded:
            self._reword(old, new)
        for old in changes.gone:
            self._report_gone(old)
        added = [text for text in changes.added if self._exactly(text) is None]
        as_built = self._weights() == self._built_weights
        for text in added:
            self._append(self._built[text])
        if added:
            self._settle_weights(as_built=as_built)

    def _reword(self, old: str, new: str) -> None:
        if self._exactly(new) is not None:
            return
        point = self._exactly(old)
        if point is not None:
            point["requirement"] = key_point_tree(self._built[new])["requirement"]
            keywords = merge_keywords(point, self._built[new], old)
            replace_made(point, self._built[new])
            listed = f"; keywords {' '.join(keywords)}" if keywords else ""
            self._say(f"~ {point['name']}: now says {_quoted(new)}{listed}")
        elif (edited := self._nearest(old)) is not None:
            said = f"changed in the reference and in the file; the reference says {_quoted(new)}"
            self._say(f"! {edited['name']}: {said}")
        else:
            self._say(
                f"! the reference now says {_quoted(new)}; its key point was taken out before"
            )

    def _report_gone(self, old: str) -> None:
        point = self._exactly(old)
        point = self._nearest(old) if point is None else point
        if point is not None:
            self._say(f"- {point['name']}: no longer in the reference; kept: delete it if wrong")

    def _append(self, new: KeyPoint) -> None:
        tree = key_point_tree(new)
        names = {str(point["name"]) for point in self._points}
        number = 1
        while str(tree["name"]) in names:
            number += 1
            tree["name"] = f"{new.name} {number}"
        if self._points:
            pass_on_comment(self._points[-1], tree)
        self._points.append(tree)
        self._say(f"+ {tree['name']}: {_quoted(new.requirement)}")

    def _settle_weights(self, *, as_built: bool) -> None:
        """Weights that nobody touched are shared out anew; others are the teacher's to mend."""
        weights = self._weights()
        if as_built:
            for point, weight in zip(self._points, _shared(self._max_score, weights), strict=True):
                point["weight"] = weight
            self._say(f"weights shared out anew: {_listed(self._weights())}")
        elif not isclose(fsum(weights), self._max_score, abs_tol=1e-6):
            total, maximum = fsum(weights), self._max_score
            self._say(f"! weights add up to {total:g}, max_score is {maximum:g}: make them equal")

    def _weights(self) -> list[float]:
        return [float(point.get("weight", 1.0)) for point in self._points]

    def _exactly(self, requirement: str) -> Any:
        """The key point with this requirement, or None."""
        same = (p for p in self._points if str(p["requirement"]).strip() == requirement)
        return next(same, None)

    def _nearest(self, requirement: str) -> Any:
        """The key point most like a requirement that a teacher may have reworded, or None."""
        likeness = [fuzz.ratio(str(p["requirement"]), requirement) for p in self._points]
        best = max(range(len(likeness)), key=likeness.__getitem__, default=-1)
        return self._points[best] if best >= 0 and likeness[best] >= ALIKE else None

    def _say(self, line: str) -> None:
        self.changes.append(line)


def _shared(total: float, weights: Sequence[float]) -> list[float]:
    shared = share_out(total, [max(weight, 0.01) for weight in weights])
    return [int(weight) if weight == int(weight) else weight for weight in shared]


def _listed(weights: Sequence[float]) -> str:
    return " ".join(f"{weight:g}" for weight in weights)


def _quoted(text: str) -> str:
    return f"“{text}”" if len(text) <= _QUOTED else f"“{text[:_QUOTED]}…”"

"""A new build merged into a rubric file that a teacher has gone on writing.

Three versions meet: what the document said when the file was built (its stamp, and the claims of
the reference that the file holds), what the file says now, and what the document says today.

- Where the document is as it was, the file is left as it is, byte for byte.
- A field (question, reference, explanation, code) that only the document changed is taken from
  it; one that the teacher changed too stays the teacher's, and the report says so.
- A claim added to the reference becomes a key point at the end. One that is gone keeps its key
  point. One that was reworded changes its key point (requirement, missing keywords, made
  contrasts) if the teacher left the requirement alone; else the teacher's stays.
- Wordings, misconceptions, follow-ups, contrasts without `made`, comments and order stay. A made
  contrast that was taken out comes back only with another requirement.
- Weights are shared out anew only if they were still as built; else a new key point brings its
  own, and the report gives the sum.

A file without a stamp counts as built if most claims of its reference are key points word for
word; otherwise it is somebody's own work and is not touched.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml.scalarstring import ScalarString

from grader.model import Kind, Rubric
from grader.rubric.builder.claim_changes import compare
from grader.rubric.builder.claims import claims
from grader.rubric.builder.merging import KeyPointMerge
from grader.rubric.builder.stamp import (
    Stamp,
    digest,
    document_fields,
    read_stamp,
    restamped,
    stamp_line,
    stamp_of,
)
from grader.rubric.builder.weights import share_out, shares
from grader.rubric.files import parse_rubric
from grader.rubric.folder import read_rubric_text
from grader.rubric.storage.writing import rubric_text, rubric_tree, yaml_writer

# Of the claims of a reference, the share that must be key points in a file that was built.
BUILT_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Merge:
    """The text of a file after a merge, and what changed in it, one line each."""

    text: str
    changes: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def built_text(rubric: Rubric) -> str:
    """The text of a new file: the rubric's YAML with the stamp below its first line."""
    header, _, rest = rubric_text(rubric).partition("\n")
    return f"{header}\n{stamp_line(rubric)}\n{rest}"


def update_file(path: Path, built: Rubric) -> list[str]:
    """What changed, one line each, in the file at `path` after `built` was merged into it.

    Empty where nothing did; then the file is untouched. Raises RubricError if it does not load.
    """
    text = read_rubric_text(path)
    merge = merged(text, built, path)
    if merge.changes:
        path.write_text(merge.text, encoding="utf-8", newline="\n")
    return list(merge.changes)


def merged(text: str, built: Rubric, path: Path) -> Merge:
    """The text of a rubric file with `built` merged into it; `path` is for messages only."""
    current = parse_rubric(text, path)
    base = read_stamp(text) or _assumed(current)
    if base is None:
        return Merge(text, notices=(f"{path}: not built from a document: left as it is",))
    if _is_up_to_date(base, built):
        return Merge(text)
    yaml = yaml_writer()
    tree = yaml.load(text)
    changes = [*_merge_fields(tree, base, current, built)]
    changes += _merge_key_points(tree, base, current, built)
    if not changes:
        return Merge(text)
    stream = io.StringIO()
    yaml.dump(tree, stream)
    return Merge(restamped(stream.getvalue(), built), tuple(changes))


def _assumed(current: Rubric) -> Stamp | None:
    """The stamp that a file without one would have if it was built, or None if it was not."""
    found = [claim.text for claim in claims(current.question.reference)]
    requirements = {point.requirement for point in current.key_points}
    kept = sum(text in requirements for text in found)
    is_built = current.question.kind is Kind.CODING or kept > BUILT_SHARE * len(found)
    return stamp_of(current.question, found) if is_built else None


def _is_up_to_date(base: Stamp, built: Rubric) -> bool:
    """Whether the document says what it said; another way to read a reference is no change."""
    requirements = [point.requirement for point in built.key_points]
    new = stamp_of(built.question, requirements)
    is_ready = requirements != [claim.text for claim in claims(built.question.reference)]
    return new.fields == base.fields and not (is_ready and new.points != base.points)


def _merge_fields(tree: Any, base: Stamp, current: Rubric, built: Rubric) -> Iterator[str]:
    here, there = document_fields(current.question), document_fields(built.question)
    fresh = rubric_tree(built)
    for name, new in there.items():
        before = base.fields.get(name)
        if before == digest(new) or here[name] == new:
            continue
        if before != digest(here[name]):
            yield f"! {name}: changed in the document and in the file: the file's is kept"
        else:
            _put(tree, name, fresh.get(name))
            yield f"{name}: taken from the document"


def _put(tree: Any, name: str, value: Any) -> None:
    """A field set, or taken out; a comment behind a block of text stays with the field."""
    if value is None:
        tree.pop(name, None)
        return
    comment = getattr(tree.get(name), "comment", None)
    if comment is not None and isinstance(value, ScalarString):
        value.comment = comment  # type: ignore[attr-defined]
    if name in tree or "key_points" not in tree:
        tree[name] = value
    else:
        tree.insert(list(tree).index("key_points"), name, value)


def _merge_key_points(tree: Any, base: Stamp, current: Rubric, built: Rubric) -> list[str]:
    """Merge the claims; of those that the document had, only texts that are still known count."""
    found = claims(current.question.reference)
    known = [claim.text for claim in found] + [point.requirement for point in current.key_points]
    old = [text for text in dict.fromkeys(known) if digest(text) in base.points]
    new = [point.requirement for point in built.key_points]
    changes = compare(old, [text for text in new if text in old or digest(text) not in base.points])
    merge = KeyPointMerge(tree, built, share_out(current.max_score, shares(found)))
    merge.apply(changes)
    return merge.changes

"""Questions made rubrics by rule: what a teacher gets to go on with, and what grades bare data.

A rubric made here has no wordings and no misconceptions; those are the author's to write.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from grader.errors import UsageError
from grader.model import Kind, Question, Rubric
from grader.rubric.builder.claims import claims
from grader.rubric.builder.key_points import completed, key_points
from grader.rubric.convert import DEFAULT_MAX_SCORE, seal
from grader.rubric.document import Document
from grader.rubric.folder import SUFFIXES, read_rubric_text, rubric_paths
from grader.rubric.update import Merge, built_text, merged


def build_rubric(
    question: Question,
    corpus: Sequence[Question] = (),
    *,
    max_score: float = DEFAULT_MAX_SCORE,
) -> Rubric:
    """The rubric of one question, without a version: `convert.seal` gives it one.

    `corpus` are the questions among which its terms are weighed. A coding task has no key points.
    """
    if question.kind is Kind.CODING:
        return Rubric(question, max_score=max_score)
    points = key_points(question, claims(question.reference), max_score, corpus)
    return Rubric(question, points, max_score=max_score)


def build_rubrics(document: Document) -> list[Rubric]:
    """The rubrics of a document's questions, in its order, each with its version.

    Criteria that the document brings are kept as they are, completed with keywords and contrasts.
    """
    return [seal(_build(question, document)) for question in document.questions]


def _build(question: Question, document: Document) -> Rubric:
    ready = document.criteria.get(question.id, ())
    max_score = document.max_scores.get(question.id, 0.0)
    if not ready:
        wrong = document.misconceptions.get(question.id, ())
        built = build_rubric(question, document.questions, max_score=max_score or DEFAULT_MAX_SCORE)
        return Rubric(question, built.key_points, wrong, max_score=built.max_score)
    points = completed(question, ready, document.questions)
    return Rubric(
        question,
        points,
        document.misconceptions.get(question.id, ()),
        max_score=max_score or sum(point.weight for point in points),
    )


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What became of the files; `updated` holds, by file, what changed in it, one line each."""

    written: tuple[Path, ...] = ()
    updated: Mapping[Path, Sequence[str]] = field(default_factory=dict)
    unchanged: tuple[Path, ...] = ()
    notices: tuple[str, ...] = ()


def write_rubrics(document: Document, folder: Path, *, update: bool = False) -> BuildSummary:
    """Writes one file a question into `folder`, which is made if it is not there.

    Raises UsageError, before anything is written, where a question has a file already, unless
    `update` says to merge what changed; RubricError where a file to be merged does not load.
    """
    rubrics = build_rubrics(document)
    places = _places(rubrics, folder)
    existing = [path for path in places if path.exists()]
    if existing and not update:
        more = f" and {len(existing) - 1} more" if len(existing) > 1 else ""
        raise UsageError(f"{existing[0]}{more}: there already; merge the changes with --update")
    merges = {path: _merge(path, rubric) for path, rubric in zip(places, rubrics, strict=True)}
    folder.mkdir(parents=True, exist_ok=True)
    for path, merge in merges.items():
        if merge.changes or path not in existing:
            path.write_text(merge.text, encoding="utf-8", newline="\n")
    return BuildSummary(
        written=tuple(path for path in places if path not in existing),
        updated={path: merges[path].changes for path in existing if merges[path].changes},
        unchanged=tuple(path for path in existing if not merges[path].changes),
        notices=(*map(str, document.notices), *(n for m in merges.values() for n in m.notices)),
    )


def _merge(path: Path, rubric: Rubric) -> Merge:
    if path.exists():
        return merged(read_rubric_text(path), rubric, path)
    return Merge(built_text(rubric))


def _places(rubrics: Sequence[Rubric], folder: Path) -> list[Path]:
    """The file of each rubric: the one that holds its question, else `q03.yaml`, `c1.yaml`."""
    has_files = folder.is_dir() and any(p.suffix in SUFFIXES for p in folder.iterdir())
    known = rubric_paths(folder) if has_files else {}
    ids = [rubric.question.id for rubric in rubrics]
    return [known.get(id_, folder / _file_name(id_)) for id_ in ids]


def _file_name(id_: str) -> str:
    return f"q{int(id_):02d}.yaml" if id_.isascii() and id_.isdecimal() else f"{id_}.yaml"

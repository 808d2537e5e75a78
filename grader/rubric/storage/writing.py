"""A rubric as the text of a new file, laid out for a person who will go on writing it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from grader.errors import Location, RubricError
from grader.model import Check, Contrast, KeyPoint, Keyword, Misconception, Rubric, Signature
from grader.rubric.convert import seal
from grader.rubric.schema import SCHEMA, SCHEMA_NAME
from grader.rubric.storage.scalars import block, flow, flow_text, line, number, prose

HEADER = f"# {SCHEMA_NAME}; `grade rubric schema` prints it"
ENDLESS = 1_000_000


def dump_rubric(rubric: Rubric, path: Path) -> None:
    """Writes a rubric to a new file, or over an old one; raises RubricError if it is not valid."""
    try:
        path.write_text(rubric_text(rubric), encoding="utf-8", newline="\n")
    except OSError as exc:
        raise RubricError(f"cannot be written: {exc.strerror}", Location(str(path))) from exc


def rubric_text(rubric: Rubric) -> str:
    """The YAML text of a rubric; raises RubricError where it breaks the schema."""
    stream = io.StringIO()
    yaml_writer().dump(rubric_tree(seal(rubric)), stream)
    return f"{HEADER}\n{stream.getvalue()}"


def yaml_writer() -> YAML:
    """A round-trip YAML reader and writer with the layout of rubric files."""
    yaml = YAML(typ="rt")
    yaml.width = ENDLESS
    yaml.allow_unicode = True
    yaml.preserve_quotes = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def rubric_tree(rubric: Rubric) -> CommentedMap:
    """A rubric as ruamel's commented tree, fields in the order of the schema."""
    question = rubric.question
    fields = {
        "schema": SCHEMA,
        "id": DoubleQuotedScalarString(question.id),
        "kind": str(question.kind),
        "language": question.language,
        "topics": flow(question.topics) if question.topics else None,
        "question": prose(question.text),
        "question_en": prose(question.text_en),
        "max_score": number(rubric.max_score),
        "reference": block(question.reference),
        "explanation": block(question.explanation),
        "code": block(question.code),
        "key_points": CommentedSeq(map(key_point_tree, rubric.key_points)),
        "misconceptions": CommentedSeq(map(misconception_tree, rubric.misconceptions)),
        "contract": CommentedSeq(map(_signature, rubric.contract)) if rubric.contract else None,
        "checks": CommentedSeq(map(_check, rubric.checks)) if rubric.checks else None,
        "source": _source(rubric),
    }
    return CommentedMap({k: v for k, v in fields.items() if v is not None and v != ""})


def key_point_tree(point: KeyPoint) -> CommentedMap:
    """A key point with every field, so that an empty one invites its author."""
    return CommentedMap(
        name=line(point.name),
        requirement=line(point.requirement),
        weight=number(point.weight),
        required=point.required,
        keywords=CommentedSeq(map(_keyword, point.keywords)),
        wordings=CommentedSeq(map(line, point.wordings)),
        contrasts=CommentedSeq(map(_contrast, point.contrasts)),
        follow_up=line(point.follow_up),
    )


def misconception_tree(claim: Misconception) -> CommentedMap:
    """A misconception with every field."""
    return CommentedMap(
        requirement=line(claim.requirement),
        penalty=number(claim.penalty),
        wordings=CommentedSeq(map(line, claim.wordings)),
        contrasts=CommentedSeq(map(_contrast, claim.contrasts)),
    )


def _keyword(keyword: Keyword) -> CommentedMap:
    tree = CommentedMap(term=flow_text(keyword.term), aliases=flow(keyword.aliases))
    if keyword.weight != 1:
        tree["weight"] = number(keyword.weight)
    tree.fa.set_flow_style()
    return tree


def _contrast(contrast: Contrast) -> Any:
    if not contrast.made:
        return line(contrast.text)
    return CommentedMap(text=line(contrast.text), made=line(contrast.made))


def _signature(signature: Signature) -> CommentedMap:
    return CommentedMap(
        function=line(signature.function),
        accepts=flow(signature.accepts),
        signature=line(signature.signature),
        returns=line(signature.returns),
    )


def _check(check: Check) -> CommentedMap:
    fields: dict[str, Any] = {
        "name": check.name,
        "kind": check.kind,
        "points": number(check.points),
        "title": line(check.title),
        "title_en": line(check.title_en),
        "hint": line(check.hint),
        "hint_en": line(check.hint_en),
        "params": dict(check.params),
    }
    return CommentedMap({name: value for name, value in fields.items() if value not in ("", {})})


def _source(rubric: Rubric) -> CommentedMap | None:
    source = rubric.question.source
    if not (source.document or source.question):
        return None
    tree = CommentedMap(
        document=flow_text(source.document), question=DoubleQuotedScalarString(source.question)
    )
    tree.fa.set_flow_style()
    return tree

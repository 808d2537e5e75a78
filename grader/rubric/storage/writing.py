"""A rubric as the text of a new file, laid out for a person who will go on writing it."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from grader.errors import Location, RubricError
from grader.model import Check, Contrast, KeyPoint, Keyword, Misconception, Rubric, Signature
from grader.rubric.convert import seal
from grader.rubric.schema import SCHEMA, SCHEMA_NAME

HEADER = f"# {SCHEMA_NAME}; `grade rubric schema` prints it"
ENDLESS = 1_000_000
# Words that begin with a letter, so that nothing in them means anything to YAML.
_PLAIN = re.compile(r"[^\W\d_][\w .+/*()（）×-]*(?<! )")


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
        "topics": _flow(question.topics) if question.topics else None,
        "question": _prose(question.text),
        "question_en": _prose(question.text_en),
        "max_score": _number(rubric.max_score),
        "reference": _block(question.reference),
        "explanation": _block(question.explanation),
        "code": _block(question.code),
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
        name=_text(point.name),
        requirement=_text(point.requirement),
        weight=_number(point.weight),
        required=point.required,
        keywords=CommentedSeq(map(_keyword, point.keywords)),
        wordings=CommentedSeq(map(_text, point.wordings)),
        contrasts=CommentedSeq(map(_contrast, point.contrasts)),
        follow_up=_text(point.follow_up),
    )


def misconception_tree(claim: Misconception) -> CommentedMap:
    """A misconception with every field."""
    return CommentedMap(
        requirement=_text(claim.requirement),
        penalty=_number(claim.penalty),
        wordings=CommentedSeq(map(_text, claim.wordings)),
        contrasts=CommentedSeq(map(_contrast, claim.contrasts)),
    )


def _keyword(keyword: Keyword) -> CommentedMap:
    tree = CommentedMap(term=_flow_text(keyword.term), aliases=_flow(keyword.aliases))
    if keyword.weight != 1:
        tree["weight"] = _number(keyword.weight)
    tree.fa.set_flow_style()
    return tree


def _contrast(contrast: Contrast) -> Any:
    if not contrast.made:
        return _text(contrast.text)
    return CommentedMap(text=_text(contrast.text), made=_text(contrast.made))


def _signature(signature: Signature) -> CommentedMap:
    return CommentedMap(
        function=_text(signature.function),
        accepts=_flow(signature.accepts),
        signature=_text(signature.signature),
        returns=_text(signature.returns),
    )


def _check(check: Check) -> CommentedMap:
    fields: dict[str, Any] = {
        "name": check.name,
        "kind": check.kind,
        "points": _number(check.points),
        "title": _text(check.title),
        "title_en": _text(check.title_en),
        "hint": _text(check.hint),
        "hint_en": _text(check.hint_en),
        "params": dict(check.params),
    }
    return CommentedMap({name: value for name, value in fields.items() if value not in ("", {})})


def _source(rubric: Rubric) -> CommentedMap | None:
    source = rubric.question.source
    if not (source.document or source.question):
        return None
    tree = CommentedMap(
        document=_flow_text(source.document), question=DoubleQuotedScalarString(source.question)
    )
    tree.fa.set_flow_style()
    return tree


def _flow(texts: tuple[str, ...]) -> CommentedSeq:
    sequence = CommentedSeq(map(_flow_text, texts))
    sequence.fa.set_flow_style()
    return sequence


def _flow_text(text: str) -> str:
    """Text inside brackets: quoted unless plainly plain, for ruamel leaves `?x` bare there."""
    return text if _PLAIN.fullmatch(text) else DoubleQuotedScalarString(text)


def _number(value: float) -> float:
    return int(value) if value == int(value) else value


def _block(text: str) -> str:
    """Text as a literal block, or in quotes where a block cannot hold it."""
    return LiteralScalarString(f"{text}\n") if _fits_block(text) else _text(text)


def _prose(text: str) -> str:
    return _block(text) if "\n" in text else _text(text)


def _text(text: str) -> str:
    """Text in a style that reads back as it is: quotes for line ends and invisible characters."""
    return text if text.isprintable() else DoubleQuotedScalarString(text)


def _fits_block(text: str) -> bool:
    """Whether a literal block holds the text: no odd characters, no space at an edge."""
    return text == text.strip() != "" and all(line.isprintable() for line in text.split("\n"))

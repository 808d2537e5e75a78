"""Ready criteria as AutoRubric writes them: `{name, weight, requirement}` in YAML or JSON.

The list may stand alone, under `sections`, `rubric` or `criteria`, or in named sections. A
criterion of negative weight is an error that costs points: it becomes a misconception.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from grader.model import Misconception, Question, Source
from grader.rubric.document import Document, Notice, excerpt, in_order
from grader.rubric.documents.criterion import Criterion, key_points, refuse_same_names
from grader.rubric.documents.language import language_of
from grader.rubric.documents.tree import Node

_CONTAINERS = ("sections", "rubric", "criteria")
_FIELDS = ("name", "weight", "requirement")
_ROOT_FIELDS = frozenset({"question", "name", "reference", "explanation"})
_EXPECTED = "expected {name: …, weight: …, requirement: …}"
# What AutoRubric takes where a criterion states none.
_DEFAULT_WEIGHT = 10.0


def holds_criteria(root: Node) -> bool:
    """Whether a tree is a list of criteria rather than of questions."""
    marks = {"requirement", *_CONTAINERS}
    elements = [root] if root.is_mapping else root.elements()
    return any(marks & set(node.fields()) for node in elements)


def read_criteria(root: Node, path: Path) -> Document:
    """One question, id 1, with the key points and misconceptions of the list.

    Raises DocumentError, with line and column, for what is no criterion, a name given twice, a
    weight that is no number, and a list without a positive weight.
    """
    notices: list[Notice] = []
    nodes = _criteria(root, notices, known=_ROOT_FIELDS)
    criteria = [_criterion(node, notices) for node in nodes]
    refuse_same_names(criteria)
    total = sum(each.weight for each in criteria if each.weight > 0)
    if not total:
        raise root.error("no criterion with a weight above zero: expected one to earn points by")
    wrong = tuple(_misconception(each, total, notices) for each in criteria if each.weight < 0)
    question = _question(root, criteria, path, notices)
    return Document(
        (question,),
        criteria={question.id: key_points(criteria)},
        notices=in_order(notices),
        misconceptions={question.id: wrong} if wrong else {},
        max_scores={question.id: total},
    )


def _criteria(
    node: Node, notices: list[Notice], known: frozenset[str] = frozenset()
) -> Iterator[Node]:
    """The criteria below a node, whatever they are nested in."""
    fields = node.fields()
    container = next((key for key in _CONTAINERS if key in fields), None)
    if node.is_list:
        for element in node.elements():
            yield from _criteria(element, notices)
    elif "requirement" in fields:
        yield node
    elif container:
        _leave_aside(fields, known | {container}, notices)
        yield from _criteria(fields[container], notices)
    elif fields and all(section.is_list for section in fields.values()):
        notices.extend(
            Notice(s.location, f"section name {n} left aside") for n, s in fields.items()
        )
        for section in fields.values():
            yield from _criteria(section, notices)
    else:
        raise node.error(f"not a criterion: {_EXPECTED}")


def _leave_aside(fields: Mapping[str, Node], known: frozenset[str], notices: list[Notice]) -> None:
    for key, value in fields.items():
        if key not in known:
            notices.append(Notice(value.location, f"key {key} left aside"))


def _criterion(node: Node, notices: list[Notice]) -> Criterion:
    fields = node.fields()
    if fields["requirement"].blank:
        raise fields["requirement"].error(f"no requirement here: {_EXPECTED}")
    requirement = fields["requirement"].text("requirement")
    _leave_aside(fields, frozenset(_FIELDS), notices)
    name = fields["name"].text("name") if _filled(fields, "name") else ""
    weight = fields["weight"].number("weight") if "weight" in fields else _DEFAULT_WEIGHT
    if "weight" not in fields:
        notices.append(Notice(node.location, f"no weight: {weight:g} taken, as AutoRubric does"))
    if not name:
        notices.append(Notice(node.location, "no name: the requirement's first words are taken"))
    if not weight:
        notices.append(Notice(node.location, "weight 0: left aside, it can earn nothing"))
    return Criterion(name or excerpt(requirement), weight, requirement, node.location)


def _misconception(each: Criterion, total: float, notices: list[Notice]) -> Misconception:
    """A criterion of negative weight; its penalty is that share of the points to earn."""
    penalty = min(1.0, -each.weight / total)
    reading = (
        f"{each.name} has weight {each.weight:g}: read as a misconception, penalty {penalty:.2f}"
    )
    advice = "write its requirement as the wrong claim itself"
    notices.append(Notice(each.location, f"{reading}; {advice}"))
    return Misconception(each.requirement, penalty)


def _question(
    root: Node, criteria: Iterable[Criterion], path: Path, notices: list[Notice]
) -> Question:
    fields = root.fields()
    given = {key: fields[key].text(key) for key in _ROOT_FIELDS if _filled(fields, key)}
    text = given.get("question") or given.get("name") or path.stem
    reference = given.get("reference", "")
    if "question" not in given:
        notices.append(Notice(root.location, f"no question: {excerpt(text)} stands for it"))
    if not reference:
        notices.append(Notice(root.location, "no reference answer: only the criteria are known"))
    return Question(
        id="1",
        text=text,
        reference=reference,
        explanation=given.get("explanation", ""),
        language=language_of(text, reference, *(each.requirement for each in criteria)),
        source=Source(path.name, "1"),
    )


def _filled(fields: Mapping[str, Node], key: str) -> bool:
    return key in fields and not fields[key].blank

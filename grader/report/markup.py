"""Text from strangers as safe HTML: escaped, and what would act on the page shown instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from grader.report.marking import Piece
from grader.report.views import AnswerView, CriterionView
from grader.report.visible import one_line, parts
from grader.report.words import Words

MARKS = {"met": "✓", "partly": "◐", "missed": "✗", "misconception": "!", "finding": "!"}
OF_THEIR_OWN = ("misconception", "finding")
# Where several criteria share words, the one that matters most gives the colour.
STRONGEST = ("misconception", "finding", "met", "partly", "missed")


def shown(value: object) -> object:
    """A value for `{{ }}`: texts as by `safe`, None as nothing, all else as it is."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return safe(value)
    return "" if value is None else value


def safe(text: str) -> Markup:
    """A text as HTML, escaped, with its unsafe characters as marked code points."""
    return Markup("").join(
        Markup('<span class="cp">{}</span>').format(part) if is_code else escape(part)
        for part, is_code in parts(text)
    )


def attribute(value: str) -> Markup:
    """A text for an HTML attribute: on one line, escaped, its unsafe characters in brackets."""
    return escape(one_line(value))


def look(criterion: CriterionView) -> str:
    """How a criterion is marked: as its verdict, or as a wrong claim or a defect of the code."""
    return criterion.kind if criterion.kind in OF_THEIR_OWN else criterion.verdict


def marked(answer: AnswerView, words: Words) -> Markup:
    """The answer with each piece that belongs to criteria marked, numbered, and linked to them."""
    return Markup("").join(_piece(piece, answer, words) for piece in answer.pieces)


def word_anchor(criterion: CriterionView) -> str:
    """The fragment of the words that a criterion's evidence quotes."""
    return criterion.anchor.replace("-c", "-w")


def _piece(piece: Piece, answer: AnswerView, words: Words) -> Markup:
    text = safe(piece.text)
    if not piece.criteria:
        return text
    over = [answer.criteria[index] for index in piece.criteria]
    anchors = Markup("").join(
        Markup('<span id="{}"></span>').format(word_anchor(answer.criteria[index]))
        for index in piece.begins
    )
    links = Markup("").join(_links([answer.criteria[index] for index in piece.ends], words))
    numbers = " ".join(str(criterion.number) for criterion in over)
    mark = Markup('<mark class="{}" data-c="{}">{}{}</mark>')
    return mark.format(_strongest(over), numbers, anchors, text) + links


def _links(criteria: Sequence[CriterionView], words: Words) -> Iterator[Markup]:
    for criterion in criteria:
        label = words("to_criterion", number=criterion.number, name=criterion.name)
        link = Markup('<sup><a class="ref {}" href="#{}" aria-label="{}">{}</a></sup>')
        yield link.format(look(criterion), criterion.anchor, attribute(label), criterion.number)


def _strongest(criteria: Sequence[CriterionView]) -> str:
    looks = {look(criterion) for criterion in criteria}
    return next(name for name in STRONGEST if name in looks)

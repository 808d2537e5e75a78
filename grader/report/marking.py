"""An answer cut into pieces, each with the criteria whose words it is part of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from grader.model import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the answer; `criteria` are the indices whose spans cover all of it.

    `begins` and `ends` are those of them whose span begins or ends with this piece.
    """

    text: str
    criteria: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


def pieces(text: str, spans: Sequence[Span | None]) -> tuple[Piece, ...]:
    """The whole text in order, cut wherever a span begins or ends; spans may overlap and nest.

    A criterion is named by its index in `spans`; spans beyond the text are cut to it.
    """
    kept = {index: _within(span, len(text)) for index, span in enumerate(spans) if span}
    kept = {index: span for index, span in kept.items() if span.start < span.end}
    cuts = sorted({0, len(text)} | {at for s in kept.values() for at in (s.start, s.end)})
    return tuple(_piece(text, start, end, kept) for start, end in pairwise(cuts))


def _piece(text: str, start: int, end: int, spans: dict[int, Span]) -> Piece:
    over = tuple(i for i, span in spans.items() if span.start <= start and end <= span.end)
    begins = tuple(i for i in over if spans[i].start == start)
    return Piece(text[start:end], over, begins, tuple(i for i in over if spans[i].end == end))


def _within(span: Span, size: int) -> Span:
    return Span(max(0, min(span.start, size)), max(0, min(span.end, size)))

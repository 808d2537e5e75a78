"""An answer read once: its segments with their vectors, its tokens, its denials.

Sentences run through the encoder, and the clauses of run-on sentences. Any other clause's vector
is the mean of its tokens inside the sentence, a pair's the mean of its sentences: nearly as telling
as separate runs, and cheaper.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grader.text.encoder import Encoding
from grader.text.integrity.lists import is_bare_list
from grader.text.normalise import NormalText, normalise
from grader.text.polarity import denials
from grader.text.segment import Segment, clauses, segments, sentences

Array = NDArray[np.float32]
# In a sentence of so many clauses each says its own; pooled vectors would blur them.
RUN_ON = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """A text cut into m segments: `vectors` (m, d) of unit length, `denials` (m,) 0 or 1.

    `is_list` tells a bare list of terms; `tokens` (t, d) are the unit token vectors of all
    sentences, `early` (t, d) their early ones, `token_spans` (t, 2) their places.
    """

    normal: NormalText
    segments: tuple[Segment, ...]
    vectors: Array
    tokens: Array
    early: Array
    token_spans: NDArray[np.int32]
    denials: NDArray[np.float64]
    is_list: bool

    def text_of(self, segment: Segment) -> str:
        """The folded text of one segment."""
        return self.normal.text[segment.start : segment.end]

    def text_inside(self, allowed: NDArray[np.bool_]) -> str:
        """The folded text of the segments where `allowed` (m,) is true, a line each; or all."""
        if allowed.all():
            return self.normal.text
        kept = [s for s, may in zip(self.segments, allowed, strict=True) if may]
        return "\n".join(self.text_of(s) for s in kept)

    def tokens_of(self, allowed: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which tokens (t,) stand inside a segment where `allowed` (m,) is true."""
        if allowed.all():
            return np.ones(len(self.tokens), dtype=bool)
        inside = np.zeros(len(self.tokens), dtype=bool)
        starts, ends = self.token_spans.T
        for segment, may in zip(self.segments, allowed, strict=True):
            if may:
                inside |= (starts >= segment.start) & (ends <= segment.end)
        return inside


@dataclass(frozen=True, slots=True)
class Plan:
    """What must be encoded to read a text: its sentences, and the clauses of run-on ones."""

    normal: NormalText
    spans: tuple[tuple[int, int], ...]
    clauses: tuple[tuple[int, int], ...]

    @property
    def texts(self) -> list[str]:
        """The sentences, then the clauses, to encode."""
        return [self.normal.text[a:b] for a, b in (*self.spans, *self.clauses)]


def plan(text: str) -> Plan:
    """The sentences of `text`, ready to be encoded together with others'."""
    normal = normalise(text)
    spans = tuple(sentences(normal.text))
    parts = [clauses(normal.text, *span) for span in spans]
    return Plan(normal, spans, tuple(c for cut in parts if len(cut) >= RUN_ON for c in cut))


def read(made: Plan, encodings: Sequence[Encoding]) -> Reading:
    """The reading of a planned text from the encodings of its texts."""
    alone = {
        span: encoding.vector
        for span, encoding in zip(made.clauses, encodings[len(made.spans) :], strict=True)
    }
    encodings = encodings[: len(made.spans)]
    found = segments(made.normal.text)
    starts = np.array([a for a, _ in made.spans])
    vectors = [
        alone[s.start, s.end]
        if (s.start, s.end) in alone
        else _vector(s, made.spans, starts, encodings)
        for s in found
    ]
    texts = [made.normal.text[s.start : s.end] for s in found]
    return Reading(
        made.normal,
        tuple(found),
        np.stack(vectors),
        np.concatenate([e.tokens for e in encodings]),
        np.concatenate([e.early for e in encodings]),
        np.concatenate([e.spans + a for e, (a, _) in zip(encodings, made.spans, strict=True)]),
        np.array([denials(text) > 0 for text in texts], dtype=float),
        is_bare_list(made.normal.text),
    )


def _vector(
    segment: Segment,
    spans: Sequence[tuple[int, int]],
    starts: NDArray[np.int64],
    encodings: Sequence[Encoding],
) -> Array:
    inside = [i for i, (a, b) in enumerate(spans) if segment.start <= a and b <= segment.end]
    if inside:
        return _unit(np.sum([encodings[i].vector for i in inside], axis=0))
    home = int(np.searchsorted(starts, segment.start, side="right")) - 1
    encoding = encodings[home]
    offsets = encoding.spans + starts[home]
    own = (offsets[:, 0] >= segment.start) & (offsets[:, 1] <= segment.end)
    if not own.any():
        return encoding.vector
    return _unit(encoding.tokens[own].mean(axis=0))


def _unit(vector: Array) -> Array:
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-12), dtype=np.float32)

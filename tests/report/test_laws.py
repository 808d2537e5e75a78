"""Laws of what reports are made of, for any text and any figures."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from grader.model import Span
from grader.report.file_names import file_names
from grader.report.marking import pieces
from grader.report.statistics import (
    correlation,
    histogram,
    percentile,
    quadratic_kappa,
    rank_ranges,
    ranks,
)
from grader.report.visible import UNSAFE, parts, visible

SHARES = st.lists(st.floats(0, 1), min_size=1, max_size=30)
SPANS = st.lists(st.none() | st.builds(Span, st.integers(0, 40), st.integers(0, 40)), max_size=8)


@given(st.text(max_size=40), SPANS)
def test_pieces_are_the_text_and_spans_are_pieces(text: str, spans: list[Span | None]) -> None:
    """Nothing is lost or doubled, and each span is exactly the pieces that name it."""
    made = pieces(text, spans)
    assert "".join(piece.text for piece in made) == text
    for index, span in enumerate(spans):
        words = "".join(piece.text for piece in made if index in piece.criteria)
        assert words == (text[span.start : span.end] if span else "")
        ends = [piece for piece in made if index in piece.ends]
        begins = [piece for piece in made if index in piece.begins]
        assert len(ends) == len(begins) == bool(words)


@given(st.lists(st.text(max_size=30), max_size=30))
def test_file_names_are_safe_and_differ(ids: list[str]) -> None:
    """No name leaves its folder, is reserved, or meets another where case does not count."""
    names = file_names(ids)
    assert set(names) == set(ids)
    assert len({name.casefold() for name in names.values()}) == len(set(ids))
    for name in names.values():
        assert name == unicodedata.normalize("NFKC", name)
        assert not set(name) & set('/\\:*?"<>|. \0')
        assert 0 < len(name) <= 110
        assert name not in ("con", "nul", "index", "cohort")


def test_no_name_can_be_taken() -> None:
    """An id that looks like another one's file name gets a digest of its own."""
    taken = file_names(["a b"])["a b"]
    names = file_names(["a b", taken, "A", "a", "con"])
    assert len(set(names.values())) == 5
    assert file_names(["2026001"]) == {"2026001": "2026001"}


@given(st.text())
def test_nothing_unsafe_is_left(text: str) -> None:
    """What would act on a page or a terminal is shown as a code point."""
    shown = visible(text)
    assert not any(unicodedata.category(c) in UNSAFE for c in shown if c not in "\n\t")
    plain = "".join(part for part, is_code in parts(text) if not is_code)
    assert len(plain) <= len(text)


@given(SHARES)
def test_ranks_and_percentiles_agree(shares: list[float]) -> None:
    """The best are first, equals share a rank, and a better share has no lower percentile."""
    found = ranks(shares)
    assert min(found) == 1
    assert sum(histogram(shares)) == len(shares)
    for share, rank in zip(shares, found, strict=True):
        assert 0 <= percentile(share, shares) <= 100
        assert rank == 1 + sum(other < rank for other in found)


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=20))
def test_rank_ranges_hold_the_rank(pairs: list[tuple[float, float]]) -> None:
    """The range that intervals leave open holds the rank of their middles."""
    intervals = [(min(pair), max(pair)) for pair in pairs]
    middles = ranks([(low + high) / 2 for low, high in intervals])
    for (best, worst), rank in zip(rank_ranges(intervals), middles, strict=True):
        assert 1 <= best <= rank <= worst <= len(pairs)


@given(SHARES)
def test_full_agreement_is_one(shares: list[float]) -> None:
    """Kappa of shares with themselves is one, or undefined where they never vary."""
    kappa = quadratic_kappa(shares, shares)
    assert kappa is None or abs(kappa - 1) < 1e-9
    r = correlation(shares, shares)
    assert r is None or abs(r - 1) < 1e-6


def test_kappa_by_hand() -> None:
    """Three pairs of which one is a step of two off, reckoned by hand."""
    kappa = quadratic_kappa([0.0, 0.5, 1.0], [0.2, 0.5, 1.0])
    # Observed 4/3; by chance the mean of (x - y)² over all nine pairs of tenths.
    chance = sum((x - y) ** 2 for x in (0, 5, 10) for y in (2, 5, 10)) / 9
    assert kappa is not None
    assert abs(kappa - (1 - (4 / 3) / chance)) < 1e-12

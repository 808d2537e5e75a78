"""A whole answer by the head: its share, and what of it each key point gets."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.grading import Grader
from grader.model import Question, Status, Submission
from grader.rubric.build import build_rubric
from grader.text.encoder import Encoder
from grader.text.head import head
from grader.text.scale import judged_doubt
from grader.text.whole import shared_out

SHARES = st.floats(0.01, 0.99)
REFERENCE = "栈后进先出，只在一端插入和删除。队列先进先出，一端插入，另一端删除。"


@given(SHARES, st.lists(st.tuples(st.floats(-1, 1), st.floats(0.1, 5)), min_size=1, max_size=6))
def test_parts_add_up_to_the_whole(share: float, points: list[tuple[float, float]]) -> None:
    """The weighted mean is the share, and what is covered more gets no less."""
    covered, weights = map(np.array, zip(*points, strict=True))
    weights = weights / weights.sum()
    parts = shared_out(share, covered, weights)
    assert float(weights @ parts) == pytest.approx(share, abs=1e-6)
    assert np.all(np.diff(parts[np.argsort(covered)]) >= -1e-9)


@given(st.floats(0, 1), st.floats(0, 2))
def test_an_interval_holds_its_share(share: float, discord: float) -> None:
    """Ends stay on the scale around the share; confidence is a probability."""
    for doubt in (head().scale.doubt, judged_doubt()):
        low, high = doubt.interval(share, discord)
        assert 0 <= low <= share <= high <= 1
        assert 0 <= doubt.confidence(share, discord) <= 1


def test_a_higher_kappa_asks_for_no_less_confidence() -> None:
    """Thresholds grow with the agreement that is asked."""
    for doubt in (head().scale.doubt, judged_doubt()):
        least = [doubt.least_confidence(k) for k in (0.6, 0.7, 0.8, 0.9, 0.99)]
        assert least == sorted(least)
        assert least[-1] > 1


def test_a_built_rubric_ranks_answers_and_tells_how_sure(e5: Encoder) -> None:
    """The reference beats half of it, which beats dinner; points add up, alone or together."""
    rubric = build_rubric(Question("s", "栈和队列有什么不同？", REFERENCE))
    texts = [REFERENCE, "栈后进先出，只在一端插入和删除。", "今天的晚饭是面条和青菜。"]
    grader = Grader(e5)
    made = grader.grade_many([(Submission("s", text), rubric) for text in texts])
    assert made == [grader.grade(Submission("s", text), rubric) for text in texts]
    points = [grade.points or 0.0 for grade in made]
    assert points[0] > points[1] > points[2]
    for grade in made:
        total = sum(e.points for e in grade.evidence)
        assert total == pytest.approx(grade.points, abs=0.03)
        assert grade.interval is not None
        assert grade.interval.low <= (grade.points or 0.0) <= grade.interval.high


def test_too_wide_an_interval_is_a_reason_to_look(e5: Encoder) -> None:
    """`max_error` names its reason."""
    rubric = build_rubric(Question("s", "栈和队列有什么不同？", REFERENCE))
    grade = Grader(e5, max_error=0.01).grade(Submission("s", REFERENCE), rubric)
    assert grade.status is Status.NEEDS_REVIEW
    assert "wide" in [reason.name for reason in grade.review]

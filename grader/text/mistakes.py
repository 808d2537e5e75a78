"""The misconceptions that an answer states, each with what it costs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from grader.model import Evidence, Misconception, Verdict
from grader.text.awarding import quoted
from grader.text.judge import FOUND, Coefficients, deduction, found_shares
from grader.text.prepared import PreparedRubric
from grader.text.reading import Reading

Array = NDArray[np.float64]


def mistakes(
    prepared: PreparedRubric, reading: Reading, signals: Array, by: Coefficients
) -> list[Evidence]:
    """One piece of evidence, with points of 0 or less, for each misconception that is found.

    `signals` (misconceptions, segments, s) are what `signals.measure` found.
    """
    found = found_shares(signals, by)
    made = []
    for misconception, statements, stated in zip(
        prepared.rubric.misconceptions, prepared.misconceptions, found, strict=True
    ):
        best = int(np.argmax(stated))
        # Without contrasts there is no margin, and nearness alone accuses the innocent.
        if len(statements.wrong) and stated[best] >= FOUND:
            sure = float(stated[best])
            costs = misconception.penalty * prepared.rubric.max_score * deduction(sure, by)
            made.append(_mistake(misconception, sure, costs, reading, best))
    return made


def _mistake(
    misconception: Misconception, sure: float, costs: float, reading: Reading, best: int
) -> Evidence:
    span, quote = quoted(reading, reading.segments[best])
    return Evidence(
        criterion=misconception.requirement,
        kind="misconception",
        verdict=Verdict.MET,
        score=round(sure, 3),
        points=-round(costs, 2),
        max_points=0.0,
        span=span,
        quote=quote,
    )

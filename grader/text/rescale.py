"""A calibrated share carried into the evidence, so that its points still add up to the total."""

from __future__ import annotations

from dataclasses import replace

from grader.model import Evidence
from grader.text.calibration import Calibrated, Calibration, answer_vector, apply
from grader.text.reading import Reading
from grader.text.score import Scored


def calibrated(
    calibration: Calibration,
    scored: Scored,
    reading: Reading,
    *,
    question_id: str,
    rubric: str,
    scorer: str,
    encoder_digest: str,
    max_score: float,
) -> tuple[Scored, Calibrated]:
    """What was scored, with the calibrated share, points and doubt, and what the calibration did.

    Where it does not fit, the share stays and a flag says why. Scores and verdicts of the
    evidence stay as measured. The calibration's own doubt is over one minus the confidence before.
    """
    done = apply(
        calibration,
        scored.share,
        answer_vector(reading),
        question_id=question_id,
        rubric=rubric,
        scorer=scorer,
        encoder_digest=encoder_digest,
    )
    if not done.used:
        # A question that nobody graded is no fault; a calibration gone stale is.
        stale = done.reason if done.reason != "calibration_question" else ""
        flags = (*scored.flags, stale) if stale else scored.flags
        return replace(scored, flags=flags), done
    evidence = rescaled(scored.evidence, done.share * max_score, max_score)
    made = replace(scored, evidence=evidence, share=done.share)
    if done.doubt is None:
        return made, done
    before = scored.doubt.confidence(scored.share, scored.discord)
    return replace(made, doubt=done.doubt, discord=1 - before), done


def rescaled(
    evidence: tuple[Evidence, ...], total: float, max_score: float
) -> tuple[Evidence, ...]:
    """The evidence with points that add up to `total`, none above its maximum or of another sign.

    A lower total shrinks all points alike. A higher one moves all points by the same part of
    what each lacks: key points towards their maximum, deductions towards nothing.
    """
    before = sum(item.points for item in evidence)
    if total <= before:
        part = total / before if before > 0 else 0.0
        points = [item.points * part for item in evidence]
    else:
        part = (total - before) / (max_score - before)
        points = [item.points + part * (item.max_points - item.points) for item in evidence]
    rounded = _rounded(points, round(total, 2))
    return tuple(replace(e, points=p) for e, p in zip(evidence, rounded, strict=True))


def _rounded(points: list[float], total: float) -> list[float]:
    """Points in hundredths that add up to the total: the largest takes what rounding leaves."""
    hundredths = [round(p, 2) + 0.0 for p in points]
    left = round(total - sum(hundredths), 2)
    if hundredths and abs(left) <= 0.01 * len(hundredths):
        largest = max(range(len(hundredths)), key=hundredths.__getitem__)
        hundredths[largest] = round(hundredths[largest] + left, 2)
    return hundredths

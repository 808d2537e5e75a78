"""All figures of an evaluation, from the arrays of human and machine scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from grader.evaluation import agreement
from grader.evaluation.bootstrap import Figure, Metric, Plan, figures
from grader.evaluation.questions import within_questions
from grader.evaluation.selective import coverage_at_qwk
from grader.evaluation.steps import Steps

Array = NDArray[np.float64]
LEAST = 3


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores (n,) in 0..1 of people and machine, the machine's confidence, question numbers."""

    human: Array
    machine: Array
    confidence: Array
    questions: NDArray[np.int64]

    def only(self, kept: NDArray[np.bool_]) -> Scores:
        """The answers where `kept` (n,) is true."""
        return Scores(
            self.human[kept], self.machine[kept], self.confidence[kept], self.questions[kept]
        )


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user chose: score steps, the pass mark in 0..1, the QWK to reach, the draws."""

    steps: Steps
    pass_mark: float = 0.5
    auto_qwk: float = 0.8
    repeats: int = 1000
    seed: int = 0


def measure(scores: Scores, choices: Choices, names: Sequence[str] = ()) -> dict[str, Figure]:
    """The figures by name, each with its interval; all of them unless `names` are given."""
    metrics = _metrics(scores, choices)
    chosen = list(names or metrics)
    reasons = [_reason(name, scores, choices) for name in chosen]
    usable = [name for name in chosen if len(scores.human) >= LEAST]
    plan = Plan(scores.questions, choices.repeats, choices.seed)
    found = figures([metrics[name] for name in usable], plan, reasons) if usable else []
    few = Figure(None, reason="too_few_answers")
    return dict(zip(chosen, found or [few] * len(chosen), strict=True))


def _metrics(scores: Scores, choices: Choices) -> dict[str, Metric]:
    h, m = scores.human, scores.machine
    hs, ms = choices.steps.number(h), choices.steps.number(m)
    passed = [(a >= choices.pass_mark - 1e-9).astype(float) for a in (h, m)]
    return {
        "pearson": partial(agreement.pearson, h, m),
        "spearman": partial(agreement.spearman, h, m),
        "rmse": partial(agreement.rmse, h, m),
        "wrmse": partial(agreement.weighted_rmse, h, m),
        "qwk": partial(agreement.qwk, hs, ms),
        "smd": partial(agreement.smd, h, m),
        "exact": partial(agreement.exact, hs, ms),
        "adjacent": partial(agreement.adjacent, hs, ms),
        "macro_f1": partial(agreement.macro_f1, *passed),
        "coverage_at_qwk": partial(
            coverage_at_qwk, hs, ms, scores.confidence, target=choices.auto_qwk
        ),
        "within_questions": partial(within_questions, h, m, scores.questions),
    }


def _reason(name: str, scores: Scores, choices: Choices) -> str:
    """Why a figure that came out undefined is so, by name."""
    if name == "macro_f1":
        return "one_class"
    if name == "within_questions":
        return "constant_within_questions"
    constant = np.ptp(scores.human) < 1e-6
    if name in ("qwk", "coverage_at_qwk"):
        constant = np.ptp(choices.steps.number(scores.human)) == 0
    return "constant_human_scores" if constant else "constant_machine_scores"

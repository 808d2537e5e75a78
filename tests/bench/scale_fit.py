"""Fits slope, shift, interval and sureness to predictions of sets that were left out."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
from scipy.optimize import minimize

from grader.evaluation import doubt

STEPS_OF_SCORE = 10
BALANCE = 0.75  # how much the loss counts every tenth of the scale the same, against every answer


@dataclass(frozen=True, slots=True)
class Predicted:
    """What a head that has not seen a set says of its rows, and what people say (`score`)."""

    name: str
    logit: np.ndarray
    discord: np.ndarray
    score: np.ndarray
    made: np.ndarray

    def own(self) -> Predicted:
        """The rows that people graded."""
        kept = ~self.made
        return Predicted(
            self.name, self.logit[kept], self.discord[kept], self.score[kept], self.made[kept]
        )


def sigmoid(values):
    """1 / (1 + e^-x)."""
    return 0.5 * (1 + np.tanh(0.5 * np.asarray(values)))


def grade_weights(score: np.ndarray) -> np.ndarray:
    """ASAG2024's weights: every non-empty tenth of the scale counts the same; they sum to 1."""
    bins = np.minimum((score * 10 + 1e-9).astype(int), 9)
    _, place, counts = np.unique(bins, return_inverse=True, return_counts=True)
    return 1 / (len(counts) * counts[place])


def fit_map(predicted: list[Predicted]) -> tuple[float, float]:
    """Slope and shift with the least squared error, each set counting the same."""

    def loss(values) -> float:
        return float(np.mean([_loss(p, np.exp(values[0]), values[1]) for p in predicted]))

    found = minimize(loss, [0.0, 0.0], method="Nelder-Mead").x
    return float(np.exp(found[0])), float(found[1])


def _loss(p: Predicted, slope: float, shift: float) -> float:
    error = (sigmoid(slope * p.logit + shift) - p.score) ** 2
    return BALANCE * float(grade_weights(p.score) @ error) + (1 - BALANCE) * float(error.mean())


def fit_scale(predicted: list[Predicted]) -> dict:
    """The values of the part `covered` of scale.json."""
    graded = [p.own() for p in predicted]
    slope, shift = fit_map(graded)
    shares = [sigmoid(slope * p.logit + shift) for p in graded]
    return {"slope": round(slope, 4), "shift": round(shift, 4)} | fit_doubt(
        shares, [p.discord for p in graded], [p.score for p in graded]
    )


def fit_doubt(shares, discords, scores) -> dict:
    """Interval, sureness and thresholds from what is known of each set, sets counting the same."""
    weights = np.concatenate([np.full(len(share), 1 / len(share)) for share in shares])
    together = (np.concatenate(list(values)) for values in (shares, discords, scores))
    made = asdict(doubt.fit_doubt(*together, lambda human, share: kappa(share, human), weights))
    return {name: list(v) if isinstance(v, tuple) else v for name, v in made.items()}


def kappa(shares: np.ndarray, scores: np.ndarray, steps: int = STEPS_OF_SCORE) -> float:
    """Quadratic weighted kappa on `steps` equal steps of the scale; 0 where it says nothing."""
    a, b = np.rint(shares * steps), np.rint(scores * steps)
    expected = (
        ((a[:, None] - b[None, :]) ** 2).mean()
        if len(a) < 3000
        else (a.var() + b.var() + (a.mean() - b.mean()) ** 2)
    )
    return 0.0 if expected == 0 else float(1 - ((a - b) ** 2).mean() / expected)

"""Fits slope, shift, interval and sureness to predictions of sets that were left out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from scipy.optimize import minimize

from grader.text.scale import LEVEL, NEVER, TOLERANCE, basis

KAPPAS = (0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
STEPS_OF_SCORE = 10
BALANCE = 0.5  # how much the loss counts every tenth of the scale the same, against every answer


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
    rows = [
        np.stack([basis(s, d) for s, d in zip(*each, strict=True)])
        for each in zip(shares, discords, strict=True)
    ]
    errors = [score - share for share, score in zip(shares, scores, strict=True)]
    x, e = torch.tensor(np.concatenate(rows)), torch.tensor(np.concatenate(errors))
    weight = torch.tensor(np.concatenate([np.full(len(r), 1 / len(r)) for r in rows]))
    low = _fit(x, weight, lambda out: _pinball(e - out, (1 - LEVEL) / 2))
    high = _fit(x, weight, lambda out: _pinball(e - out, (1 + LEVEL) / 2))
    near = (e.abs() <= TOLERANCE).double()
    sure = _fit(
        x,
        weight,
        lambda out: torch.nn.functional.binary_cross_entropy_with_logits(
            out, near, reduction="none"
        ),
    )
    ends = [
        (np.clip(s + r @ low, 0, s), np.clip(s + r @ high, s, 1))
        for s, r in zip(shares, rows, strict=True)
    ]
    widen = _widening(ends, scores)
    confidence = [sigmoid(r @ sure) for r in rows]
    return {
        "low": low.round(4).tolist(),
        "high": high.round(4).tolist(),
        "widen": round(widen, 4),
        "sure": sure.round(4).tolist(),
        "auto": {f"{k:g}": least_confidence(confidence, shares, scores, k) for k in KAPPAS},
    }


def _pinball(error, level):
    return torch.maximum(level * error, (level - 1) * error)


def _fit(x, weight, loss) -> np.ndarray:
    """Coefficients (k,) with the least weighted loss, held a little near zero."""
    by = torch.zeros(x.shape[1], dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.Adam([by], lr=0.05)
    for step in range(600):
        optimiser.param_groups[0]["lr"] = 0.05 * (1 - step / 600)
        value = (weight * loss(x @ by)).sum() / weight.sum() + 1e-4 * (by**2).sum()
        optimiser.zero_grad()
        value.backward()
        optimiser.step()
    return by.detach().numpy()


def _widening(ends, scores) -> float:
    """What must be added on both sides so that the sets' mean coverage is LEVEL."""
    found = np.linspace(-0.3, 0.5, 801)
    slack = 1e-9
    covered = [
        np.mean(
            [
                np.mean((score >= low - w - slack) & (score <= high + w + slack))
                for (low, high), score in zip(ends, scores, strict=True)
            ]
        )
        for w in found
    ]
    return float(found[int(np.argmax(np.array(covered) >= LEVEL))])


def kappa(shares: np.ndarray, scores: np.ndarray, steps: int = STEPS_OF_SCORE) -> float:
    """Quadratic weighted kappa on `steps` equal steps of the scale; 0 where it says nothing."""
    a, b = np.rint(shares * steps), np.rint(scores * steps)
    expected = (
        ((a[:, None] - b[None, :]) ** 2).mean()
        if len(a) < 3000
        else (a.var() + b.var() + (a.mean() - b.mean()) ** 2)
    )
    return 0.0 if expected == 0 else float(1 - ((a - b) ** 2).mean() / expected)


def least_confidence(confidence, shares, scores, target: float) -> float:
    """From which confidence on the sets' answers together reach `target`; NEVER where not."""
    sure, s, y = (np.concatenate(list(v)) for v in (confidence, shares, scores))
    for least in np.quantile(sure, np.linspace(0, 0.95, 96)):
        chosen = sure >= least
        if kappa(s[chosen], y[chosen]) >= target:
            return round(float(least), 4)
    return NEVER

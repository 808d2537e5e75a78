"""Fits slope, shift, interval and sureness to predictions of sets that were left out."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np

from grader.evaluation import doubt
from grader.text.scale import on_line

STEPS_OF_SCORE = 10


@dataclass(frozen=True, slots=True)
class Predicted:
    """What a head that has not seen a set says of its rows, and what people say (`score`).

    `total` (n,) is minus infinity where nothing was answered, `plain` (n,) plain coverage.
    """

    name: str
    total: np.ndarray
    discord: np.ndarray
    score: np.ndarray
    made: np.ndarray
    plain: np.ndarray

    def own(self) -> Predicted:
        """The rows that people graded."""
        kept = ~self.made
        arrays = (self.total, self.discord, self.score, self.made, self.plain)
        return Predicted(self.name, *(values[kept] for values in arrays))

    def share(self, slope: float, shift: float) -> np.ndarray:
        """The rows' shares on a scale."""
        return on_line(self.total, slope, shift)


def grade_weights(score: np.ndarray) -> np.ndarray:
    """ASAG2024's weights: every non-empty tenth of the scale counts the same; they sum to 1."""
    bins = np.minimum((score * 10 + 1e-9).astype(int), 9)
    _, place, counts = np.unique(bins, return_inverse=True, return_counts=True)
    return 1 / (len(counts) * counts[place])


def fit_map(predicted: list[Predicted]) -> tuple[float, float]:
    """Slope and shift of the line that is nearest to plain coverage, each set counting the same."""
    rows = [
        (p.total[said], p.plain[said]) for p in predicted if (said := np.isfinite(p.total)).any()
    ]
    weights = np.concatenate([np.full(len(x), len(x) ** -0.5) for x, _ in rows])
    total, plain = (np.concatenate(values) for values in zip(*rows, strict=True))
    slope, shift = np.polyfit(total, plain, 1, w=weights)
    return float(slope), float(shift)


def fit_scale(predicted: list[Predicted]) -> dict:
    """The values of the part `covered` of scale.json."""
    graded = [p.own() for p in predicted]
    slope, shift = fit_map(graded)
    shares = [p.share(slope, shift) for p in graded]
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

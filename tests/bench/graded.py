"""Graded data sets as the head sees them: read, encoded and measured once, for the benches."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import torch

from grader.model import Question, Rubric
from grader.rubric.build import build_rubric
from grader.rubric.builder.contrasts import make_contrasts
from grader.text.blank import is_blank
from grader.text.encoder import Encoder
from grader.text.head import Head, centred
from grader.text.prepared import PreparedRubric, prepare
from grader.text.reading import plan, read
from grader.text.segment import sentences
from grader.text.traits import TRAITS, traits

SETS = (
    "scientsbank_train",
    "beetle_train",
    "saf_en_train",
    "saf_de_train",
    "stita_en",
    "le_zh",
    "ads_zh_dev",
)
MADE = 100  # wrong answers made of right ones, at most so many a set
RIGHT = 0.8
ONCE = 256  # answers read at once


@dataclass
class GradedSet:
    """One file's rows: `asked` (n,) names each row's rubric, `made` (n,) the counterfactuals.

    `tokens` holds each answer's centred token vectors (float16), `traits` (n, k) the rest.
    """

    name: str
    rubrics: list[Rubric]
    prepared: list[PreparedRubric]
    asked: np.ndarray
    answers: list[str]
    score: np.ndarray
    made: np.ndarray
    tokens: list[torch.Tensor]
    traits: torch.Tensor

    @property
    def own(self) -> np.ndarray:
        """The indices of the rows that people graded."""
        return np.flatnonzero(~self.made)


def load_set(path: Path, encoder: Encoder, untrained: Head, *, made: int = MADE) -> GradedSet:
    """One CSV file, encoded; `untrained` only stands in for the head that is to be trained."""
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    keys = list(zip(frame["question"], frame["reference"], strict=True))
    order = {key: i for i, key in enumerate(dict.fromkeys(keys))}
    rubrics = [build_rubric(Question(f"{path.stem}-{i}", q, r)) for (q, r), i in order.items()]
    prepared = [prepare(rubric, encoder, untrained) for rubric in rubrics]
    rows = [
        (order[key], text, float(score), False)
        for key, text, score in zip(keys, frame["answer"], frame["score"], strict=True)
    ]
    rows += [(asked, text, 0.0, True) for asked, text in _counterfactuals(rows, made)]
    asked, answers, score, flags = map(list, zip(*rows, strict=True))
    seen = list(_seen(answers, [prepared[i] for i in asked], encoder))
    return GradedSet(
        path.stem,
        rubrics,
        prepared,
        np.array(asked),
        answers,
        np.array(score),
        np.array(flags),
        [torch.from_numpy(tokens.astype(np.float16)) for tokens, _ in seen],
        torch.tensor(np.stack([measured for _, measured in seen]), dtype=torch.float32),
    )


def _seen(
    answers: Sequence[str], prepared: Sequence[PreparedRubric], encoder: Encoder
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Each answer's centred tokens (a, d) and traits (k,)."""
    for at in range(0, len(answers), ONCE):
        plans = [None if is_blank(text) else plan(text) for text in answers[at : at + ONCE]]
        flat = iter(encoder.encode([t for made in plans if made for t in made.texts]))
        for made, rubric in zip(plans, prepared[at : at + ONCE], strict=True):
            if made is None:
                yield np.zeros((0, len(rubric.token_mean)), np.float32), np.zeros(len(TRAITS))
                continue
            reading = read(made, [next(flat) for _ in made.texts])
            everything = np.ones(len(reading.segments), dtype=bool)
            yield (
                centred(reading.tokens, rubric.token_mean),
                traits(rubric, reading, everything),
            )


def _counterfactuals(rows: Sequence[tuple], most: int) -> Iterator[tuple[int, str]]:
    """Right answers with their sentences contradicted by rule; seeded, so the same every time."""
    chance = random.Random(0)
    right = [row for row in rows if row[2] >= RIGHT]
    for asked, text, _, _ in chance.sample(right, min(most, len(right))):
        parts = [text[a:b] for a, b in sentences(text)]
        turned = [[c.text for c in make_contrasts(part)] for part in parts]
        if parts and sum(map(bool, turned)) >= 0.75 * len(parts):
            chosen = [chance.choice(t) if t else p for t, p in zip(turned, parts, strict=True)]
            yield asked, "\n".join(chosen)

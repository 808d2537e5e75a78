"""Graded data sets as the head sees them: read, encoded and measured once, for the benches."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from grader.model import Question
from grader.rubric.build import build_rubric
from grader.rubric.builder.contrasts import make_contrasts
from grader.text.blank import is_blank
from grader.text.coverage import cover
from grader.text.encoder import Encoder
from grader.text.head import Head
from grader.text.prepared import PreparedRubric, prepare
from grader.text.reading import plan, read
from grader.text.scale import Doubt, Scale
from grader.text.segment import sentences
from grader.text.whole import FEATURES, features

SETS = (
    "scientsbank_train",
    "beetle_train",
    "saf_en_train",
    "saf_de_train",
    "stita_en",
    "le_zh",
    "ads_zh_dev",
)
# Wrong answers made of right ones: so many right ones are tried, in one set of either language.
MADE = {"beetle_train": 100, "le_zh": 100}
RIGHT = 0.8
ONCE = 256  # answers read at once


NO_DOUBT = Doubt((0.0,) * 7, (0.0,) * 7, 0.5, (0.0,) * 7, {})
NO_HEAD = Head(np.zeros(0), np.zeros(0), np.zeros(0), Scale(1.0, 0.0, NO_DOUBT))


@dataclass
class GradedSet:
    """One file's rows: `features` (n, f), nan where nothing was answered; human `score` (n,).

    `asked` (n,) names each row's rubric, `made` (n,) tells counterfactuals, `length` (n,) letters.
    """

    name: str
    asked: np.ndarray
    length: np.ndarray
    score: np.ndarray
    made: np.ndarray
    features: np.ndarray


def load_set(path: Path, encoder: Encoder) -> GradedSet:
    """One CSV file, encoded."""
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    keys = list(zip(frame["question"], frame["reference"], strict=True))
    order = {key: i for i, key in enumerate(dict.fromkeys(keys))}
    rubrics = [build_rubric(Question(f"{path.stem}-{i}", q, r)) for (q, r), i in order.items()]
    prepared = [prepare(rubric, encoder, NO_HEAD) for rubric in rubrics]
    rows = [
        (order[key], text, float(score), False)
        for key, text, score in zip(keys, frame["answer"], frame["score"], strict=True)
    ]
    rows += [
        (asked, text, 0.0, True) for asked, text in _counterfactuals(rows, MADE.get(path.stem, 0))
    ]
    asked, answers, score, flags = map(list, zip(*rows, strict=True))
    seen = list(_seen(answers, [prepared[i] for i in asked], encoder))
    return GradedSet(
        path.stem,
        np.array(asked),
        np.array([len(text) for text in answers]),
        np.array(score),
        np.array(flags),
        np.stack(seen),
    )


def _seen(
    answers: Sequence[str], prepared: Sequence[PreparedRubric], encoder: Encoder
) -> Iterator[np.ndarray]:
    """Each answer's features (f,), by the code that grades."""
    for at in range(0, len(answers), ONCE):
        plans = [None if is_blank(text) else plan(text) for text in answers[at : at + ONCE]]
        flat = iter(encoder.encode([t for made in plans if made for t in made.texts]))
        for made, rubric in zip(plans, prepared[at : at + ONCE], strict=True):
            if made is None:
                yield np.full(len(FEATURES), np.nan)
                continue
            reading = read(made, [next(flat) for _ in made.texts])
            everything = np.ones(len(reading.segments), dtype=bool)
            plain = cover(rubric, reading, everything)
            yield features(rubric, reading, plain, everything)


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

"""Short answers to the bank's questions for benches: as many as wanted, a fifth sharing their text.

An answer is one short sentence of the example answers or of a rubric's statements, with an opening,
an ending and, where it has been used before, a number: the vocabulary is that of real answers, and
no two are the same by accident.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from grader.model import Kind, Rubric

ROOT = Path(__file__).parents[2]
SHARED = 0.2
OPENINGS = (
    "",
    "",
    "",
    "我认为",
    "简单说，",
    "我的理解是",
    "首先，",
    "一般来说，",
    "据我所知，",
    "In short, ",
)
ENDINGS = ("", "", "。", "，大概如此。", "，仅供参考。", "，我记得是这样。", "吧。")
LONGEST = 24


def sentences(rubric: Rubric, longest: int) -> list[str]:
    """Sentences that candidates might write about a question, cut at `longest` characters."""
    sentence = re.compile(rf"[^。！？!?；;\n]{{6,{longest}}}")
    folder = ROOT / "fixtures" / "answers" / rubric.question.id
    texts = [path.read_text("utf-8") for path in sorted(folder.glob("[!b]*/*.txt"))]
    texts += [w for point in rubric.key_points for w in point.wordings]
    texts += [c.text for point in rubric.key_points for c in point.contrasts]
    return [s.strip() for text in texts for s in sentence.findall(text)]


def answers(
    rubrics: Mapping[str, Rubric], count: int, seed: int = 1, longest: int = LONGEST
) -> Iterator[tuple[str, str, str]]:
    """(candidate, question, answer) `count` times; a fifth share their text with another.

    Sentences longer than `longest` characters are cut.
    """
    drawn = random.Random(seed)
    ids = [id_ for id_, r in rubrics.items() if r.question.kind is Kind.SHORT_ANSWER]
    pools = {id_: sentences(rubrics[id_], longest) for id_ in ids}
    earlier: dict[str, list[str]] = {id_: [] for id_ in ids}
    used: dict[str, set[str]] = {id_: set() for id_ in ids}
    # Half of the sharing rows repeat an earlier one, which so shares as well.
    for number in range(count):
        id_ = ids[number % len(ids)]
        if earlier[id_] and drawn.random() < SHARED / 2:
            text = earlier[id_].pop()
        else:
            said = drawn.choice(pools[id_])
            text = f"{drawn.choice(OPENINGS)}{said}{drawn.choice(ENDINGS)}"
            if text in used[id_]:
                text += f"（{number}）"
            used[id_].add(text)
            earlier[id_].append(text)
        yield f"c{number // len(ids):07d}", id_, text


def write_table(path: Path, rows: Iterator[tuple[str, str, str]]) -> None:
    """Writes a table of submissions."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["candidate_id", "question_id", "answer"])
        writer.writerows(rows)

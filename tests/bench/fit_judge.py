"""Fits grader/text/judge.json to the fixtures' verdicts, and the part `judged` of scale.json to what
it says of questions left out; prints how well it does there.

    python tests/bench/fit_judge.py [--write] [--check GOLD.csv]

Beside the fixtures it learns from wrong answers made of right ones: every sentence denied, a list
of keywords, the question repeated, the answer to another question. GOLD.csv (columns
question_id, path, gold) holds graded answers that are never fitted.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from scale_fit import fit_doubt

from grader.rubric.bank import default_folder
from grader.rubric.builder.contrasts import make_contrasts
from grader.rubric.files import load_rubrics
from grader.text.blank import is_blank
from grader.text.judge import FOUND
from grader.text.models import DEFAULT_MODEL, cache_folder, open_encoder
from grader.text.prepared import prepare
from grader.text.reading import plan, read
from grader.text.segment import sentences
from grader.text.signals import MISCONCEPTION_SIGNALS, SIGNALS, measure

ROOT = Path(__file__).parents[2]
GOLD = {"full": 0.95, "paraphrase": 0.88, "partial": 0.5, "wrong": 0.08}
MADE = {
    "denied": 0.05,
    "keyword list": 0.05,
    "question": 0.0,
    "other question": 0.0,
    "off topic": 0.0,
}
WEIGHT = {
    "denied": 0.1,
    "keyword list": 0.4,
    "question": 0.4,
    "other question": 0.25,
    "off topic": 0.5,
}
OFF_TOPIC = (
    "我认为人工智能发展很快，各个行业都在积极拥抱变化。企业需要培养复合型人才，也要重视数据安全和伦理问题。",
    "数据库索引可以加快查询速度，但会占用额外的存储空间，并且在写入时需要维护。常见的结构有 B+ 树和哈希表。",
    "昨天下班以后我和朋友去吃了火锅，味道很好，人也很多，排了一个小时的队才坐下。",
    "云计算按需提供计算、存储和网络资源，用户不用自己买服务器，按使用量付费即可。",
    "敏捷开发把项目切成两周一次的迭代，每天站会同步进展，迭代结束时评审并复盘，持续改进流程。",
    "区块链把交易打包成区块并用哈希值串起来，节点通过共识机制保证账本一致，因此很难被篡改。",
    "这道题涉及面很广，需要结合实际情况具体分析，我在项目中也积累了一些经验，希望以后有机会深入学习。",
    "春天到了，校园里的樱花开得正好，同学们三三两两在树下拍照，空气里都是花香。",
    "微服务把系统拆成许多小服务，各自部署，通过接口通信，配合容器编排可以弹性扩容。",
    "Teamwork matters most. We held a daily meeting, shared our progress, and helped whoever was stuck.",
    "Operating systems schedule processes in time slices; at the end of a slice the registers are saved.",
    "The French Revolution began in 1789 and changed the political order of Europe for good.",
    "TCP gives a reliable byte stream: it numbers segments, acknowledges them and sends lost ones again.",
    "I have always been passionate about technology, and I believe that lifelong learning is the key.",
    "Photosynthesis turns light, water and carbon dioxide into sugar and oxygen inside the chloroplasts.",
    "A good manager listens first, sets clear goals, and gives people room to find their own way.",
)
# The share that a label must stay above or below, with a margin inside the fixtures' bands.
BANDS = {
    "full": (0.78, 1.0),
    "paraphrase": (0.78, 1.0),
    "partial": (0.4, 0.64),
    "wrong": (0.0, 0.25),
}
MADE_BAND = (0.0, 0.15)
PULL, INNOCENCE = 0.3, 0.1
STEPS, RATE, DECAY, FOLDS = 250, 0.1, 2e-4, 6


class Answer(NamedTuple):
    """One graded answer: what it is called, and its share of the points."""

    question: str
    label: str
    text: str
    gold: float


def fixtures() -> list[Answer]:
    """The answers under fixtures/answers, with their folder's verdict."""
    return [
        Answer(
            path.parts[-3], path.parts[-2], path.read_text(encoding="utf-8"), GOLD[path.parts[-2]]
        )
        for path in sorted((ROOT / "fixtures/answers").glob("*/*/*.txt"))
        if path.parts[-2] in GOLD
    ]


def made_wrong(answers, rubrics):
    """Wrong answers made by rule; seeded, so the same every time."""
    chance = random.Random(0)
    for answer in answers:
        if answer.label in ("full", "paraphrase"):
            denied, share = _denied(answer.text)
            if share >= 0.75:
                yield Answer(answer.question, "denied", denied, MADE["denied"])
        if answer.label == "full":
            far = [q for q in rubrics if abs(int(q) - int(answer.question)) > 3]
            yield Answer(chance.choice(far), "other question", answer.text, 0.0)
    for question, rubric in rubrics.items():
        for latin in (True, False):
            terms = [
                name
                for point in rubric.key_points
                for keyword in point.keywords
                for name in [n for n in keyword.names if n.isascii() == latin][:1]
            ]
            chance.shuffle(terms)
            mark = chance.choice((", ", "; ", " ") if latin else ("，", "、", " "))
            yield Answer(question, "keyword list", mark.join(terms), MADE["keyword list"])
        for text in chance.sample(OFF_TOPIC, 2):
            yield Answer(question, "off topic", text, 0.0)
        yield Answer(question, "question", f"{rubric.question.text}{rubric.question.text}", 0.0)


def _denied(text: str) -> tuple[str, float]:
    parts, hits = [], 0
    for start, end in sentences(text):
        found = [c.text for c in make_contrasts(text[start:end]) if c.made == "negation"]
        hits += bool(found)
        parts.append(found[0] if found else text[start:end])
    return "。\n".join(parts), hits / max(1, len(parts))


def pack(answers, prepared, encoder):
    """Padded tensors: signals, segment mask, weights, misconception signals, penalties."""
    plans = [plan(a.text) for a in answers]
    flat = iter(encoder.encode([t for p in plans for t in p.texts]))
    measured = []
    for answer, made in zip(answers, plans, strict=True):
        reading = read(made, [next(flat) for _ in made.texts])
        measured.append(
            (measure(prepared[answer.question], reading), prepared[answer.question].rubric)
        )
    points = max(s.shape[0] for (s, _), _ in measured)
    length = max(s.shape[1] for (s, _), _ in measured)
    wrongs = max(m.shape[0] for (_, m), _ in measured)
    count = len(answers)
    signals = torch.zeros(count, points, length, len(SIGNALS))
    mask = torch.zeros(count, 1, length)
    weights = torch.zeros(count, points)
    found = torch.zeros(count, wrongs, length, len(MISCONCEPTION_SIGNALS))
    penalties = torch.zeros(count, wrongs)
    for i, ((s, m), rubric) in enumerate(measured):
        signals[i, : s.shape[0], : s.shape[1]] = torch.tensor(s)
        mask[i, 0, : s.shape[1]] = 1
        weights[i, : s.shape[0]] = torch.tensor([p.weight for p in rubric.key_points])
        found[i, : m.shape[0], : m.shape[1]] = torch.tensor(m)
        penalties[i, : m.shape[0]] = torch.tensor([m.penalty for m in rubric.misconceptions])
    return signals, mask, weights / weights.sum(1, keepdim=True), found, penalties


def start() -> dict[str, torch.Tensor]:
    """Coefficients to start from, and to decay towards: margins are right, nearness is about."""
    return {
        "about": torch.tensor([0.0, 0.0, 1.0, 0.5, 0.0, 0.0, 0.5, 0.0, 0.5, 0.0, 0.0]),
        "about_bias": torch.tensor(0.0),
        "right": torch.tensor([2.0, 1.0, 0.0, 0.0, 0.0, -1.0, 0.0, 0.0, 0.0, 0.5, 0.0]),
        "right_bias": torch.tensor(0.0),
        "sharpness": torch.tensor(8.0),
        "stretch": torch.tensor(1.2),
        "shift": torch.tensor(0.0),
        "found": torch.tensor([2.0, 1.0, 0.5, 0.5]),
        "found_bias": torch.tensor(-1.0),
        "penalty": torch.tensor(0.7),
    }


def predict(by, data):
    """The shares of the answers; clipped softly, so that gradients pass."""
    return _predict(by, data)[0]


def undecided(by, data):
    """How undecided the answers' key points are on average, 0..1, as grading measures it."""
    points = _predict(by, data)[2].clamp(0, 1)
    return (data[2] * (1 - 2 * (points - 0.5).abs())).sum(1)


def _predict(by, data):
    signals, mask, weights, found, penalties = data
    earned = torch.sigmoid(signals @ by["about"] + by["about_bias"]) * torch.sigmoid(
        signals @ by["right"] + by["right_bias"]
    )
    pooling = torch.softmax(earned * by["sharpness"] + (mask - 1) * 1e4, dim=2)
    shares = by["stretch"] * (pooling * earned).sum(2) + by["shift"]
    shares = shares - 0.9 * torch.relu(shares - 1) + 0.9 * torch.relu(-shares)
    stated = (torch.sigmoid(found @ by["found"] + by["found_bias"]) * mask).amax(2)
    lost = by["penalty"] * torch.relu(stated - FOUND) / (1 - FOUND)
    return (weights * shares).sum(1) - (lost * penalties).sum(1), stated, shares


def fit(data, gold, bands, weight):
    """Coefficients that put answers into their bands, held near the start by a small decay.

    Right answers (gold above .8) should moreover state no misconception.
    """
    innocent = gold > 0.8
    by, origin = start(), start()
    for tensor in by.values():
        tensor.requires_grad_(True)
    optimiser = torch.optim.Adam(by.values(), lr=RATE)
    for _ in range(STEPS):
        held = sum(((by[k] - origin[k]) ** 2).sum() for k in ("about", "right", "found"))
        shares, stated, _ = _predict(by, data)
        outside = torch.relu(bands[:, 0] - shares) + torch.relu(shares - bands[:, 1])
        error = outside**2 + PULL * (shares - gold) ** 2
        accused = torch.relu(stated[innocent] - FOUND).sum(1)
        loss = (weight * error).mean() + INNOCENCE * accused.mean() + DECAY * held
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return {k: v.detach() for k, v in by.items()}


def report(title, answers, shares) -> None:
    """Pearson r over all and over the unmade ones, and the mean share of each label."""
    shares, gold = np.clip(shares, 0, 1), np.array([a.gold for a in answers])
    own = [i for i, a in enumerate(answers) if a.label not in MADE]
    print(f"{title}: r {np.corrcoef(shares[own], gold[own])[0, 1]:.3f}, with made ones "
          f"{np.corrcoef(shares, gold)[0, 1]:.3f}, n {len(answers)}")  # fmt: skip
    for label in dict.fromkeys(a.label for a in answers):
        rows = shares[[i for i, a in enumerate(answers) if a.label == label]]
        low, high = {"full": (0.7, 1), "paraphrase": (0.7, 1), "partial": (0.35, 0.7)}.get(
            label, (0, 0.35)
        )
        inside = ((rows >= low) & (rows <= high)).mean()
        print(f"  {label:18s} mean {rows.mean():.3f}   in band {inside:.2f}")


def chosen(data, rows):
    """The rows of packed data."""
    return tuple(tensor[rows] for tensor in data)


def main() -> None:
    """Cross-validates over questions, fits on all, and writes or checks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--write-doubt", action="store_true", help="write only scale.json")
    parser.add_argument("--check", type=Path)
    args = parser.parse_args()
    rubrics = {k: v for k, v in load_rubrics(default_folder()).items() if v.key_points}
    encoder = open_encoder(DEFAULT_MODEL, cache_folder(os.environ))
    prepared = {k: prepare(v, encoder) for k, v in rubrics.items()}
    answers = fixtures()
    answers += [a for a in made_wrong(answers, rubrics) if not is_blank(a.text)]
    data = pack(answers, prepared, encoder)
    torch.set_num_threads(1)
    gold = torch.tensor([a.gold for a in answers])
    weight = torch.tensor([WEIGHT.get(a.label, 1.0) for a in answers])
    bands = torch.tensor([BANDS.get(a.label, MADE_BAND) for a in answers])
    questions = sorted(rubrics, key=int)
    random.Random(0).shuffle(questions)
    left_out, doubts = np.zeros(len(answers)), np.zeros(len(answers))
    for fold in range(FOLDS):
        held = set(questions[fold::FOLDS])
        train = [i for i, a in enumerate(answers) if a.question not in held]
        test = [i for i, a in enumerate(answers) if a.question in held]
        by = fit(chosen(data, train), gold[train], bands[train], weight[train])
        left_out[test] = predict(by, chosen(data, test)).numpy()
        doubts[test] = undecided(by, chosen(data, test)).numpy()
    report("questions left out", answers, left_out)
    # Made answers stand for few real ones, as in the fit: as many are kept as their weight says.
    kept = np.random.default_rng(0).random(len(answers)) < weight.numpy()
    judged = fit_doubt([np.clip(left_out, 0, 1)[kept]], [doubts[kept]], [gold.numpy()[kept]])
    print(json.dumps(judged))
    by = fit(data, gold, bands, weight)
    report("all fitted", answers, predict(by, data).numpy())
    if args.check:
        with args.check.open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        checked = [
            Answer(
                r["question_id"],
                r["label"],
                (args.check.parent / r["path"]).read_text(encoding="utf-8"),
                float(r["gold"]),
            )
            for r in rows
        ]
        report("never fitted", checked, predict(by, pack(checked, prepared, encoder)).numpy())
    values = {k: v.numpy().round(3).tolist() for k, v in by.items()}
    print(json.dumps(values))
    if args.write:
        target = ROOT / "grader/text/judge.json"
        target.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
    if args.write or args.write_doubt:
        target = ROOT / "grader/text/scale.json"
        scales = json.loads(target.read_text(encoding="utf-8")) | {"judged": judged}
        target.write_text(json.dumps(scales, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

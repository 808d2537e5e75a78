"""A cohort to report on: real grades of the example answers, dealt out to invented candidates."""

from __future__ import annotations

import base64
import json
import random
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from grader.grading import Grader
from grader.model import (
    Curve,
    Evidence,
    Flag,
    Grade,
    Image,
    Interval,
    Provenance,
    Resources,
    Rubric,
    Run,
    Span,
    Status,
    Submission,
    Verdict,
)
from grader.records import to_record
from grader.rubric.bank import default_folder
from grader.rubric.files import load_rubrics
from grader.text.encoder import Encoder

ANSWERS = Path(__file__).parents[2] / "fixtures/answers"
SURNAMES = "王李张刘陈杨赵黄周吴"
GIVEN = ("伟", "敏", "静", "丽娜", "强", "思远")
TASKS = ("c1", "c2", "c3", "c4", "c5")
ORDER = ("blank", "wrong", "partial", "paraphrase", "full")
CHECKS = (
    ("输出形状", "(N, 28, 28, 1)，值在 [0, 1]", "(8, 28, 28, 1)，0.00..1.00"),
    ("KL 项起作用", "改变 KL 权重，损失随之变化", "损失变化 0.41"),
    ("会学习", "200 步后重构误差 < 0.060", "0.043"),
    ("采样有随机性", "两次采样不同", "两次相差 0.83"),
)
SOURCE = """\
import torch
from torch import nn


def build_encoder(latent_dim):
    return Encoder(latent_dim)


class Encoder(nn.Module):
    def forward(self, images):
        # <b>不是标签</b> && "quotes"
        return self.mean(images), self.log_var(images)
"""
STDERR = """\
Traceback (most recent call last):
  File "solution.py", line 31, in train_step
    loss = reconstruction + kl
RuntimeError: The size of tensor a (28) must match the size of tensor b (784)
"""


@cache
def bank() -> dict[str, Rubric]:
    """The bank's rubrics, read once."""
    return dict(load_rubrics(default_folder()))


def real_grades(encoder: Encoder, lang: str = "zh") -> dict[str, dict[str, list[Grade]]]:
    """The grades of the example answers by question and verdict."""
    rubrics = bank()
    files = sorted(ANSWERS.glob("*/*/*.txt"))
    pairs = [(Submission(f.parts[-3], f.read_text("utf-8")), rubrics[f.parts[-3]]) for f in files]
    made = Grader(encoder, lang=lang).grade_many(pairs)
    found: dict[str, dict[str, list[Grade]]] = {}
    for file, grade in zip(files, made, strict=True):
        found.setdefault(file.parts[-3], {}).setdefault(file.parts[-2], []).append(grade)
    return found


def names(count: int) -> dict[str, str]:
    """Candidate ids with their names."""
    full = [surname + given for given in GIVEN for surname in SURNAMES]
    return {f"2026{number:03}": full[number - 1] for number in range(1, count + 1)}


def make_cohort(
    real: Mapping[str, Mapping[str, Sequence[Grade]]], count: int = 60, seed: int = 1
) -> list[Grade]:
    """`count` candidates' grades of every question: each has an ability, chance does the rest."""
    chance = random.Random(seed)
    grades = []
    for number, candidate in enumerate(names(count)):
        ability = chance.betavariate(2.2, 1.8)
        for row, question in enumerate(sorted(real, key=int)):
            verdicts = real[question]
            level = min(4, max(0, round(chance.gauss(0.6 + 3.6 * ability, 0.9))))
            grade = chance.choice(verdicts.get(ORDER[level]) or verdicts["wrong"])
            place = f"sample.csv:{number * 35 + row + 2}"
            grades.append(_dealt(grade, candidate, place))
        grades += [_program(candidate, task, ability, chance) for task in TASKS]
    return grades


def _dealt(grade: Grade, candidate: str, origin: str) -> Grade:
    half = round(0.4 + 3 * (1 - grade.confidence), 2)
    points = grade.points or 0.0
    blank = grade.status is Status.BLANK
    interval = None if blank else Interval(max(0.0, points - half), min(10.0, points + half))
    reasons = (Flag("low_confidence", f"置信度只有 {grade.confidence:.2f}"),)
    unsure = grade.status is Status.NEEDS_REVIEW
    return replace(
        grade,
        candidate_id=candidate,
        origin=origin,
        interval=interval,
        review=reasons if unsure else (),
        flags=tuple(flag for flag in grade.flags if flag.name != "other_model"),
    )


def _program(candidate: str, task: str, ability: float, chance: random.Random) -> Grade:
    fails = chance.random() > 0.55 + ability / 2
    outcome = chance.choice(("timeout", "memory", "crash")) if fails else "ok"
    passed = [not fails and chance.random() < 0.3 + 0.7 * ability for _ in CHECKS]
    evidence = [_check(check, met) for check, met in zip(CHECKS, passed, strict=True)]
    if outcome == "crash":
        evidence.append(_finding())
    return Grade(
        candidate_id=candidate,
        question_id=task,
        status=Status.CANDIDATE_ERROR if fails else Status.GRADED,
        points=sum(item.points for item in evidence),
        max_score=10.0,
        confidence=0.95,
        evidence=tuple(evidence),
        provenance=Provenance(
            rubric="c" * 64, package="0.1.0", seed=7, sandbox=("namespaces", "seccomp", "cgroup")
        ),
        answer=SOURCE,
        origin=f"code/{candidate}/{task}.py",
        run=_run(outcome, chance),
    )


def _check(check: tuple[str, str, str], met: bool) -> Evidence:
    name, expected, actual = check
    verdict = Verdict.MET if met else Verdict.MISSED
    points = 2.5 if met else 0.0
    return Evidence(
        name, "check", verdict, float(met), points, 2.5, expected=expected,
        actual=actual if met else "没有得到结果", hint="" if met else "请检查最后一层。",
    )  # fmt: skip


def _finding() -> Evidence:
    """A defect of the source, as the code grader words it."""
    start = SOURCE.index("    return Encoder")
    span = Span(start, SOURCE.index("\n", start))
    words = "第 6 行：NameError: name 'Encoder' is not defined"
    return Evidence(
        "第 6 行：NameError", "finding", Verdict.MISSED, 0.0, 0.0, 0.0, span,
        SOURCE[span.start : span.end], words,
    )  # fmt: skip


def _run(outcome: str, chance: random.Random) -> Run:
    drop = [2.3 * 0.985**step + chance.gauss(0, 0.04) for step in range(120)]
    loss = Curve("loss", tuple(round(value, 4) for value in drop))
    ok = outcome == "ok"
    return Run(
        framework="torch",
        outcome=outcome,
        curves=(loss,) if ok else (),
        images=tuple(Image(f"样本 {n + 1}", png(chance)) for n in range(4)) if ok else (),
        skipped=("plt.show()",),
        stdout="epoch 1\nepoch 2\n",
        stderr="" if ok else STDERR,
        resources=Resources(4.21, 6.9, 812.0) if ok else None,
    )


def png(chance: random.Random, size: int = 28) -> str:
    """A small greyscale picture, base64."""
    rows = b"".join(
        b"\0" + bytes(min(255, abs(int(chance.gauss(90, 60)))) for _ in range(size))
        for _ in range(size)
    )
    header = struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    data = b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)
    return base64.b64encode(data).decode()


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def run_record(rubrics: Iterable[Rubric], people: Mapping[str, str]) -> dict[str, Any]:
    """What run.json holds that a report reads."""
    return {
        "names": dict(people),
        "started": "2026-11-25T10:00:00Z",
        "finished": "2026-11-25T10:02:10Z",
        "questions": [
            {
                "id": rubric.question.id,
                "text": rubric.question.text,
                "text_en": rubric.question.text_en,
                "kind": str(rubric.question.kind),
                "topics": list(rubric.question.topics),
                "reference": rubric.question.reference,
                "max_score": rubric.max_score,
                "criteria": [
                    {
                        "name": p.name,
                        "requirement": p.requirement,
                        "weight": p.weight,
                        "follow_up": p.follow_up,
                    }
                    for p in rubric.key_points
                ],
            }
            for rubric in rubrics
        ],
    }


def similar(grades: Iterable[Grade]) -> list[dict[str, Any]]:
    """Groups of the same answer, as similar.json holds them."""
    members: dict[tuple[str, str], list[str]] = {}
    for grade in grades:
        if len(grade.answer) > 40 and not grade.run:
            members.setdefault((grade.question_id, grade.answer), []).append(grade.candidate_id)
    return [
        {"question_id": question, "kind": "same", "members": ids, "asks": True, "note": ""}
        for (question, _), ids in members.items()
        if 1 < len(ids) < 4
    ]


def write_folder(folder: Path, grades: Sequence[Grade], people: Mapping[str, str]) -> Path:
    """A result folder as `grade batch` writes it, as far as reports read it."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(to_record(grade), ensure_ascii=False) for grade in grades]
    (folder / "grades.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    run = run_record(bank().values(), people) | {"table": {"name": "class.csv"}}
    (folder / "run.json").write_text(json.dumps(run, ensure_ascii=False), "utf-8")
    (folder / "similar.json").write_text(json.dumps(similar(grades), ensure_ascii=False), "utf-8")
    return folder

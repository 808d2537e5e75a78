"""Lint: every rule fires on what it is for, and stays quiet on a sound rubric."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.errors import Location, RubricError
from grader.model import Check, Contrast, KeyPoint, Keyword, Kind, Misconception, Question, Rubric
from grader.rubric.bank import default_folder
from grader.rubric.files import dump_rubric, load_rubrics
from grader.rubric.lint import RULES, lint
from grader.rubric.lint_folder import lint_folder
from grader.rubric.linting.finding import Finding, Severity
from grader.rubric.linting.sameness import same_key_points
from grader.rubric.linting.similarity import NGRAMS, Matrix, embedding_similarity, ngram_matrix
from grader.rubric.reference import read_reference
from grader.rubric.storage.faults import KeyPath

SEED = Path(__file__).parents[3] / "shared" / "seed" / "aigc_interview.md"
# The subjects that the bank, like the document it follows, asks about more than once.
ASKED_TWICE = [{"3", "18", "30"}, {"4", "19"}, {"15", "28"}, {"16", "26"}]

KEEPS = KeyPoint(
    "keeps",
    "It keeps the results of slow work.",
    1.0,
    keywords=(Keyword("memory", ("内存",)),),
    wordings=("Whatever took long to compute stays in memory.",),
    contrasts=(Contrast("It computes every result anew."),),
)
EXPIRES = KeyPoint(
    "expires",
    "Entries are dropped once they are stale or space runs out.",
    2.0,
    keywords=(Keyword("eviction"),),
    wordings=("旧的条目会被淘汰。",),
    contrasts=(Contrast("旧的条目永远保留。"),),
)
SOUND = Rubric(
    Question("1", "What does a cache do?", language="en"), (KEEPS, EXPIRES), max_score=3.0
)

TOLD = {"title": "形状", "title_en": "Shapes", "hint": "看尺寸。", "hint_en": "Look at sizes."}
CHECKS = (Check("shape", "gan.shape", 1.0, **TOLD), Check("range", "gan.range", 2.0, **TOLD))


def nowhere(id_: str, path: KeyPath) -> Location:
    """A place that spells its key path."""
    return Location("/".join(map(str, (id_, *path))))


def findings(*rubrics: Rubric) -> list[Finding]:
    """The findings of lint in a few rubrics."""
    return lint({rubric.question.id: rubric for rubric in rubrics}, nowhere)


def with_point(**changes: object) -> Rubric:
    """The sound rubric with its first key point changed."""
    return replace(SOUND, key_points=(replace(KEEPS, **changes), EXPIRES))  # type: ignore[arg-type]


def test_sound_rubric_has_no_findings() -> None:
    """Lint is quiet where there is nothing to say."""
    assert findings(SOUND) == []


@pytest.mark.parametrize(
    ("rubric", "rule", "place", "severity", "words"),
    [
        (
            replace(SOUND, max_score=10.0),
            "weight-sum",
            "1/max_score",
            Severity.ERROR,
            "weights add up to 3, max_score is 10",
        ),
        (
            replace(SOUND, key_points=()),
            "no-key-points",
            "1/key_points",
            Severity.ERROR,
            "nothing can be graded",
        ),
        (
            with_point(name="expires"),
            "same-name",
            "1/key_points/1/name",
            Severity.ERROR,
            "another key point is called “expires”",
        ),
        (
            with_point(requirement="It keeps."),
            "vague",
            "1/key_points/0/requirement",
            Severity.WARNING,
            "too short",
        ),
        (
            with_point(requirement="缓存很快"),
            "vague",
            "1/key_points/0/requirement",
            Severity.WARNING,
            "too short",
        ),
        (
            with_point(requirement="It keeps various results of slow work."),
            "vague",
            "1/key_points/0/requirement",
            Severity.WARNING,
            "“various”",
        ),
        (
            with_point(requirement="它把各种中间结果等等保留下来。"),
            "vague",
            "1/key_points/0/requirement",
            Severity.WARNING,
            "“各种”",
        ),
        (
            with_point(keywords=()),
            "no-keywords",
            "1/key_points/0/keywords",
            Severity.WARNING,
            "“keeps” has no keywords",
        ),
        (
            with_point(keywords=(Keyword("memory"), Keyword("Ｃache"))),
            "given-away",
            "1/key_points/0/keywords/1",
            Severity.WARNING,
            "“Ｃache” is in the question",
        ),
        (
            with_point(keywords=(Keyword("缓存", ("cache",)),)),
            "given-away",
            "1/key_points/0/keywords/0",
            Severity.WARNING,
            "“缓存” has the alias “cache”",
        ),
        (
            with_point(contrasts=(Contrast("it keeps results of the slow work"),)),
            "contrast-is-wording",
            "1/key_points/0/contrasts/0",
            Severity.ERROR,
            "a contrast says what a wording says",
        ),
        (
            with_point(contrasts=()),
            "one-sided",
            "1/key_points/0",
            Severity.NOTE,
            "“keeps” has no contrasts",
        ),
        (
            with_point(contrasts=(), wordings=()),
            "one-sided",
            "1/key_points/0",
            Severity.NOTE,
            "has no wordings and no contrasts",
        ),
        (
            replace(SOUND, misconceptions=(Misconception("It slows things down.", 0.1),)),
            "one-sided",
            "1/misconceptions/0",
            Severity.NOTE,
            "misconception 1 has no wordings",
        ),
        (
            with_point(requirement="Entries are dropped once stale or when space runs out."),
            "same-key-point",
            "1/key_points/1/requirement",
            Severity.WARNING,
            "“keeps” and “expires” say the same thing",
        ),
    ],
)
def test_rule_fires(rubric: Rubric, rule: str, place: str, severity: Severity, words: str) -> None:
    """Each weakness is found once, at its place, and said in words."""
    (finding,) = findings(rubric)
    assert (finding.rule, finding.location.path, finding.severity) == (rule, place, severity)
    assert words in finding.message


@pytest.mark.parametrize("weight", [0.0, -1.0])
def test_weights_must_be_positive(weight: float) -> None:
    """A weight of nothing and a penalty among key points are errors."""
    rubric = replace(with_point(weight=weight), max_score=2.0 + weight)
    (finding,) = findings(rubric)
    assert (finding.rule, finding.severity) == ("weight-not-positive", Severity.ERROR)
    assert "misconceptions" in finding.message


def test_fractions_that_add_up_are_not_a_finding() -> None:
    """Binary fractions are no reason to complain."""
    points = tuple(replace(KEEPS, name=str(i), weight=0.1) for i in range(3))
    rubric = replace(SOUND, key_points=points, max_score=0.3)
    assert "weight-sum" not in {f.rule for f in findings(rubric)}


def test_vague_word_beside_a_term_is_allowed() -> None:
    """Some words are vague only where no term makes them concrete."""
    assert findings(with_point(requirement="It keeps some results in memory.")) == []


def test_keyword_inside_a_longer_word_is_not_given_away() -> None:
    """Latin terms count whole: cached is not cache, but Chinese has no word edges."""
    assert findings(with_point(keywords=(Keyword("caches"), Keyword("do it")))) == []
    asked = replace(SOUND, question=replace(SOUND.question, text="什么是变分自编码器？"))
    point = replace(KEEPS, keywords=(Keyword("编码器"),))
    (finding,) = findings(replace(asked, key_points=(point, EXPIRES)))
    assert finding.rule == "given-away"


@pytest.mark.parametrize(
    "contrast", ["It keeps no results of slow work.", "It keeps the results of fast work."]
)
def test_contrast_one_word_away_is_allowed(contrast: str) -> None:
    """A negation or an antonym is what makes a good contrast."""
    assert findings(with_point(contrasts=(Contrast(contrast),))) == []


def test_coding_stub_needs_no_key_points() -> None:
    """A coding task is graded by its checks, and only those are asked for."""
    stub = replace(SOUND, question=replace(SOUND.question, kind=Kind.CODING), key_points=())
    (finding,) = findings(stub)
    assert finding.rule == "no-checks"
    assert findings(replace(stub, checks=CHECKS)) == []


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"name": "shape"}, "same-check"),
        ({"points": 3.0}, "check-sum"),
        ({"kind": "vae.range"}, "check-kinds"),
        ({"hint_en": ""}, "no-hint"),
    ],
)
def test_slips_in_checks_are_told(change: dict[str, Any], rule: str) -> None:
    """One name twice, points that do not add up, two kinds of task, a missing hint."""
    coding = replace(SOUND.question, kind=Kind.CODING)
    checks = (CHECKS[0], replace(CHECKS[1], **change))
    stub = replace(SOUND, question=coding, key_points=(), checks=checks)
    assert [finding.rule for finding in findings(stub)] == [rule]


def test_halves_of_a_key_point_say_the_same() -> None:
    """Four of five key points of the bank, split into two with half the wordings each, are told."""
    points = [p for r in load_rubrics(default_folder()).values() for p in r.key_points]
    told = 0
    for point in points:
        said = (point.requirement, *point.wordings)
        halves = tuple(
            replace(point, name=str(i), requirement=said[i], wordings=said[i + 2 :: 2])
            for i in range(2)
        )
        rubric = replace(SOUND, key_points=(*halves, KEEPS))
        told += any(same_key_points(rubric, NGRAMS))
    assert told / len(points) >= 0.8


def test_findings_come_in_the_order_of_rubrics_and_lines() -> None:
    """A reader goes through the files from top to bottom."""
    lines = {"keywords": 9, "requirement": 4}

    def locate(id_: str, path: KeyPath) -> Location:
        return Location(id_, lines.get(str(path[-1]), 1))

    worse = with_point(requirement="Bad.", keywords=())
    other = replace(worse, question=Question("0", "Why are tides high?"))
    found = lint({"1": worse, "0": other}, locate)
    places = [(f.location.path, f.location.line) for f in found if f.rule != "same-question"]
    assert places == [("1", 4), ("1", 9), ("0", 4), ("0", 9)]


def test_every_rule_is_described() -> None:
    """The list of rules that a person can read names what lint says."""
    clashing = with_point(requirement="Bad.", keywords=(), contrasts=(), name="expires")
    empty = Rubric(Question("2", "Why are tides high?"))
    rules = {finding.rule for finding in findings(clashing, empty)}
    assert len(rules) >= 5
    assert rules <= set(RULES)


def groups(rubrics: Mapping[str, Rubric]) -> list[set[str]]:
    """The groups of short questions that lint calls the same."""
    found = [f for f in lint(rubrics, nowhere) if f.rule == "same-question"]
    listed = [f.message.split(" ask ")[0].removeprefix("questions ") for f in found]
    return [set(text.replace(" and ", ", ").split(", ")) for text in listed if "c" not in text]


@pytest.mark.skipif(not SEED.exists(), reason="the seed document lies outside the checkout")
def test_repeated_questions_of_the_seed_are_found() -> None:
    """Question and reference alone give the four groups, with at most two false ones."""
    questions = read_reference(SEED).questions
    found = groups({question.id: Rubric(question) for question in questions})
    assert [group for group in ASKED_TWICE if group not in found] == []
    assert len(found) <= len(ASKED_TWICE) + 2


def test_repeated_questions_of_the_bank_are_found() -> None:
    """The bank's own words give the four groups too, with at most three false ones."""
    found = groups(load_rubrics(default_folder()))
    assert [group for group in ASKED_TWICE if group not in found] == []
    assert len(found) <= len(ASKED_TWICE) + 3


def test_bank_has_no_errors() -> None:
    """What grades people must be free of slips; key points of the bank do not overlap."""
    found = lint_folder(default_folder())
    assert [str(f) for f in found if f.severity is Severity.ERROR] == []
    assert [str(f) for f in found if f.rule in ("same-key-point", "vague", "no-keywords")] == []


def test_coding_tasks_are_not_compared_with_short_answers() -> None:
    """To explain a thing and to write it are two questions."""
    task = replace(SOUND.question, id="c1", kind=Kind.CODING)
    coding = replace(SOUND, question=task, checks=CHECKS)
    assert findings(SOUND, coding) == []
    twin = replace(SOUND, question=replace(SOUND.question, id="2"))
    (finding,) = findings(SOUND, twin)
    assert finding.message.startswith("questions 1 and 2 ask about the same thing")


def test_ngram_matrix_is_a_cosine_matrix() -> None:
    """Likeness is symmetric, one with itself, and higher for shared words."""
    matrix = ngram_matrix(["生成器造样本", "生成器产生样本", "梯度消失"])
    assert np.allclose(matrix, matrix.T)
    assert np.allclose(np.diag(matrix), 1)
    assert matrix[0, 1] > 0.2 > matrix[0, 2]


def test_similarity_is_a_choice() -> None:
    """An encoder's embeddings stand in for n-grams: what it holds for equal is reported."""

    def embed(texts: object) -> Matrix:
        return np.tile(np.array([[0.6, 0.8]]), (len(list(texts)), 1))  # type: ignore[call-overload]

    rubrics = {"1": SOUND}
    assert lint(rubrics, nowhere, NGRAMS) == []
    (finding,) = lint(rubrics, nowhere, embedding_similarity(embed))
    assert finding.rule == "same-key-point"


def test_folder_with_a_broken_file(tmp_path: Path) -> None:
    """A file that does not load is a finding with its place; the others are still looked at."""
    dump_rubric(replace(SOUND, max_score=9.0), tmp_path / "q1.yaml")
    (tmp_path / "q2.yaml").write_text('id: "2"\nquestoin: Why?\n', encoding="utf-8")
    found = [str(f).removeprefix(f"{tmp_path}/") for f in lint_folder(tmp_path)]
    assert found == [
        "q2.yaml:2:1: error: unknown field `questoin`; did you mean `question`? [schema]",
        "q1.yaml:7:12: error: weights add up to 3, max_score is 9: make them equal [weight-sum]",
    ]


def test_folder_with_a_shared_id(tmp_path: Path) -> None:
    """Two files for one question stop lint, because nothing can be said of either."""
    for name in ("a.yaml", "b.yaml"):
        dump_rubric(SOUND, tmp_path / name)
    with pytest.raises(RubricError, match="is also the id of"):
        lint_folder(tmp_path)

"""Like answers are found, and nobody is accused of what all share."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from grader.batch.likeness.fingerprints import code_fingerprints
from grader.batch.likeness.groups import Group, groups
from grader.batch.likeness.pairs import like_pairs
from grader.batch.likeness.shingles import likeness, text_shingles
from grader.model import Kind, Question, Rubric

RUBRIC = Rubric(
    Question("1", "请解释火山怎样喷发。", "岩浆里的气体膨胀，把岩浆推出地表，形成喷发。")
)
TASK = Rubric(Question("c1", "写一个函数。", "", Kind.CODING))
LETTERS = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工"


def text(seed: int, length: int = 80) -> str:
    """A text of its own."""
    drawn = random.Random(seed)
    return "".join(drawn.choice(LETTERS) for _ in range(length))


def test_a_copy_is_found_and_asked_about() -> None:
    """The same words twice, and nearly the same words, are questions."""
    original = text(1)
    edited = original[:40] + "，" + original[40:-2]
    found = groups(RUBRIC, [original, text(2), edited], [2, 1, 1])
    assert found == [Group("near", (0, 2), "near")]
    assert found[0].asks
    assert groups(RUBRIC, [original, text(2)], [2, 1]) == [Group("same", (0,), "same")]


def test_texts_of_their_own_are_not_alike() -> None:
    """Different answers make no group."""
    assert groups(RUBRIC, [text(seed) for seed in range(40)], [1] * 40) == []


def test_short_answers_are_grouped_without_a_question() -> None:
    """That two candidates say the same few words proves nothing."""
    (group,) = groups(RUBRIC, ["气体把岩浆推出去"], [2])
    assert (group.kind, group.note, group.asks) == ("same", "same_short", False)


def test_the_reference_is_common_ground() -> None:
    """Who learnt the reference by heart is not accused of copying a neighbour."""
    long = Rubric(Question("1", "题", text(3, 200)))
    (group,) = groups(long, [text(3, 200)], [5])
    assert (group.note, group.asks) == ("common", False)


def test_what_most_say_is_common_ground() -> None:
    """A long text that most candidates have came from the course."""
    answers = [text(5, 100), *(text(seed) for seed in range(10, 14))]
    (group,) = groups(RUBRIC, answers, [8, 1, 1, 1, 1])
    assert (group.note, group.asks) == ("common", False)


PROGRAM = """
def build(latent, size):
    # a comment
    layers = []
    for step in range(size):
        layers.append(latent * step + 1)
        if step % 2 == 0:
            layers[-1] = -layers[-1]
    total = sum(layers)
    return [layer / total for layer in layers if layer != 0]
"""
RENAMED = PROGRAM.replace("latent", "z").replace("layers", "stack").replace("# a comment", "")
OTHER = """
class Net:
    def __init__(self, width):
        self.width = width

    def forward(self, x):
        while x > self.width:
            x -= self.width
        try:
            return {"x": x, "w": self.width}[str(x)]
        except KeyError as error:
            raise ValueError(error) from None
"""


def test_renaming_hides_no_copy() -> None:
    """Programs are compared by their tokens' kinds, without comments and layout."""
    assert likeness(code_fingerprints(PROGRAM), code_fingerprints(RENAMED)) == 1.0
    assert likeness(code_fingerprints(PROGRAM), code_fingerprints(OTHER)) < 0.3
    assert groups(TASK, [PROGRAM, OTHER, RENAMED], [1, 1, 1])[0].members == (0, 2)


def test_what_is_no_python_is_compared_as_text() -> None:
    """A program that does not even tokenise has its letters compared."""
    assert len(code_fingerprints("def f(:\n  '''open" + text(4))) > 0


@given(st.text(max_size=60))
def test_a_text_is_like_itself_whatever_its_case(words: str) -> None:
    """Case, width and marks change nothing."""
    one, other = text_shingles(words), text_shingles(f" {words.swapcase()}！")
    if words.casefold() == words.swapcase().casefold():
        assert likeness(one, other) in {0.0, 1.0}
        assert len(one) == len(other)


def test_pairs_by_minhash_are_those_of_comparing_all() -> None:
    """On near copies the banded search finds what the quadratic one does."""
    texts = [text(seed) for seed in range(60)] + [text(seed)[:-3] for seed in range(0, 60, 3)]
    sets = [text_shingles(t) for t in texts]
    every = {
        (i, j)
        for i in range(len(sets))
        for j in range(i + 1, len(sets))
        if likeness(sets[i], sets[j]) >= 0.8
    }
    assert len(every) == 20
    assert set(like_pairs(sets, 0.8)) == every

"""Laws of rubric files, over any text that YAML can hold: what is written is what is read."""

from __future__ import annotations

import io
import random
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from grader.model import (
    Contrast,
    KeyPoint,
    Keyword,
    Kind,
    Misconception,
    Question,
    Rubric,
    Signature,
    Source,
)
from grader.rubric.convert import from_rubric, seal, to_rubric
from grader.rubric.files import parse_rubric, rubric_text
from grader.rubric.storage.writing import yaml_writer

CHARACTERS = st.one_of(
    st.sampled_from("#:-'\"[]{}|>&*!%@`,?\\~ \n\t生成器。：“01"),
    st.characters(exclude_categories=["Cs"]),
)
texts = st.text(CHARACTERS, max_size=20)
lines = texts.filter(lambda text: text.strip() != "")
ids = st.text("abc0123456789._-", min_size=1, max_size=6)
weights = st.floats(0.25, 10).map(lambda value: round(value, 2))


def tuples(items: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    """Short tuples of `items`."""
    return st.lists(items, max_size=3).map(tuple)


keywords = st.builds(Keyword, term=lines, aliases=tuples(lines), weight=weights)
contrasts = st.builds(Contrast, text=lines, made=texts)
key_points = st.builds(
    KeyPoint,
    name=lines,
    requirement=lines,
    weight=weights,
    required=st.booleans(),
    keywords=tuples(keywords),
    wordings=tuples(lines),
    contrasts=tuples(contrasts),
    follow_up=texts,
)
misconceptions = st.builds(
    Misconception,
    requirement=lines,
    penalty=st.sampled_from([0.0, 0.05, 0.1, 0.125, 1.0]),
    wordings=tuples(lines),
    contrasts=tuples(contrasts),
)
questions = st.builds(
    Question,
    id=ids,
    text=lines,
    reference=texts,
    kind=st.sampled_from(Kind),
    text_en=texts,
    explanation=texts,
    language=st.sampled_from(["zh", "en"]),
    topics=tuples(lines),
    code=texts,
    source=st.builds(Source, document=texts, question=texts),
)
signatures = st.builds(
    Signature, function=lines, accepts=tuples(lines), signature=texts, returns=texts
)
rubrics = st.builds(
    Rubric,
    question=questions,
    key_points=tuples(key_points),
    misconceptions=tuples(misconceptions),
    contract=tuples(signatures),
    max_score=weights,
)


FILE = Path("q.yaml")


@given(rubrics)
def test_seal_is_idempotent(rubric: Rubric) -> None:
    """A sealed rubric is its own file's rubric, version and all."""
    sealed = seal(rubric)
    assert seal(replace(sealed, version="")) == sealed
    assert to_rubric(from_rubric(sealed)) == sealed


@settings(deadline=None, max_examples=40)
@given(rubrics)
def test_written_rubric_reads_back(rubric: Rubric) -> None:
    """A rubric's text holds the rubric, version and all, whatever characters are in it."""
    assert parse_rubric(rubric_text(rubric), FILE) == seal(rubric)


@settings(deadline=None, max_examples=40)
@given(rubrics)
def test_writing_is_stable(rubric: Rubric) -> None:
    """What was read is written as it stood."""
    text = rubric_text(rubric)
    assert rubric_text(parse_rubric(text, FILE)) == text


@settings(deadline=None, max_examples=40)
@given(rubrics, st.randoms(use_true_random=False))
def test_version_ignores_order_comments_and_style(rubric: Rubric, chance: random.Random) -> None:
    """Shuffled fields, comments and another layout leave rubric and version as they were."""
    tree = YAML(typ="safe", pure=True).load(rubric_text(rubric))
    other = YAML()
    other.default_style = '"'  # type: ignore[assignment]
    stream = io.StringIO("# first\n")
    stream.seek(0, io.SEEK_END)
    other.dump(_shuffled(tree, chance), stream)
    assert parse_rubric(f"{stream.getvalue()}\n# last", FILE) == seal(rubric)


@settings(deadline=None, max_examples=40)
@given(rubrics)
def test_round_trip_editing_keeps_the_rubric(rubric: Rubric) -> None:
    """ruamel's round trip with our layout, which `--update` uses, changes nothing."""
    writer, stream = yaml_writer(), io.StringIO()
    writer.dump(writer.load(rubric_text(rubric)), stream)
    assert parse_rubric(stream.getvalue(), FILE) == seal(rubric)


def _shuffled(value: object, chance: random.Random) -> object:
    """The same tree with its mappings in another order."""
    if isinstance(value, dict):
        items = [(k, _shuffled(v, chance)) for k, v in value.items()]
        chance.shuffle(items)
        return CommentedMap(items)
    if isinstance(value, list):
        return CommentedSeq(_shuffled(item, chance) for item in value)
    return value

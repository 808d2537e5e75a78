"""Questions become rubrics by rule: key points, weights, names, keywords, contrasts."""

from __future__ import annotations

from math import fsum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import DocumentError, RubricError, UsageError
from grader.model import Contrast, KeyPoint, Keyword, Kind, Misconception, Question, Source
from grader.rubric.build import build_rubric, build_rubrics, write_rubrics
from grader.rubric.builder.claims import Claim, claims
from grader.rubric.builder.key_points import key_points
from grader.rubric.builder.weights import share_out, shares
from grader.rubric.document import Document
from grader.rubric.files import load_rubric, load_rubrics
from grader.rubric.reference import read_reference

SEED = Path(__file__).parents[3] / "shared/seed/aigc_interview.md"
STACK = Question(
    "7",
    "什么是栈？",
    "栈是后进先出的线性表。\n\n- **压栈**：把元素放到栈顶。\n- **出栈**：从栈顶取走元素。",
    source=Source("ds.md", "7"),
)
TASK = Question(
    "c1", "写一个栈。", "1. **建类**：写类。", kind=Kind.CODING, code="class Stack: ..."
)


def test_key_points_of_a_reference() -> None:
    """Each claim is a key point with name, weight, keywords and contrasts marked as made."""
    rubric = build_rubric(STACK)
    assert [p.name for p in rubric.key_points] == ["线性表", "压栈", "出栈"]
    assert [p.requirement for p in rubric.key_points] == [c.text for c in claims(STACK.reference)]
    assert [p.weight for p in rubric.key_points] == [2.5, 4, 3.5]
    for point in rubric.key_points:
        assert point.keywords
        assert point.contrasts
        assert all(c.made for c in point.contrasts)
        assert not point.wordings


def test_coding_tasks_have_no_key_points() -> None:
    """A coding task becomes a rubric with its text and program, and nothing to grade yet."""
    rubric = build_rubric(TASK)
    assert (rubric.question, rubric.key_points, rubric.contract) == (TASK, (), ())


def test_contrasts_say_no_other_claim() -> None:
    """A contrast that another key point of the question claims is left out."""
    reference = "- **正极**：与正极相连的端点电位更高。\n- **负极**：与正极相连的端点电位更低。"
    rubric = build_rubric(Question("1", "端点的电位怎样？", reference))
    said = {"".join(filter(str.isalnum, p.requirement)) for p in rubric.key_points}
    for point in rubric.key_points:
        assert not said & {"".join(filter(str.isalnum, c.text)) for c in point.contrasts}


def test_names_are_unique() -> None:
    """Key points with the same keyword are told apart."""
    reference = "The lamp is very hot. The lamp is lit now. The lamp is still on."
    rubric = build_rubric(Question("1", "Why?", reference))
    names = [point.name for point in rubric.key_points]
    assert len(set(names)) == len(names) == 3


def test_ready_criteria_are_kept() -> None:
    """Criteria of the document keep name, weight and requirement, and get what they lack."""
    own = (
        KeyPoint("顺序", "出栈顺序与进栈顺序相反。", 3.0),
        KeyPoint(
            "栈顶", "只能在栈顶操作。", 1.0, keywords=(Keyword("顶"),), contrasts=(Contrast("x"),)
        ),
    )
    wrong = (Misconception("认为栈是先进先出。", 0.2),)
    document = Document(
        (STACK,), criteria={"7": own}, misconceptions={"7": wrong}, max_scores={"7": 4.0}
    )
    (rubric,) = build_rubrics(document)
    assert rubric.max_score == 4
    assert rubric.misconceptions == wrong
    first, second = rubric.key_points
    assert (first.name, first.weight) == ("顺序", 3.0)
    assert first.requirement == own[0].requirement
    assert first.keywords
    assert first.contrasts
    assert second == own[1]


def test_max_score_of_the_document() -> None:
    """A maximum that the document states is shared out."""
    (rubric,) = build_rubrics(Document((STACK,), max_scores={"7": 6.0}))
    assert rubric.max_score == fsum(p.weight for p in rubric.key_points) == 6


def test_bare_data_without_question_text() -> None:
    """A data set without question texts and with odd ids still gives rubrics."""
    rubric = build_rubric(Question("a b/c", "", "the bulb is in a closed path with the battery"))
    assert [p.requirement for p in rubric.key_points] == [
        "the bulb is in a closed path with the battery"
    ]


def test_marked_points_are_the_weights() -> None:
    """Points that the author marked decide the weights."""
    question = Question("1", "怎么办？", "先断开电源开关（3分）。再检查保险丝盒子（1分）。")
    rubric = build_rubric(question, max_score=4)
    assert [p.weight for p in rubric.key_points] == [3, 1]


def test_leads_weigh_more() -> None:
    """A claim with a lead counts half as much again; unmarked claims among marked ones less."""
    assert shares([Claim("a", lead="x"), Claim("b")]) == [1.5, 1.0]
    assert shares([Claim("a", points=2.0), Claim("b")]) == [2.0, 1.0]


def test_key_points_of_no_claims() -> None:
    """No claims, no key points."""
    assert key_points(STACK, [], 10.0) == ()


@given(
    st.lists(st.floats(0.1, 10), min_size=1, max_size=20),
    st.integers(1, 200).map(lambda halves: halves / 2),
)
def test_weights_are_round_and_add_up(parts: list[float], total: float) -> None:
    """Weights are above zero and add up exactly; they are halves where there are enough."""
    weights = share_out(total, parts)
    assert fsum(weights) == pytest.approx(total, abs=1e-12)
    assert min(weights) > 0
    if total * 2 >= len(parts):
        assert all(weight * 2 == int(weight * 2) for weight in weights)
        assert sum(weights) == total
    heavier = [w for w, p in zip(weights, parts, strict=True) if p == max(parts)]
    assert max(weights) - max(heavier) < 1e-9


def test_weights_of_an_odd_total() -> None:
    """A maximum that no unit divides is shared in exact proportion."""
    assert share_out(1 / 3, [1, 1]) == pytest.approx([1 / 6, 1 / 6])
    assert share_out(10, []) == []


def test_files_are_written_once(tmp_path: Path) -> None:
    """One file a question, which loads as built; a second build without update writes nothing."""
    folder = tmp_path / "rubrics"
    summary = write_rubrics(Document((STACK, TASK)), folder)
    assert [path.name for path in summary.written] == ["q07.yaml", "c1.yaml"]
    assert list(load_rubrics(folder).values()) == build_rubrics(Document((STACK, TASK)))
    (folder / "c1.yaml").unlink()
    with pytest.raises(UsageError, match=r"q07\.yaml.*--update"):
        write_rubrics(Document((STACK, TASK)), folder)
    assert not (folder / "c1.yaml").exists()


def test_update_writes_what_is_missing(tmp_path: Path) -> None:
    """With update, new questions get files and others stay as they are."""
    write_rubrics(Document((STACK,)), tmp_path)
    before = (tmp_path / "q07.yaml").read_bytes()
    summary = write_rubrics(Document((STACK, TASK)), tmp_path, update=True)
    assert [path.name for path in summary.written] == ["c1.yaml"]
    assert [path.name for path in summary.unchanged] == ["q07.yaml"]
    assert not summary.updated
    assert (tmp_path / "q07.yaml").read_bytes() == before


def test_a_renamed_file_is_found_by_its_id(tmp_path: Path) -> None:
    """The file of a question may have any name."""
    write_rubrics(Document((STACK,)), tmp_path)
    (tmp_path / "q07.yaml").rename(tmp_path / "stack.yaml")
    with pytest.raises(UsageError, match=r"stack\.yaml"):
        write_rubrics(Document((STACK,)), tmp_path)
    assert write_rubrics(Document((STACK,)), tmp_path, update=True).unchanged


def test_nothing_is_written_where_one_file_is_broken(tmp_path: Path) -> None:
    """A file that does not load stops the update before anything is written."""
    write_rubrics(Document((TASK,)), tmp_path)
    (tmp_path / "c1.yaml").write_text('id: "c1"\nquestion: [', encoding="utf-8")
    with pytest.raises((RubricError, DocumentError)):
        write_rubrics(Document((STACK, TASK)), tmp_path, update=True)
    assert not (tmp_path / "q07.yaml").exists()


@pytest.mark.skipif(not SEED.exists(), reason="the seed document lies beside the checkout only")
def test_the_seed_is_built_whole(tmp_path: Path) -> None:
    """35 files, none lost; short questions have key points that add up, coding tasks have none."""
    document = read_reference(SEED)
    summary = write_rubrics(document, tmp_path)
    assert len(summary.written) == 35
    assert list(load_rubrics(tmp_path)) == [q.id for q in document.questions]
    for path in summary.written:
        rubric = load_rubric(path)
        coding = rubric.question.kind is Kind.CODING
        assert bool(rubric.key_points) is not coding
        assert coding or fsum(p.weight for p in rubric.key_points) == rubric.max_score == 10
        assert all(p.keywords for p in rubric.key_points)
        assert len({p.name for p in rubric.key_points}) == len(rubric.key_points)
    again = write_rubrics(document, tmp_path, update=True)
    assert len(again.unchanged) == 35


@pytest.mark.skipif(not SEED.exists(), reason="the seed document lies beside the checkout only")
def test_the_seed_gets_contrasts() -> None:
    """At least nineteen of twenty key points of the seed have contrasts, two or more."""
    points = [p for rubric in build_rubrics(read_reference(SEED)) for p in rubric.key_points]
    assert sum(bool(p.contrasts) for p in points) >= 0.95 * len(points)
    assert sum(len(p.contrasts) for p in points) > 2 * len(points)


@given(st.text(max_size=120), st.text(max_size=40))
def test_any_reference_makes_a_rubric(reference: str, asked: str) -> None:
    """Whatever the texts, weights add up to the maximum, and building again gives the same."""
    question = Question("1", asked, reference)
    rubric = build_rubric(question)
    if rubric.key_points:
        assert fsum(p.weight for p in rubric.key_points) == pytest.approx(10)
    assert build_rubric(question) == rubric

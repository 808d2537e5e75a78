"""A rebuild leaves a teacher's work alone and says what it merged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.model import KeyPoint, Kind, Question, Rubric, Source
from grader.rubric.build import build_rubrics, write_rubrics
from grader.rubric.document import Document
from grader.rubric.files import dump_rubric, load_rubric, parse_rubric
from grader.rubric.update import built_text, merged, update_file

REFERENCE = (
    "队列是一种先进先出的线性表。\n\n"
    "- **入队**：把新元素接到队尾。\n"
    "- **出队**：取走队头的元素。\n"
    "- **循环队列**：下标到末尾后回到开头。"
)
QUEUE = Question(
    "7", "什么是队列？", REFERENCE, explanation="看顺序。", source=Source("ds.md", "7")
)
DEQUE = "\n- **双端队列**：两端都能存取元素。"
NAMES = ["线性表", "入队", "出队", "循环队列"]


def built(question: Question = QUEUE) -> Rubric:
    """The build of a document with one question."""
    return build_rubrics(Document((question,)))[0]


def edited(old: str, new: str) -> Rubric:
    """The build of a document in which one passage of the reference was changed."""
    assert old in REFERENCE
    return built(replace(QUEUE, reference=REFERENCE.replace(old, new)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of a fresh build."""
    return write_rubrics(Document((QUEUE,)), tmp_path).written[0]


def edit(path: Path, old: str, new: str) -> None:
    """Replace one passage of a file, as a teacher would."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def points(path: Path) -> dict[str, KeyPoint]:
    """The key points of a file by name."""
    return {point.name: point for point in load_rubric(path).key_points}


def test_nothing_changed(path: Path) -> None:
    """Without a change in the document the file stays as it is, byte for byte."""
    before = path.read_bytes()
    assert update_file(path, built()) == []
    assert path.read_bytes() == before


def test_a_teachers_edits_survive_an_unchanged_document(path: Path) -> None:
    """Whatever the teacher wrote or deleted stays, down to odd spacing."""
    edit(
        path,
        "requirement: 出队：取走队头的元素。",
        "requirement:   每次只取队头。  # 我的",
    )
    edit(path, "explanation: |\n  看顺序。", "explanation: |\n  看顺序，也看例子。")
    edit(path, "    wordings: []", "    wordings:\n    - 先来的先走。")
    before = path.read_bytes()
    assert update_file(path, built()) == []
    assert path.read_bytes() == before


def test_an_added_claim_becomes_a_key_point_at_the_end(path: Path) -> None:
    """A new bullet is appended with its keywords and contrasts, and weights add up again."""
    new = edited("回到开头。", f"回到开头。{DEQUE}")
    changes = update_file(path, new)
    assert "+ 双端队列: “双端队列：两端都能存取元素。”" in changes
    assert any(line.startswith("weights shared out anew") for line in changes)
    assert "reference: taken from the document" in changes
    rubric = load_rubric(path)
    assert [p.name for p in rubric.key_points] == [*NAMES, "双端队列"]
    assert rubric.key_points[-1].contrasts
    assert sum(p.weight for p in rubric.key_points) == rubric.max_score
    assert rubric.question.reference == new.question.reference


def test_weights_of_the_teacher_stay(path: Path) -> None:
    """Weights that the teacher set are kept; the report gives the sum that is now wrong."""
    edit(path, "weight: 2\n", "weight: 1.5\n")
    before = {name: point.weight for name, point in points(path).items()}
    changes = update_file(path, edited("回到开头。", f"回到开头。{DEQUE}"))
    assert {name: points(path)[name].weight for name in before} == before
    assert any("weights add up to" in line for line in changes)


def test_a_claim_that_is_gone_is_kept_and_reported(path: Path) -> None:
    """Nothing of the file is deleted because the document dropped it."""
    changes = update_file(path, edited("\n- **出队**：取走队头的元素。", ""))
    assert [line for line in changes if line.startswith("- 出队")]
    assert list(points(path)) == NAMES


def test_a_reworded_claim_changes_its_key_point(path: Path) -> None:
    """The requirement follows the reference; made contrasts follow it, the teacher's stay."""
    edit(
        path,
        "    contrasts:\n      - text: 出队：把",
        "    contrasts:\n      - 我的反例。\n      - text: 出队：把",
    )
    changes = update_file(path, edited("接到队尾", "接到队尾并把尾指针后移"))
    assert [line for line in changes if line.startswith("~ 入队: now says")]
    point = points(path)["入队"]
    assert point.requirement == "入队：把新元素接到队尾并把尾指针后移。"
    assert point.contrasts[0].text == "我的反例。"
    assert all("尾指针后移" in c.text for c in point.contrasts if c.made)
    assert any("指针" in keyword.term for keyword in point.keywords)


def test_an_edited_requirement_is_kept_when_the_reference_changes(path: Path) -> None:
    """Where both changed a claim, the file's stays and the report quotes the reference."""
    edit(path, "requirement: 出队：取走队头的元素。", "requirement: 出队：每次取走队头的一个元素。")
    changes = update_file(path, edited("取走队头的元素", "取走队头的元素并返回它"))
    (line,) = [line for line in changes if line.startswith("! 出队")]
    assert "取走队头的元素并返回它" in line
    assert points(path)["出队"].requirement == "出队：每次取走队头的一个元素。"


def test_a_deleted_key_point_stays_deleted(path: Path) -> None:
    """A key point that the teacher took out does not come back."""
    text = path.read_text(encoding="utf-8")
    start, end = text.index("  - name: 循环队列"), text.index("misconceptions:")
    path.write_text(text[:start] + text[end:], encoding="utf-8", newline="\n")
    update_file(path, edited("取走队头的元素", "取走队头的元素并返回它"))
    assert list(points(path)) == NAMES[:3]


def test_a_deleted_made_contrast_stays_deleted(path: Path) -> None:
    """A made contrast that the teacher took out comes back only with another requirement."""
    text = path.read_text(encoding="utf-8")
    contrast = points(path)["出队"].contrasts[0]
    lines = f"      - text: {contrast.text}\n        made: {contrast.made}\n"
    assert lines in text
    path.write_text(text.replace(lines, ""), encoding="utf-8", newline="\n")
    update_file(path, edited("接到队尾", "接到队尾并把尾指针后移"))
    assert contrast not in points(path)["出队"].contrasts


def test_comments_survive_a_merge_where_they_stood(path: Path) -> None:
    """Comments above, beside and below stay with what they speak of."""
    edit(path, "key_points:", "# above the points\nkey_points:")
    edit(
        path,
        "requirement: 入队：把新元素接到队尾。",
        "requirement: 入队：把新元素接到队尾。  # beside",
    )
    edit(path, "misconceptions:", "# above the misconceptions\nmisconceptions:")
    edit(
        path,
        "explanation: |\n  看顺序。\n",
        "explanation: |\n  看顺序。\n# below the explanation\n",
    )
    new = edited("回到开头。", f"回到开头。{DEQUE}")
    update_file(path, replace(new, question=replace(new.question, explanation="看清顺序。")))
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[lines.index("# above the points") + 1] == "key_points:"
    assert lines[lines.index("# above the misconceptions") + 1].startswith("misconceptions:")
    assert lines[lines.index("# below the explanation") - 1] == "  看清顺序。"
    assert any("入队：把新元素接到队尾。" in line and "# beside" in line for line in lines)


def test_wordings_misconceptions_and_follow_ups_survive_a_merge(path: Path) -> None:
    """What only an author writes is never touched."""
    edit(path, "    wordings: []", "    wordings:\n      - 先来的先走。")
    edit(path, "    follow_up: ''", "    follow_up: 谁先走？")
    edit(
        path,
        "misconceptions: []",
        "misconceptions:\n  - requirement: 队列后进先出。\n    penalty: 0.3",
    )
    update_file(path, edited("一种先进先出的线性表", "一种先进先出、两端受限的线性表"))
    rubric = load_rubric(path)
    assert rubric.key_points[0].wordings == ("先来的先走。",)
    assert rubric.key_points[0].follow_up == "谁先走？"
    assert [m.penalty for m in rubric.misconceptions] == [0.3]


def test_fields_changed_on_both_sides_stay_the_teachers(path: Path) -> None:
    """A field that teacher and document both changed is the teacher's, and the report says so."""
    edit(path, "  看顺序。", "  老师的解析。")
    new = built(replace(QUEUE, explanation="新的解析。", text="队列是什么？"))
    changes = update_file(path, new)
    assert changes == [
        "question: taken from the document",
        "! explanation: changed in the document and in the file: the file's is kept",
    ]
    question = load_rubric(path).question
    assert (question.text, question.explanation) == ("队列是什么？", "老师的解析。")


def test_a_new_field_is_put_before_the_key_points(path: Path) -> None:
    """A field that the file did not have comes where a reader expects it."""
    plain = built(replace(QUEUE, explanation=""))
    path.write_text(built_text(plain), encoding="utf-8")
    assert update_file(path, built()) == ["explanation: taken from the document"]
    text = path.read_text(encoding="utf-8")
    assert text.index("explanation:") < text.index("key_points:")


def test_a_second_update_changes_nothing(path: Path) -> None:
    """Conflicts are reported once: the stamp then holds what the document says."""
    edit(path, "requirement: 出队：取走队头的元素。", "requirement: 出队：每次取走队头的一个元素。")
    new = edited("取走队头的元素", "取走队头的元素并返回它")
    assert update_file(path, new)
    before = path.read_bytes()
    assert update_file(path, new) == []
    assert path.read_bytes() == before


def test_a_file_written_without_a_stamp_is_known_as_built(path: Path) -> None:
    """A plain dump of a build is merged like a build."""
    dump_rubric(built(), path)
    assert update_file(path, built()) == []
    changes = update_file(path, edited("接到队尾", "接到队尾并把尾指针后移"))
    assert [line for line in changes if line.startswith("~ 入队")]


def test_a_hand_written_file_is_left_alone(tmp_path: Path) -> None:
    """A rubric that was not built is somebody's own work: untouched, with a notice."""
    path = tmp_path / "q07.yaml"
    path.write_text(
        'id: "7"\nquestion: 什么是队列？\nreference: 队列先进先出。\n'
        "key_points:\n  - {name: 顺序, requirement: 先到的先离开。}\n",
        encoding="utf-8",
    )
    before = path.read_bytes()
    summary = write_rubrics(Document((QUEUE,)), tmp_path, update=True)
    assert summary.unchanged == (path,)
    assert any("left as it is" in notice for notice in summary.notices)
    assert path.read_bytes() == before


def test_coding_tasks_are_updated_too(tmp_path: Path) -> None:
    """A changed program in the document reaches the file of a coding task."""
    task = Question("c1", "写一个队列。", "用两个栈。", kind=Kind.CODING, code="class Queue: ...")
    (path,) = write_rubrics(Document((task,)), tmp_path).written
    new = build_rubrics(Document((replace(task, code="class Queue:\n    pass"),)))[0]
    assert update_file(path, new) == ["code: taken from the document"]
    assert load_rubric(path).question.code == "class Queue:\n    pass"


def test_ready_criteria_that_changed_are_merged(tmp_path: Path) -> None:
    """Criteria that a document brings are followed as claims of a reference are."""
    first = KeyPoint("顺序", "先到的元素先离开队列。", 4.0)
    second = KeyPoint("两端", "一端进，另一端出。", 6.0)
    document = Document((QUEUE,), criteria={"7": (first,)}, max_scores={"7": 4.0})
    (path,) = write_rubrics(document, tmp_path).written
    wider = replace(document, criteria={"7": (first, second)}, max_scores={"7": 10.0})
    summary = write_rubrics(wider, tmp_path, update=True)
    assert [line for line in summary.updated[path] if line.startswith("+ 两端")]
    assert list(points(path)) == ["顺序", "两端"]


SENTENCES = st.lists(
    st.sampled_from(
        [
            "缓存把常用的数据留在内存里。",
            "缓存把常用的数据留在磁盘里。",
            "线程共享进程的地址空间。",
            "线程共享进程的地址空间和文件。",
            "索引让查询不必扫描整张表。",
            "死锁需要四个条件同时成立。",
            "路由器按目的地址转发报文。",
        ]
    ),
    min_size=1,
    max_size=5,
    unique=True,
)


@given(SENTENCES, SENTENCES)
def test_updates_load_and_are_idempotent(old: list[str], new: list[str]) -> None:
    """From any reference to any other: the merge loads, loses no key point, and is done once."""
    where = Path("q1.yaml")
    before = built(Question("1", "请说明。", "".join(old)))
    after = built(Question("1", "请说明。", "".join(new)))
    merge = merged(built_text(before), after, where)
    rubric = parse_rubric(merge.text, where)
    assert bool(merge.changes) is (old != new)
    assert rubric.question.reference == after.question.reference
    said = {point.requirement for point in rubric.key_points}
    assert {point.requirement for point in after.key_points} <= said
    assert len(rubric.key_points) >= len(before.key_points)
    assert merged(merge.text, after, where).changes == ()

"""Markdown reference documents: headings, labels, fences, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.errors import DocumentError
from grader.model import Kind, Question, Source
from grader.rubric.reference import Document, parse_reference

PATH = Path("exam.md")
SHORT = """### 1. 什么是过拟合？

**题目：** 什么是过拟合，怎样发现它？

**答案：** 模型记住了训练集：

- **训练误差**：很小。
- **验证误差**：明显更大。

可以画出两条曲线。

**解析：** 关键是泛化。
"""
CODING = """### 1. Write softmax

**Task:** Write a stable softmax.

**Answer:** Subtract the maximum first.

**Code example:**

```python
# 1. shift
import numpy as np

def softmax(x):
    return np.exp(x - x.max())
```

**Explanation:** It cannot overflow.
"""


def read(text: str) -> Document:
    """The document in a Markdown text."""
    return parse_reference(text, PATH)


def only(text: str) -> Question:
    """The one question of a Markdown text."""
    (question,) = read(text).questions
    return question


def notes(text: str) -> list[tuple[int, str]]:
    """Line and message of each notice."""
    return [(notice.location.line, notice.message) for notice in read(text).notices]


def test_a_short_question() -> None:
    """Every part keeps its Markdown, in the field it belongs to."""
    assert only(SHORT) == Question(
        id="1",
        text="什么是过拟合，怎样发现它？",
        reference=(
            "模型记住了训练集：\n\n- **训练误差**：很小。\n- **验证误差**：明显更大。\n\n"
            "可以画出两条曲线。"
        ),
        explanation="关键是泛化。",
        language="zh",
        source=Source("exam.md", "1"),
    )
    assert notes(SHORT) == []


def test_a_coding_task() -> None:
    """A code part makes a coding task; comments in the code are no headings."""
    assert only(CODING) == Question(
        id="c1",
        text="Write a stable softmax.",
        reference="Subtract the maximum first.",
        kind=Kind.CODING,
        explanation="It cannot overflow.",
        language="en",
        code=("# 1. shift\nimport numpy as np\n\ndef softmax(x):\n    return np.exp(x - x.max())"),
        source=Source("exam.md", "1"),
    )
    assert notes(CODING) == []


def test_numbers_may_restart_with_the_coding_tasks() -> None:
    """Short questions and coding tasks are numbered apart; part titles are noted."""
    text = f"# 第一部分\n\n{SHORT}\n# Part two\n\n{CODING}"
    assert [question.id for question in read(text).questions] == ["1", "c1"]
    assert notes(text) == [
        (1, "heading of no question, left aside: 第一部分"),
        (16, "heading of no question, left aside: Part two"),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "# 7. 什么是过拟合？",
        "###### 7. 什么是过拟合？",
        "### 7、什么是过拟合？",
        "### ７．什么是过拟合？",
        "### 7) 什么是过拟合？",
        "### 7：什么是过拟合？",
        "### （７）什么是过拟合？",
        "### (7) 什么是过拟合？ ###",
        "### 07. 什么是过拟合？",
        "### **7. 什么是过拟合？**",
        "### **7.** 什么是过拟合？",
        "### 7\\. 什么是过拟合？",
        "###7. 什么是过拟合？",
        "＃＃＃　７、　什么是过拟合？",
        "### 第7题：什么是过拟合？",
        "### 题目7：什么是过拟合？",
        "### Question 7: 什么是过拟合？",
        "   ### Q7. 什么是过拟合？",
    ],
)
def test_numbered_headings(heading: str) -> None:
    """A heading of any level bears its number in any of the usual ways."""
    question = only(f"{heading}\n**答案：** 记住了训练集。\n**解析：** 无。")
    assert (question.id, question.text) == ("7", "什么是过拟合？")


def test_a_number_may_be_zero_and_stand_alone() -> None:
    """Numbering from 0 is numbering, and a heading may be the number only."""
    text = "### 0\n**Question:** q\n**Answer:** a\n**Explanation:** e"
    assert (only(text).id, notes(text)) == ("0", [])


@pytest.mark.parametrize(
    "heading",
    [
        "### 1.2 背景",
        "### 2024 年",
        "### 第1部分",
        "### 一、基础",
        "#1 in the charts",
        "1. Background",
    ],
)
def test_headings_that_number_no_question(heading: str) -> None:
    """Section numbers, years, parts and plain list items head no question."""
    with pytest.raises(DocumentError, match=r"exam\.md:1: no numbered heading found: expected"):
        read(f"{heading}\n\ntext\n")


@pytest.mark.parametrize(
    ("question", "answer", "explanation"),
    [
        ("**题目：** ", "**答案：** ", "**解析：** "),
        ("**题目**：", "**答案**: ", "**解析** ： "),
        ("**Question:** ", "**ANSWER**: ", "__explanation：__ "),
        ("**题目**\n\n", "**参考答案**\n", "**答案解析：**\n\n"),
        ("#### 题目\n", "#### 答案：", "#### **解析**\n\n"),
        ("  **题目 :** ", "** 答案： **", "　**解析：**　"),
    ],
)
def test_labels(question: str, answer: str, explanation: str) -> None:
    """Labels in both languages, with either colon inside or outside the bold, or as headings."""
    text = f"### 3. 标题\n{question}问什么？\n{answer}答这个。\n{explanation}因为。\n"
    found = only(text)
    assert (found.text, found.reference, found.explanation) == ("问什么？", "答这个。", "因为。")
    assert notes(text) == []


def test_a_label_right_behind_a_bullet_ends_the_answer() -> None:
    """No blank line is needed between the last bullet and the next label."""
    question = only("### 1. 问\n**答案：**\n- 一\n- 二\n**解析：** 三")
    assert (question.reference, question.explanation) == ("- 一\n- 二", "三")


def test_labels_and_headings_in_code_are_code() -> None:
    """Structure inside fences of either kind, also in lists, is text of the part."""
    block = "```md\n### 2. Not this\n**Answer:** nor this\n~~~\n```"
    listed = "1. step\n   ~~~~\n   # 3. nor this\n   ~~~\n   ~~~~"
    question = only(f"### 1. Ask\n**Answer:** See\n\n{block}\n\n{listed}\n\n**Explanation:** Fine.")
    assert question.reference == f"See\n\n{block}\n\n{listed}"
    assert question.kind is Kind.SHORT_ANSWER


def test_a_fence_deeper_than_its_opening_is_code() -> None:
    """An example inside a docstring does not close the block."""
    code = 'def f():\n    """\n    ```\n    f()\n    ```\n    """'
    assert only(f"### 1. T\n**Answer:** a\n**Code:**\n```\n{code}\n```").code == code


def test_a_fence_on_the_line_of_its_label() -> None:
    """A fence may open right behind the label."""
    assert only("### 1. T\n**Answer:** a\n**Code:** ~~~python\n# x\n~~~").code == "# x"


def test_an_indented_fence_is_dedented() -> None:
    """Code in a list loses the list's indentation and keeps its own."""
    code = only("### 1. T\n**Answer:** a\n**Code:**\n- ```\n  if x:\n      y\n  ```").code
    assert code == "if x:\n    y"


def test_blocks_of_the_same_language_are_one_program() -> None:
    """Further blocks of code are joined; another language and prose are left aside, and noted."""
    text = (
        "### 1. T\n**Description:** d\n**Answer:** a\n**Code:**\nFirst:\n```python\na = 1\n```\n"
        "```python\nb = 2\n```\nprints\n```text\n3\n```\n**Explanation:** e"
    )
    assert only(text).code == "a = 1\n\nb = 2"
    assert notes(text) == [
        (5, "text beside the code left aside: First:"),
        (13, "block of text beside the code left aside"),
    ]


def test_code_without_a_fence_is_taken_and_noted() -> None:
    """Code that stands bare is kept as written."""
    text = "### 1. T\n**Task:** d\n**Answer:** a\n**Code:**\n\n    x = 1\n    y = 2\n\n**解析：** e"
    assert only(text).code == "    x = 1\n    y = 2"
    assert notes(text) == [(4, "code of question c1 has no ``` around it: taken as it stands")]


def test_missing_parts_are_named() -> None:
    """Without question part the heading is asked; what else is missing is named."""
    assert notes(
        "### 1. 问？\n**答案：** 答\n\n### 2. 问\n**题目：**\n**答案：** 答\n**解析：** 解"
    ) == [
        (1, "question 1 has no 题目 / Question part: the heading's text is asked"),
        (1, "question 1 has no 解析 / Explanation part"),
        (5, "question 2 has no 题目 / Question part: the heading's text is asked"),
    ]
    assert notes(
        "### 1. 写\n**题目描述：** 写\n**答案：** 答\n**代码示例：**\n```\n```\n**解析：** 解"
    ) == [(4, "question c1 has no 代码示例 / Code part")]


def test_code_may_be_the_whole_answer_of_a_task() -> None:
    """A coding task with code and no words is a task, with a notice."""
    text = "### 1. T\n**Task:** d\n**Code:**\n```\nx\n```\n**Explanation:** e"
    assert (only(text).reference, only(text).code) == ("", "x")
    assert notes(text) == [(1, "question c1 has no 答案 / Answer part")]


def test_text_in_no_part_is_noted() -> None:
    """Words before, between and below headings are left aside with their lines."""
    question = "### 2. Q\nhint\n**Question:** q\n**Answer:** a\n**解析：** b"
    text = f"Preface,\ntwo lines.\n\n---\n# One\nwords\n{question}\n\n# Two\nmore\n{SHORT}"
    assert notes(text) == [
        (1, "2 lines of text in no part, left aside: Preface,"),
        (5, "heading of no question, left aside: One"),
        (6, "1 line of text in no part, left aside: words"),
        (8, "1 line of text in no part, left aside: hint"),
        (13, "heading of no question, left aside: Two"),
        (14, "1 line of text in no part, left aside: more"),
    ]
    assert [question.id for question in read(text).questions] == ["2", "1"]


def test_comments_are_left_aside() -> None:
    """A question in a comment is none; a comment in an answer is not part of it."""
    text = (
        "### 1. Q\n**Question:** q\n**Answer:** a\n<!-- todo -->\nb\n<!--\n### 2. Old\n"
        "**Answer:** c\n-->\n**Explanation:** d"
    )
    assert only(text).reference == "a\nb"
    assert notes(text) == [
        (4, "comment left aside: <!-- todo -->"),
        (6, "comment left aside: <!--"),
    ]


def test_a_rule_between_questions_is_in_neither() -> None:
    """A horizontal rule below a part is not its text; one inside it is."""
    text = (
        "### 1. Q\n**Question:** q\n**Answer:** a\n\n---\n\nb\n\n* * *\n\n"
        "**Explanation:** e\n\n---\n"
    )
    assert only(text).reference == "a\n\n---\n\nb"
    assert only(text).explanation == "e"


def test_an_unknown_bold_label_is_kept_and_noted() -> None:
    """A label that is none of the known ones, perhaps a slip, stays in the part above."""
    text = "### 1. Q\n**题目：** q\n**答案：** a\n**答桉：** b\n**生成器**\n**解析：** c"
    assert only(text).reference == "a\n**答桉：** b\n**生成器**"
    assert notes(text) == [(4, "答桉 is no known label: kept as text of 答案")]


def test_headings_below_a_question_are_text() -> None:
    """Deeper headings belong to the answer, numbered or not, unless labels make a question."""
    answer = "先后：\n\n#### 1. 训练\n甲\n\n#### 2. 推断\n乙\n\n#### 小结\n丙"
    question = only(f"### 9. 问\n**题目：** 问\n**答案：** {answer}\n\n**解析：** 解")
    assert question.reference == answer
    steps = "### 8. 问\n**答案：** 先\n#### 1. 训练\n甲\n\n### 9. 问\n**题目：** 问\n**答案：** 答"
    assert [question.id for question in read(steps).questions] == ["8", "9"]
    deeper = f"## 8. 问\n**答案：** 答\n**解析：** 解\n\n{SHORT}"
    assert [question.id for question in read(deeper).questions] == ["8", "1"]


def test_both_task_labels_make_one_text() -> None:
    """Two different labels of the same part are joined, not dropped."""
    text = "### 1. T\n**Task:** Write it.\n**Description:** In Python.\n**Answer:** a"
    assert only(text).text == "Write it.\n\nIn Python."


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (
            "\n\n**答案：** 甲\n\n### 1. 问",
            3,
            "label 答案 belongs to no question: expected a numbered",
        ),
        (f"{SHORT}\n# Two\n**Answer:** a", 15, "label Answer belongs to no question: expected"),
        (
            "### 1. Q\n**Answer:** a\n### 2. R\n**Question:** r",
            3,
            "question 2 has no answer: expected",
        ),
        ("### 1. Q\n**Question:** q\n**Answer:**\n\n**解析：** b", 3, "question 1 has no answer"),
        ("### 1. Q\n**Task:** q", 1, "question c1 has no answer"),
        ("### 1.\n**Answer:** a", 1, "question 1 has no text: expected"),
        (
            f"{SHORT}\n{SHORT}",
            14,
            "second question 1, the first is on line 1: expected a new number",
        ),
        (
            "### 1. Q\n**答案：** a\n**答案：** b",
            3,
            "second 答案 in question 1, the first is on line 2",
        ),
        ("### 1. Q\n**答案：** a\n```python\nx", 3, "this block of code is never closed: expected"),
        (
            "### 1. Q\n**答案：** a\n~~~\n```\n~~\n",
            3,
            "never closed: expected a later line with only ~~~",
        ),
        ("### 1. Q\n**答案：** a\n\n<!-- b", 4, "this comment is never closed: expected -->"),
    ],
)
def test_malformed(text: str, line: int, message: str) -> None:
    """What cannot be read is refused with its line and what was expected."""
    with pytest.raises(DocumentError) as caught:
        read(text)
    assert message in str(caught.value)
    assert str(caught.value).startswith(f"exam.md:{line}: ")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("请解释 Transformer 中的 self-attention 与 multi-head attention", "zh"),
        ("What does 生成器 mean in a generative adversarial network?", "en"),
        ("GAN 是什么", "zh"),
    ],
)
def test_language_by_script(text: str, language: str) -> None:
    """Terms of the other language do not change the language of a question."""
    assert only(f"### 1. {text}\n**Answer:** {text}").language == language

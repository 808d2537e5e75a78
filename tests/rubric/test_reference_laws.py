"""Laws: punctuation changes nothing, what is rendered is read, and nothing else breaks."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.errors import DocumentError
from grader.model import Kind, Question
from grader.rubric.reference import Document, parse_reference

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
CODE_LINES = st.sampled_from(
    [
        "# 1. shift",
        "#### 2. x",
        "**答案：** x",
        "",
        "    return 1  ",
        "x = '''",
        "``",
        "<!-- x",
        "答",
    ]
)


@dataclass(frozen=True)
class Style:
    """One way to punctuate a document: heading marks, digits, separator, labels, line ends."""

    heading: str
    separator: str
    label: str
    fence: str
    wide_digits: bool
    english: bool
    line_end: str


STYLES = st.builds(
    Style,
    heading=st.sampled_from(["# ", "## ", "###### ", "####", "＃＃ ", "###　"]),
    separator=st.sampled_from([". ", "．", "、", "。", ") ", "）", ": ", "：", "\\. ", " 、　"]),
    label=st.sampled_from(
        ["**{}：** ", "**{}:** ", "**{}**：", "**{}** : ", "__{}：__", "**{}**\n\n", "  **{} :**　"]
    ),
    fence=st.sampled_from(["```", "~~~", "`````", "~~~~"]),
    wide_digits=st.booleans(),
    english=st.booleans(),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
)
PLAIN = Style("#### ", ". ", "**{}：** ", "```", wide_digits=False, english=False, line_end="\n")


def label(style: Style, chinese: str, english: str) -> str:
    """A label as the style writes it."""
    return style.label.format(english if style.english else chinese)


def render(questions: list[Question], style: Style) -> str:
    """The questions as a Markdown reference document."""
    lines = []
    for question in questions:
        number = question.source.question
        shown = number.translate(FULL_WIDTH) if style.wide_digits else number
        lines.append(f"{style.heading}{shown}{style.separator}title\n")
        coding = question.kind is Kind.CODING
        asked = ("题目描述", "Task") if coding else ("题目", "QUESTION")
        lines.append(f"{label(style, *asked)}{question.text}\n")
        lines.append(f"{label(style, '答案', 'Answer')}{question.reference}\n")
        if coding:
            code = f"{style.fence}python\n{question.code}\n{style.fence}"
            lines.append(f"{label(style, '代码示例', 'Code Example').rstrip()}\n\n{code}\n")
        lines.append(f"{label(style, '解析', 'explanation')}{question.explanation}\n")
    return "\n".join(lines).replace("\n", style.line_end)


def texts() -> st.SearchStrategy[str]:
    """Markdown of one or more lines, none of them a heading, label or fence by itself."""
    # A first character that no structure begins with makes any line prose.
    any_line = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\n"))
    line = st.tuples(
        st.sampled_from(["文", "- **词**：", "1. w", "- ", "> x", "    # y", "| a |"]), any_line
    ).map("".join)
    lines = st.tuples(any_line.map("文{}".format), st.lists(line | st.just(""), max_size=4))
    return lines.map(lambda found: "\n".join([found[0], *found[1]]).rstrip())


@st.composite
def documents(draw: st.DrawFn) -> list[Question]:
    """Questions with distinct ids, some of them coding tasks, as a document could hold them."""
    numbers = draw(
        st.lists(
            st.tuples(st.integers(0, 999999), st.booleans()), min_size=1, max_size=4, unique=True
        )
    )
    questions = []
    for number, coding in numbers:
        code = draw(st.lists(CODE_LINES, max_size=6)) if coding else []
        questions.append(
            Question(
                id=f"c{number}" if coding else str(number),
                text=draw(texts()),
                reference=draw(texts()),
                explanation=draw(texts()),
                kind=Kind.CODING if coding else Kind.SHORT_ANSWER,
                code="\n".join(["x = 1", *code]) if coding else "",
            )
        )
        questions[-1] = replace(
            questions[-1],
            source=replace(questions[-1].source, document="d.md", question=str(number)),
        )
    return questions


def read(text: str) -> tuple[Question, ...]:
    """The questions of a Markdown text, their language left open."""
    document = parse_reference(text.replace("\r\n", "\n").replace("\r", "\n"), Path("d.md"))
    assert document.notices == ()
    return tuple(replace(question, language="zh") for question in document.questions)


@settings(deadline=None)
@given(documents(), STYLES)
def test_what_is_rendered_is_read(questions: list[Question], style: Style) -> None:
    """Every part of every question comes back exactly, however the document is punctuated."""
    assert read(render(questions, style)) == tuple(questions)


@settings(deadline=None)
@given(documents(), STYLES, STYLES)
def test_punctuation_changes_nothing(questions: list[Question], one: Style, other: Style) -> None:
    """Half-width and full-width forms of a document give the same questions."""
    assert read(render(questions, one)) == read(render(questions, other))


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n")).map(
    str.strip
)
PAIRS = st.lists(st.tuples(CELLS.filter(bool), CELLS.filter(bool)), min_size=1)


def as_csv(pairs: list[tuple[str, str]]) -> str:
    """The pairs as the csv module writes them."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([("question", "reference"), *pairs])
    return out.getvalue()


def as_json(pairs: list[tuple[str, str]]) -> str:
    """The pairs as the json module writes them."""
    return json.dumps(
        [{"question": question, "reference": reference} for question, reference in pairs]
    )


@pytest.mark.parametrize(("write", "name"), [(as_csv, "t.csv"), (as_json, "t.json")])
@settings(deadline=None)
@given(pairs=PAIRS)
def test_tables_written_by_others_are_read(write, name: str, pairs: list[tuple[str, str]]) -> None:  # type: ignore[no-untyped-def]
    """What Python's own writers make of any texts is read back exactly."""
    document = parse_reference(write(pairs), Path(name))
    assert [(question.text, question.reference) for question in document.questions] == pairs
    assert [question.id for question in document.questions] == [
        str(n) for n in range(1, len(pairs) + 1)
    ]


BROKEN = {
    "f.md": (
        [
            "### 1. 问\n",
            "＃",
            "## 2、",
            "**答案：** ",
            "**题目**：",
            "**Code:**",
            "```",
            "~~~\n",
            "\n",
            "- ",
        ]
        + ["<!--", "-->", "文", "x", "1.", " ", "\t", "**", "__", "---\n", "## 答案"]
    ),
    "f.csv": (
        [
            "question,reference\n",
            "Rubric Name,Criteria Name,",
            "Criteria Description,",
            '"',
            ",",
            "\n",
        ]
        + ["Criteria Enable Range,Rating Name,Rating Description,Rating Points\n", "id,", "x", "1"]
    ),
    "f.yaml": (
        [
            "question",
            "reference",
            ": ",
            "- ",
            "\n",
            "  ",
            "[",
            "]",
            "{",
            "}",
            '"',
            "'",
            "|\n",
            ">\n",
        ]
        + [
            "&a ",
            "*a",
            "<<",
            "!!int ",
            "!!timestamp ",
            "!!float ",
            "!!binary ",
            "!foo ",
            "? ",
            ".inf",
        ]
        + [
            "name: ",
            "weight: ",
            "requirement: ",
            "criteria",
            "1",
            "2024-13-45",
            "~",
            "\\ud83d",
            "文",
        ]
        + [", ", "#", "%YAML 1.1\n", "---\n", "\t", "\x07", "\u2028", "!!python/name:os.system"]
    ),
}


@pytest.mark.parametrize("name", BROKEN)
@settings(deadline=None)
@given(data=st.data())
def test_any_text_is_read_or_refused_with_its_line(name: str, data: st.DataObject) -> None:
    """No text, however broken, ends in anything but a document or one line that says where."""
    text = "".join(data.draw(st.lists(st.sampled_from(BROKEN[name]) | st.text(max_size=3))))
    try:
        result: Document | DocumentError = parse_reference(text, Path(name))
    except DocumentError as error:
        result = error
    if isinstance(result, DocumentError):
        assert re.match(rf"{name}:[1-9]\d*:.*\Z", str(result))
    else:
        assert result.questions

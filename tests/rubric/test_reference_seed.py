"""The seed document is read whole: 30 short questions, 5 coding tasks, every part and bullet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from grader.model import Kind, Question
from grader.rubric.reference import Document, read_reference

SEED = Path(__file__).parents[3] / "shared/seed/aigc_interview.md"
LABEL = re.compile(r"^\*\*(题目描述|题目|答案|代码示例|解析)：\*\*", re.MULTILINE)
FIELDS = {
    "题目": "text",
    "题目描述": "text",
    "答案": "reference",
    "代码示例": "code",
    "解析": "explanation",
}


def seed_sections() -> list[dict[str, str]]:
    """The labelled parts of each numbered section, cut out by plain string work."""
    text = SEED.read_text(encoding="utf-8").replace("\n### ", "\n#### ")
    sections = []
    for section in text.split("\n#### ")[1:]:
        _, *labelled = LABEL.split(section)
        if labelled:
            sections.append(dict(zip(labelled[::2], map(str.strip, labelled[1::2]), strict=True)))
    return sections


def bullets(part: str) -> list[str]:
    """The lines of a part that are bullets or numbered steps."""
    return [line for line in part.splitlines() if re.match(r"- |\d+\. ", line)]


@pytest.fixture(scope="module")
def document() -> Document:
    """The seed as the reader sees it; it lies beside the checkout, and must."""
    assert SEED.is_file(), f"{SEED} is missing"
    return read_reference(SEED)


def of_kind(document: Document, kind: Kind) -> list[Question]:
    """The document's questions of one kind."""
    return [question for question in document.questions if question.kind is kind]


def test_numbers(document: Document) -> None:
    """The ids are 1..30 and c1..c5, in the order of the document."""
    short, coding = of_kind(document, Kind.SHORT_ANSWER), of_kind(document, Kind.CODING)
    assert [question.id for question in short] == [str(n) for n in range(1, 31)]
    assert [question.id for question in coding] == [f"c{n}" for n in range(1, 6)]
    assert list(document.questions) == short + coding


def test_every_part_is_there_word_for_word(document: Document) -> None:
    """Each labelled part of the file is the field of its question, unchanged."""
    sections = seed_sections()
    assert len(sections) == 35
    for section, question in zip(sections, document.questions, strict=True):
        assert len(section) == (4 if question.kind is Kind.CODING else 3)
        for label, part in section.items():
            code = part.removeprefix("```python\n").removesuffix("\n```")
            assert getattr(question, FIELDS[label]) == code, (question.id, label)


def test_every_bullet_is_there(document: Document) -> None:
    """Every bullet and step of every answer stands in its question's reference."""
    found = 0
    for section, question in zip(seed_sections(), document.questions, strict=True):
        wanted = bullets(section["答案"])
        assert bullets(question.reference) == wanted
        found += len(wanted)
    assert found == 108


def test_code_stands_without_fences(document: Document) -> None:
    """The code is whole programs without their fences."""
    for question in of_kind(document, Kind.CODING):
        assert question.code.startswith("import ")
        assert "```" not in question.code


def test_language_and_source(document: Document) -> None:
    """All is Chinese, and each question knows its number in the file."""
    assert {question.language for question in document.questions} == {"zh"}
    numbers = [question.source.question for question in document.questions]
    assert numbers == [*map(str, range(1, 31)), *map(str, range(1, 6))]
    assert {question.source.document for question in document.questions} == {SEED.name}


def test_only_the_two_part_titles_are_left_aside(document: Document) -> None:
    """Nothing is missing in the file, and nothing but its part titles is left aside."""
    lines = SEED.read_text(encoding="utf-8").splitlines()
    noted = [lines[notice.location.line - 1] for notice in document.notices]
    assert noted == [line for line in lines if line.startswith("### ")]
    assert len(noted) == 2

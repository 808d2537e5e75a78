"""How a reference document in Markdown writes its numbered headings and its labels.

#### 3. How does a GAN work?        also 3、 3． 3) （3） ３：, Q3, Question 3:, 第3题
**答案：** …                         also **答案**：…, **Answer:** …, **Answer** alone
##### 答案                           a label may be a heading below the question's
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a labelled part is; the value is how messages name it."""

    QUESTION = "题目 / Question"
    TASK = "题目描述 / Task"
    ANSWER = "答案 / Answer"
    CODE = "代码示例 / Code"
    EXPLANATION = "解析 / Explanation"


_WORDS = {
    Role.QUESTION: ("题目", "題目", "问题", "题干", "question"),
    Role.TASK: ("题目描述", "題目描述", "task", "description", "task description"),
    Role.ANSWER: ("答案", "参考答案", "标准答案", "answer", "reference answer", "model answer"),
    Role.CODE: ("代码示例", "示例代码", "参考代码", "代码", "code", "code example", "example code"),
    Role.EXPLANATION: ("解析", "答案解析", "explanation"),
}
_ROLES = {word: role for role, words in _WORDS.items() for word in words}

_SPACE = r"[ \t\u3000]*"
_HEADING = re.compile(r" {0,3}(?P<hashes>[#＃]{1,6})(?![#＃])(?P<rest>.*)")
_CLOSING_HASHES = re.compile(r"(?:^|[ \t\u3000])[#＃]+$")
_LEADING_BOLD = re.compile(r"^(\*\*|__)(.+?)\1")
_STOP = r"[.．。、,，:：)）]"
_NUMBERS = (
    # No further number may follow: 1.2 heads a section, it is not question 1.
    re.compile(rf"(\d{{1,6}}){_SPACE}(?:\\?{_STOP}(?!\d+(?:[\s.．、)）]|$))|$)"),
    re.compile(rf"[(（]{_SPACE}(\d{{1,6}}){_SPACE}[)）]{_STOP}?"),
    re.compile(rf"第{_SPACE}(\d{{1,6}}){_SPACE}题{_STOP}?"),
    re.compile(rf"(?:Q|Question|Task|问题|题目){_SPACE}(\d{{1,6}})(?!\d){_STOP}?", re.IGNORECASE),
)
_BOLD_LEAD = re.compile(
    rf"[ \u3000]{{0,3}}(?P<mark>\*\*|__){_SPACE}(?P<word>[^*_:：]{{1,24}}?){_SPACE}"
    rf"(?:[:：]{_SPACE}(?P=mark)|(?P=mark){_SPACE}[:：]|(?P<alone>(?P=mark){_SPACE}$))(?P<rest>.*)"
)
_PLAIN_LEAD = re.compile(rf"(?P<word>[^:：]{{1,24}}?){_SPACE}(?:[:：](?P<rest>.*)|$)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A Markdown heading; `title` goes without its number, which is None where it bears none."""

    level: int
    title: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Lead:
    """A bold word that begins a line, with a `colon` or alone, and the rest of that line."""

    word: str
    rest: str
    colon: bool = True

    @property
    def role(self) -> Role | None:
        """The part that the word labels, if it is a known label."""
        return _ROLES.get(" ".join(self.word.split()).casefold())


def read_heading(line: str) -> Heading | None:
    """The heading on a line; hashes with no space behind them count if a number follows."""
    found = _HEADING.fullmatch(line)
    if not found:
        return None
    level, rest = len(found["hashes"]), found["rest"]
    title = _CLOSING_HASHES.sub("", rest.strip(" \t\u3000")).strip(" \t\u3000")
    numbered = _numbered(level, _LEADING_BOLD.sub(r"\2", title))
    if numbered or not rest or rest[0] in " \t\u3000":
        return numbered or Heading(level, title)
    return None


def _numbered(level: int, title: str) -> Heading | None:
    for pattern in _NUMBERS:
        if found := pattern.match(title):
            return Heading(level, title[found.end() :].strip(" \t\u3000"), int(found[1]))
    return None


def bold_lead(line: str) -> Lead | None:
    """The bold word that leads a line, whether or not it is a label."""
    found = _BOLD_LEAD.fullmatch(line)
    if not found:
        return None
    return Lead(found["word"], found["rest"].lstrip(" \t\u3000"), not found["alone"])


def heading_lead(heading: Heading) -> Lead | None:
    """The label that a heading without a number is, such as `##### 答案`."""
    if heading.number is not None:
        return None
    found = _PLAIN_LEAD.fullmatch(heading.title.strip("*_"))
    lead = Lead(found["word"], (found["rest"] or "").strip()) if found else None
    return lead if lead and lead.role else None

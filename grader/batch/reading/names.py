"""Which column is what, by the names that people and programs give them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

# In order of preference: where a table has several, the first named here is taken.
ROLES: Mapping[str, tuple[str, ...]] = {
    "candidate": (
        "candidate_id", "candidate", "考生编号", "考生号", "准考证号", "考号", "候选人编号",
        "候选人id", "student_id", "学号", "學號", "uid", "sid", "student", "考生", "考生姓名",
        "候选人",
        "候選人", "username", "user_id", "user", "用户名", "账号", "工号", "email", "email_address",
        "邮箱", "电子邮箱", "name", "full_name", "姓名", "您的姓名", "你的姓名", "respondent",
        "participant",
    ),
    "question": (
        "question_id", "question", "题号", "題號", "题目编号", "问题编号", "题目", "題目", "问题",
        "question_number", "qid", "item", "item_id",
    ),
    "answer": (
        "answer", "response", "答案", "回答", "作答", "答题内容", "作答内容", "考生答案",
        "student_answer", "answer_text", "text", "回答内容", "submission",
    ),
    "answer_file": ("answer_file", "答案文件", "作答文件", "答案檔案"),
    "code_file": ("code_file", "代码文件", "程序文件", "源文件", "程式檔案", "程式文件"),
    "submission_id": ("submission_id", "提交编号"),
    "submitted_answer": ("submitted_answer",),
    "instance": ("instance", "assessment_instance"),
}  # fmt: skip
# A person's name, for pages that people read; the id beside it is what counts.
PERSON = (
    "姓名", "考生姓名", "学生姓名", "候选人姓名", "您的姓名", "你的姓名", "名字",
    "full_name", "student_name", "candidate_name", "name",
)  # fmt: skip
_SEPARATORS = re.compile(r"[\s_\-./()（）:：*【】\[\]]+")
# Survey programs number what they ask: 1、您的姓名  ·  Q2. Student ID
_NUMBERED = re.compile(r"^(?:q|第)?\d{1,3}(?:题)?[、.．:：)）\s]\s*(?=\D)", re.IGNORECASE)


def folded(name: str) -> str:
    """A column's name without case, width, blanks and marks."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", name).casefold())


def unnumbered(name: str) -> str:
    """A column's name without a number in front of it."""
    return _NUMBERED.sub("", unicodedata.normalize("NFKC", name).strip())


def find_role(role: str, header: Sequence[str]) -> int | None:
    """The index of the column that plays a role, by the most telling name; None without one."""
    return _find(ROLES[role], header)


def find_person(header: Sequence[str]) -> int | None:
    """The index of the column with people's names; None without one."""
    return _find(PERSON, header)


def _find(aliases: Sequence[str], header: Sequence[str]) -> int | None:
    names = [folded(name) for name in header]
    bare = [folded(unnumbered(name)) for name in header]
    for alias in map(folded, aliases):
        for found in (names, bare):
            if alias in found:
                return found.index(alias)
    return None

"""Every English sentence of the rooms has its Chinese one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.cli.chinese import in_language
from grader.cli.chinese.catalogue import in_chinese
from tests.cli.conftest import Run

PACKAGE = Path(__file__).parents[2] / "grader"
# What runs inside the sandbox, and the commands and batches, which have texts in both languages.
OTHERS = {"guest", "inside", "cli", "batch"}
# Faults of a caller or of a process, never shown to a person as they are.
INTERNAL = {"ValueError", "LookupError", "RuntimeError", "AttributeError", "OSError", "StartError"}
# Whatever makes an exception, a notice, a finding, or a line about a rebuild.
MAKERS = {"error", "Notice", "_notice", "_error", "_say", "Fault", "Remark"}
HAN = re.compile(r"[\u4e00-\u9fff]")


def sentence(node: ast.expr) -> str | None:
    """The text of a literal, a made-up value in place of each expression of an f-string."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(p.value if isinstance(p, ast.Constant) else "X1" for p in node.values)
    return None


def shown(node: ast.AST) -> Iterator[ast.expr]:
    """The expressions of a node that become an exception's, a notice's or a finding's sentence."""
    if isinstance(node, ast.Call):
        name = ast.unparse(node.func).rpartition(".")[2]
        if (name.endswith("Error") and name not in INTERNAL) or name in MAKERS:
            yield from node.args
    elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "message":
        yield node.value


def has_words(text: str) -> bool:
    """Whether a sentence has words of its own, and is not Python's."""
    return " " in text and bool(re.search("[a-z]{3}", text)) and not text.startswith("[Errno")


def sentences() -> list[str]:
    """All that the rooms can say, each once."""
    found = [
        text
        for path in sorted(PACKAGE.rglob("*.py"))
        if not OTHERS & set(path.relative_to(PACKAGE).parts)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for expression in shown(node)
        if (text := sentence(expression)) is not None and has_words(text)
    ]
    return list(dict.fromkeys(found))


def test_there_are_many_sentences() -> None:
    """The search finds what it should: well over a hundred."""
    assert len(sentences()) > 130


@pytest.mark.parametrize("text", sentences())
def test_every_sentence_has_its_chinese_one(text: str) -> None:
    """With any values in it."""
    assert HAN.search(in_chinese(text)), text


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("a.csv:3: no question id: fill it in", "a.csv:3: 没有题号：请填上"),
        (
            "no question '77' in rubrics; did you mean 7? there are 1, 2",
            "rubrics 里没有题号 '77'；是不是 7？现有 1, 2",
        ),
        (
            "no row can be used: g.csv:2: no question id: fill it in (and 4 more rows)",
            "没有一行能用：g.csv:2: 没有题号：请填上（另有 4 行）",
        ),
        (
            "q.yaml:1:5: `id` must be text, not the number 3: put it in double quotes",
            "q.yaml:1:5: `id` 必须是文本，不能是数字 3：请加双引号",
        ),
        ("x: cannot be read: Permission denied; give a rubric file",
         "x: 读不了：没有权限；请给出评分标准文件"),
        (
            "a.txt: not UTF-8 (0xff at byte 3); it may be GB18030: convert it with `iconv`",
            "a.txt: 不是 UTF-8（0xff at byte 3），可能是 GB18030：请用 `iconv` 转换",
        ),
        ("a.txt: not UTF-8 (0xff at byte 3); save the file as UTF-8",
         "a.txt: 不是 UTF-8（0xff at byte 3）；请另存为 UTF-8"),
        (
            "a.md:9: second 答案 in question 3, the first is on line 5: "
            "expected a numbered heading between them",
            "a.md:9: 第 3 题里 答案 重复，前一个在第 5 行：两者之间应有带编号的标题",
        ),
        ("~ 生成器: now says “x”; keywords a b", "~ 生成器：现在说的是“x”；关键词 a b"),
        ("something new: nobody has said it before", "something new: nobody has said it before"),
    ],
)  # fmt: skip
def test_values_and_places_stay(english: str, chinese: str) -> None:
    """Paths, lines, ids and numbers are copied; an unknown sentence is left as it is."""
    assert in_language("zh", english) == chinese
    assert in_language("en", english) == english


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["none.txt", "--q", "3"], "错误：none.txt: 没有这个文件；请检查路径"),
        (["answer", "x", "--q", "3", "--fail-under", "200"], "'200' 不是 0 到 100 的百分数"),
        (["evaluate", "x.csv", "--steps", "0"], "错误：'--steps' 的值不对：0 不在 1<=x<=1000 之内"),
        (["schema", "foo"], "'foo' 不是 'grade', 'report', 'decision' 之一"),
        (["report", "none", "-o", "r"], "错误：none: 没有这个文件；请给出 `grade batch` 写出的"),
        (["rubric", "lint", "none"], "错误：none：没有这个文件夹"),
        (["evaluate", "none.csv"], "错误：none.csv: 没有这个文件；请检查路径"),
    ],
)
def test_errors_come_in_chinese(
    run: Run, monkeypatch: pytest.MonkeyPatch, args: list[str], said: str
) -> None:
    """What goes wrong is said in the reader's language, whichever command it is."""
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    done = run(*args)
    assert done.exit_code == 2
    assert said in done.stderr

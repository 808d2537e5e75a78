"""What a person reads about a grade."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len

from grader.cli.evidence_view import points_of
from grader.cli.render import console, grade_view, percent
from grader.model import Evidence, Flag, Grade, Span, Status, Verdict

KEY_POINT = Evidence(
    "气体膨胀", "key_point", Verdict.PARTLY, 0.5, 1.25, 2.5, Span(0, 4), "气体变大，\n推上来" * 9,
    "与参考的说法相近，但没有说是岩浆里的气体。", ("气体",), ("岩浆", "magma"), {}, "什么的气体？",
)  # fmt: skip
WRONG = Evidence("认为火山口着火。", "misconception", Verdict.MET, 0.9, -2.0, 0.0, None, "火在烧")
GRADE = Grade(
    "zhang", "3", Status.GRADED, 5.0, 10.0, 0.55, (KEY_POINT, WRONG), (), "再说说岩浆从哪里来。"
)


def shown(grade: Grade, lang: str = "zh") -> str:
    """The view of a grade as plain text of 80 columns."""
    out = console()
    with out.capture() as capture:
        out.print(grade_view(grade, "a.txt", lang))
    return capture.get()


@pytest.fixture(autouse=True)
def _columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_everything_fits_eighty_columns(lang: str) -> None:
    """No line is wider, in either language."""
    assert max(map(cell_len, shown(GRADE, lang).splitlines())) <= 80


@pytest.mark.parametrize(
    ("verdict", "mark"), [(Verdict.MET, "✓"), (Verdict.PARTLY, "◐"), (Verdict.MISSED, "✗")]
)
def test_each_verdict_has_its_own_mark(verdict: Verdict, mark: str) -> None:
    """Without colour the verdicts are still told apart."""
    grade = replace(GRADE, evidence=(replace(KEY_POINT, verdict=verdict),))
    assert f"  {mark} 1.25/2.5  气体膨胀" in shown(grade)


def test_only_what_was_not_met_is_asked_about() -> None:
    """A follow-up question is for a point that the answer did not earn in full."""
    met = replace(GRADE, evidence=(replace(KEY_POINT, verdict=Verdict.MET),))
    assert "可追问：什么的气体？" in shown(GRADE)
    assert "可追问" not in shown(met)


def test_a_misconception_is_shown_only_where_it_costs_points() -> None:
    """What was looked for and not found is no news."""
    innocent = replace(GRADE, evidence=(KEY_POINT, replace(WRONG, points=0.0)))
    assert "! -2  认为火山口着火。\n      「火在烧」" in shown(GRADE)
    assert "错误说法" not in shown(innocent)


@pytest.mark.parametrize(
    ("confidence", "words"), [(0.8, "high 0.80"), (0.79, "medium 0.79"), (0.49, "low 0.49")]
)
def test_confidence_has_a_word_and_a_number(confidence: float, words: str) -> None:
    """High from .8, medium from .5, low below."""
    assert f"confidence {words}" in shown(replace(GRADE, confidence=confidence), "en")


def test_a_person_is_told_when_to_look_and_why() -> None:
    """A grade in need of review gives its flags and a low confidence as reasons."""
    flags = (Flag("hidden_characters", "有 3 个不可见字符"),)
    text = shown(replace(GRADE, status=Status.NEEDS_REVIEW, confidence=0.4, flags=flags))
    assert "请人工复核\n  ! 有 3 个不可见字符 (hidden_characters)\n  ! 置信度只有 0.40" in text


def test_a_blank_answer_needs_no_key_points() -> None:
    """Nothing was said, so nothing is listed as missed."""
    text = shown(replace(GRADE, status=Status.BLANK, points=0.0))
    assert "0 / 10 分  0%" in text
    assert "空白作答" in text
    assert "气体膨胀" not in text


def test_the_answer_cannot_control_the_terminal() -> None:
    """Escapes in quote, name, reason, flag and feedback are shown."""
    evil = "\x1b]0;owned\x07\r\u202e"
    evidence = replace(KEY_POINT, criterion=evil, quote=evil, why=evil, keywords_met=(evil,))
    flags = (Flag(evil, evil),)
    text = shown(replace(GRADE, evidence=(evidence,), flags=flags, feedback=f"好{evil}。"))
    assert not set("\x1b\x07\r\u202e") & set(text)
    assert text.count("\\x1b]0;owned") == 7


@pytest.mark.parametrize(
    ("share", "text"), [(1, "100%"), (0.6, "60%"), (0.59996, "59.9%"), (0.275, "27.5%"), (0, "0%")]
)
def test_percent_never_rounds_up(share: float, text: str) -> None:
    """59.996 % is below 60, and must not look like it."""
    assert percent(share) == text


@pytest.mark.parametrize(
    ("points", "text"), [(7.0, "7"), (7.5, "7.5"), (1 / 3, "0.33"), (-0.0, "0"), (123.45, "123.45")]
)
def test_points_are_short(points: float, text: str) -> None:
    """Two decimals at most, and no zeros that say nothing."""
    assert points_of(points) == text

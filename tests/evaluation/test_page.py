"""The page: one file, no script, nothing from a file obeyed, in both languages."""

from __future__ import annotations

import re
from functools import partial
from html.parser import HTMLParser

import numpy as np
import pytest

from grader.cli.evaluate_messages import say
from grader.evaluation.learning_curve import CurvePoint
from grader.evaluation.page import render_page
from grader.evaluation.plots import Axes, Line, boxes, lines
from tests.evaluation.test_evaluation import CLOSE, HUMAN, evaluation

CURVE = [
    CurvePoint(0, 0.0, 0.5, 0.3, 0.3, 0.4, -0.2),
    CurvePoint(10, 9.5, None, 0.2, 0.25, 0.6, 0.0),
]


class Tags(HTMLParser):
    """Collects the tags and their attributes; `open` are those not closed yet."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes a tag."""
        self.seen.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Closes the tag that was opened last."""
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes a tag that closes itself."""
        self.seen.append((tag, dict(attrs)))


def page(lang: str = "en", file: str = "graded.csv") -> str:
    """The page of an evaluation with a learning curve and a second person's scores."""
    made = evaluation(HUMAN, CLOSE, [5.0] * 6 + [None] * 6)
    return render_page(made, CURVE, file=file, folder="", lang=lang, say=partial(say, lang))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_is_whole_and_loads_nothing(lang: str) -> None:
    """Three plots, no script, no address, no inline style, every tag closed."""
    tags = Tags()
    tags.feed(page(lang))
    names = [name for name, _ in tags.seen]
    assert tags.open == []
    assert names.count("svg") == 3
    assert not {"script", "link", "img", "iframe"} & set(names)
    attributes = {key for _, found in tags.seen for key in found}
    assert not attributes & {"href", "src", "style", "onload", "onclick"}
    assert ("html", {"lang": "zh-CN" if lang == "zh" else "en"}) in tags.seen


def test_the_policy_allows_the_style_and_nothing_else() -> None:
    """The content security policy names the hash of the style that is there."""
    text = page()
    assert "default-src 'none'; style-src 'sha256-" in text
    assert "prefers-color-scheme: dark" in text


def test_a_file_name_is_text() -> None:
    """A hostile file name is shown and not obeyed."""
    text = page(file="<script>alert(1)</script>.csv")
    assert "<script" not in text
    assert "&lt;script&gt;" in text


def test_numbers_stand_beside_the_curve() -> None:
    """The learning curve is a table as well, with a dash where a figure is not defined."""
    cells = re.findall(r"<td>([^<]*)</td>", page())
    assert "9.5" in cells
    assert "–" in cells


def test_plots_escape_and_stay_inside() -> None:
    """Texts in a plot are escaped, gaps leave no mark, values beyond the axis stop at it."""
    axes = Axes("a < b", "x & y", "", [(0, "0"), (1, "<1>")])
    drawn = lines(axes, [Line("n<", [0, 0.5, 1], [0.2, None, 9.0])], target=0.5)
    assert "a &lt; b" in drawn
    assert "<1>" not in drawn
    assert drawn.count("<circle") == 2
    heights = [float(y) for y in re.findall(r'cy="([\d.]+)"', drawn)]
    assert all(0 < y < 300 for y in heights)


def test_a_box_for_each_human_score() -> None:
    """Each step that people gave has one box with the number of its answers."""
    axes = Axes("t", "x", "y", [(0.0, "0"), (2.0, "1")])
    drawn = boxes(axes, np.array([0, 0, 2.0]), np.array([0.1, 0.3, 0.9]), 2)
    assert drawn.count('class="box"') == 2
    assert re.findall(r'class="count"[^>]*>(\d+)<', drawn) == ["2", "1"]

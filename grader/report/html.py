"""Views become HTML pages: one self-contained file each, under a strict policy."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from grader.report.charts import curve_path, histogram_bars, tone
from grader.report.follow_ups import in_detail
from grader.report.items import LEAST_DISCRIMINATION
from grader.report.markup import MARKS, attribute, look, marked, shown
from grader.report.views import CandidateView, Cell, CohortView, CriterionView
from grader.report.words import PUNCTUATION, Words, number, percent, percent_words
from grader.text.wording import WHY
from grader.version import __version__

HIGH, MEDIUM = 0.8, 0.5
# What the cohort's page affords: above, it shows the first, and says where the others are.
MOST_ROWS, MOST_LINKED, MOST_LISTED = 100, 60, 240
SIGNS = {
    "needs_review": "?", "blank": "·", "candidate_error": "!", "grader_error": "×", "absent": "–",
}  # fmt: skip
SECTIONS = (
    "agreement", "ranking", "matrix", "queue", "missed", "rubrics", "items", "groups",
)  # fmt: skip
# A verdict's own sentence says no more than the verdict.
PLAIN = {sentences[v] for sentences in WHY.values() for v in ("met", "partly", "missed")}


@dataclass(frozen=True)
class Pages:
    """Renders pages in one language."""

    words: Words

    def candidate(self, view: CandidateView) -> str:
        """A candidate's page; it lies one folder below the others."""
        return self._render("candidate.html.j2", view=view)

    def cohort(self, view: CohortView) -> str:
        """The page of all candidates together."""
        return self._render("cohort.html.j2", view=view)

    def index(self, view: CohortView, damaged: str = "") -> str:
        """The page that leads to all others; `damaged` is a notice about unreadable decisions."""
        return self._render("index.html.j2", view=view, damaged=damaged)

    def _render(self, template: str, **values: Any) -> str:
        return self._environment.get_template(template).render(**values)

    @cached_property
    def _environment(self) -> Environment:
        environment = Environment(
            loader=PackageLoader("grader.report"),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=shown,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters["attr"] = attribute
        environment.globals |= self._globals()
        return environment

    def _globals(self) -> Mapping[str, Any]:
        words = self.words
        style, script = _asset("style.css"), _asset("script.js")
        comma, semicolon = PUNCTUATION[words.lang]
        return {
            "t": words,
            "named": words.named,
            "lang": words.lang,
            "comma": comma,
            "semicolon": semicolon,
            "num": number,
            "pct": lambda share: words("none") if share is None else percent(share),
            "points100": _signed,
            "whole": percent_words,
            "level": level,
            "marks": MARKS,
            "signs": SIGNS,
            "sections": SECTIONS,
            "most_rows": MOST_ROWS,
            "most_linked": MOST_LINKED,
            "most_listed": MOST_LISTED,
            "qhead": words("question_head"),
            "least": LEAST_DISCRIMINATION,
            "look": look,
            "marked": partial(marked, words=words),
            "in_detail": partial(in_detail, words=words),
            "tells": tells,
            "cell": cell,
            "tone": tone,
            "bars": histogram_bars,
            "path": curve_path,
            "style": style,
            "script": script,
            "style_hash": _hash(style),
            "script_hash": _hash(script),
            "version": __version__,
        }


def level(confidence: float) -> str:
    """A confidence in a word: high, medium or low."""
    return "high" if confidence >= HIGH else "medium" if confidence >= MEDIUM else "low"


def tells(criterion: CriterionView) -> bool:
    """Whether a criterion's reason says more than its verdict does."""
    return bool(criterion.why) and criterion.why not in PLAIN


def cell(found: Cell) -> str:
    """The text of a cell of the score matrix: percent, a sign for what is not plainly graded."""
    if found.share is None or found.status == "blank":
        return SIGNS[found.status]
    sign = "✓" if found.decided else SIGNS.get(found.status, "")
    return f"{int(found.share * 100 + 0.5)}{sign}"


def _signed(difference: float) -> str:
    """A difference of shares in percentage points, with its sign."""
    return f"{'+' if difference > 0 else ''}{number(100 * difference, 1)}%"


def _asset(name: str) -> Markup:
    """A style sheet or script of ours, as it stands inside its element."""
    return Markup(files("grader.report").joinpath("templates", name).read_text("utf-8"))  # noqa: S704


def _hash(text: Markup) -> Markup:
    """The Content-Security-Policy source of an inline element."""
    digest = base64.b64encode(sha256(text.encode()).digest()).decode()
    return Markup("sha256-") + Markup(digest)  # noqa: S704  # base64 alone

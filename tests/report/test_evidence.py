"""Every point on a page can be followed to words of the answer or to a check's figures."""

from __future__ import annotations

from grader.report.answer_view import anchor, counted
from grader.report.candidate_view import Candidates
from grader.report.markup import safe
from grader.report.results import Results
from grader.report.standings import Standings
from grader.report.words import Words
from tests.report.reading import Page


def plain(text: str) -> str:
    """A text as a reader of the page sees it."""
    return Page(f'<article id="a"><mark data-c="1">{safe(text)}</mark></article>').marked.get(
        ("a", "1"), ""
    )


def test_every_span_of_every_grade_is_marked(found: Results, pages: dict[str, str]) -> None:
    """The words of each span stand on the candidate's page, marked with its criterion's number."""
    standings = Standings(found)
    candidates = Candidates(standings, Words("zh"))
    spans = 0
    for candidate, grades in standings.by_candidate.items():
        page = Page(pages[f"candidates/{candidates.files[candidate]}.html"])
        for question, grade in grades.items():
            for number, item in enumerate(counted(grade), 1):
                if item.span is None or item.span.start == item.span.end:
                    continue
                words = grade.answer[item.span.start : item.span.end]
                assert page.marked[anchor(standings, question), str(number)] == plain(words)
                spans += 1
    assert spans > 2000


def test_every_link_inside_a_page_leads_somewhere(pages: dict[str, str]) -> None:
    """Words lead to criteria and criteria to words: each fragment is some element's id."""
    for name, text in pages.items():
        page = Page(text)
        assert page.fragments <= page.ids, name


def test_links_between_pages_lead_somewhere(pages: dict[str, str]) -> None:
    """The overview and the cohort's page lead to pages and places that are there."""
    ids = {name: Page(text).ids for name, text in pages.items()}
    for name in ("index.html", "cohort.html"):
        links = [values["href"] for tag, values in Page(pages[name]).elements if tag == "a"]
        away = [href for href in links if not href.startswith("#")]
        assert len(away) >= 60
        for href in away:
            target, _, place = href.partition("#")
            assert place in ids[target] | {""}, href


def test_every_check_shows_its_figures(found: Results, pages: dict[str, str]) -> None:
    """Expected and actual of each check stand on the candidate's page."""
    standings = Standings(found)
    candidates = Candidates(standings, Words("zh"))
    checks = [
        (grade.candidate_id, item) for grade in found.grades for item in grade.evidence
        if item.kind == "check"
    ]  # fmt: skip
    assert len(checks) == 60 * 5 * 4
    for candidate, item in checks:
        page = pages[f"candidates/{candidates.files[candidate]}.html"]
        assert str(safe(item.expected)) in page
        assert str(safe(item.actual)) in page


def test_points_add_up(found: Results) -> None:
    """A candidate's total is the sum of the points on the page."""
    standings = Standings(found)
    maker = Candidates(standings, Words("en"))
    for candidate in standings.by_candidate:
        view = maker.view(candidate)
        assert abs(view.points - sum(answer.points or 0 for answer in view.answers)) < 1e-6
        assert view.max_points == 350

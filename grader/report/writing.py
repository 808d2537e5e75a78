"""A report's files: which there are, what is in them, and how they reach the disk."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from grader.report.candidate_view import Candidates
from grader.report.cohort_view import Cohort
from grader.report.html import Pages
from grader.report.markdown import MarkdownPages
from grader.report.record import candidate_json, cohort_json
from grader.report.results import Results
from grader.report.standings import Standings
from grader.report.views import CandidateView, CohortView
from grader.report.words import Words

FORMATS = ("html", "md", "pdf", "json")
LISTING = ".report.json"
Convert = Callable[[str], bytes]


@dataclass(frozen=True)
class Report:
    """The files of a report in one language and some formats; `to_pdf` makes a PDF of HTML."""

    results: Results
    lang: str
    formats: tuple[str, ...]
    to_pdf: Convert | None = None

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Each file's path below the report's folder, and its content; the cohort's come first."""
        for format_ in self.formats:
            yield from self._of_cohort(format_)
        for id_ in self.candidates.standings.by_candidate:
            view = self.candidates.view(id_)
            for format_ in self.formats:
                yield f"{view.href}.{format_}", self._of_candidate(view, format_)

    @cached_property
    def candidates(self) -> Candidates:
        """The candidates' views."""
        return Candidates(Standings(self.results), self.words)

    @cached_property
    def words(self) -> Words:
        """The report's texts."""
        return Words(self.lang)

    def _of_cohort(self, format_: str) -> Iterator[tuple[str, bytes]]:
        view = self._cohort(format_)
        if format_ == "html":
            yield "index.html", _bytes(self._pages.index(view, self._damaged))
            yield "cohort.html", _bytes(self._pages.cohort(view))
        elif format_ == "md":
            yield "cohort.md", _bytes(MarkdownPages(self.words).cohort(view))
        elif format_ == "json":
            yield "cohort.json", _bytes(cohort_json(view))
        else:
            yield "cohort.pdf", self._pdf(self._pages.cohort(view))

    def _of_candidate(self, view: CandidateView, format_: str) -> bytes:
        if format_ == "md":
            return _bytes(MarkdownPages(self.words).candidate(view))
        if format_ == "json":
            return _bytes(candidate_json(view))
        page = self._pages.candidate(view)
        return _bytes(page) if format_ == "html" else self._pdf(page)

    def _cohort(self, format_: str) -> CohortView:
        return Cohort(self.candidates, self.words, f".{format_}").view()

    def _pdf(self, page: str) -> bytes:
        if self.to_pdf is None:
            raise ValueError("a report in PDF needs a converter")
        return self.to_pdf(page)

    @cached_property
    def _pages(self) -> Pages:
        return Pages(self.words)

    @property
    def _damaged(self) -> str:
        lines = ", ".join(map(str, self.results.damaged))
        return self.words("damaged", lines=lines) if lines else ""


def write_report(report: Report, folder: Path) -> list[str]:
    """Write all files of a report; the paths written, below `folder`.

    What an earlier report wrote there and this one does not is removed, so that no page with
    names stays beside pseudonyms. Files of other origin are left alone.
    """
    old = _listed(folder)
    written = []
    for name, content in report.files():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written.append(name)
    for name in old - set(written):
        (folder / name).unlink(missing_ok=True)
    (folder / LISTING).write_text(json.dumps(sorted(written), ensure_ascii=False), "utf-8")
    return written


def _listed(folder: Path) -> set[str]:
    """What an earlier report wrote, of names that a report could have written."""
    try:
        names = json.loads((folder / LISTING).read_text("utf-8"))
    except (OSError, ValueError):
        return set()
    return {str(name) for name in names if _is_ours(str(name))}


def _is_ours(name: str) -> bool:
    folder, _, file = name.rpartition("/")
    return folder in ("", "candidates") and Path(file).suffix[1:] in FORMATS


def _bytes(text: str) -> bytes:
    return text.encode("utf-8")

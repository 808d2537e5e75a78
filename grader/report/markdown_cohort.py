"""The cohort as Markdown: ranking, matrix, what waits, and how the questions did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.report.html import cell
from grader.report.markdown_text import ends, plain, table
from grader.report.views import CohortView, Row
from grader.report.words import PUNCTUATION, Words, number, percent


@dataclass(frozen=True, slots=True)
class CohortMarkdown:
    """Renders the cohort in one language."""

    words: Words

    def lines(self, view: CohortView) -> Iterator[str]:
        """The page without what grades rest on."""
        t = self.words
        yield from (f"# {t('cohort')}", "")
        counts = (t("count_people", count=view.count), t("cohort_mean", value=percent(view.mean)))
        yield from (" · ".join(counts), "", f"## {t('ranking')}", "")
        head = ("rank_head", "name", "points", "interval_head", "range_head", "waiting_head")
        yield from table([t(name) for name in head], [self._row(row) for row in view.rows])
        yield from ("", f"## {t('matrix')}", "", t("matrix_note"), "")
        cells = [[row.name, *(cell(found) for found in row.cells)] for row in view.rows]
        yield from table([t("name"), *view.questions], cells)
        yield from ("", f"## {t('queue')}", "")
        for wait in view.queue:
            name = f"{wait.name} · {t('question', id=wait.question_id)}"
            yield f"- {plain(name)}: {plain(' '.join(wait.reasons))}"
        yield from ("", f"## {t('items')}", "")
        yield from self._items(view)
        yield from ("", f"## {t('missed')}", "")
        missed = [(m.question_id, m.criterion, percent(m.missed), str(m.count))
                  for m in view.missed]  # fmt: skip
        names = (t("question_head"), t("criteria"), t("missed_head"), t("answered"))
        yield from table(names, missed)
        yield from ("", f"## {t('groups')}", "")
        for group in view.groups:
            members = PUNCTUATION[t.lang][0].join(member.name for member in group.members)
            yield f"- {plain(t('question', id=group.question_id))}: {plain(members)}"
        yield from self._agreement(view)

    def _row(self, row: Row) -> Sequence[str]:
        place = row.place
        possible = f"{place.best}–{place.worst}" if place.best != place.worst else str(place.best)
        tied = f" {self.words('ranking_tie')}" if place.tied else ""
        interval = "" if row.interval is None else "{low}–{high}".format(**ends(row.interval))
        points = f"{number(row.points, 1)} / {number(row.max_points, 1)}"
        return (f"{place.rank}{tied}", row.name, points, interval, possible, str(row.waiting))

    def _items(self, view: CohortView) -> Iterator[str]:
        t = self.words
        rows = [
            (
                i.question_id,
                self._share(i.difficulty),
                _known(i.discrimination),
                "; ".join(i.doubts),
            )
            for i in view.items
        ]
        head = ("question_head", "difficulty", "discrimination", "doubts")
        yield from table([t(name) for name in head], rows)

    def _agreement(self, view: CohortView) -> Iterator[str]:
        t, found = self.words, view.agreement
        yield from ("", f"## {t('agreement')}", "")
        if found is None:
            yield plain(t("no_agreement"))
            return
        yield f"- {t('decisions')}: {found.count}"
        yield f"- {t('kappa')}: {plain(_known(found.kappa))}"
        yield f"- {t('difference')}: {plain(number(100 * found.difference, 1))}%"
        for parting in found.partings:
            points = f"{number(parting.machine)} → {number(parting.person)}"
            about = (parting.name, t("question", id=parting.question_id), points, parting.author)
            yield f"- {plain(' · '.join(about))}: {plain(parting.reason)}"

    def _share(self, share: float | None) -> str:
        return self.words("none") if share is None else percent(share)


def _known(value: float | None) -> str:
    return "—" if value is None else number(value)

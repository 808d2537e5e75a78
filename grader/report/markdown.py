"""Views as Markdown (GitHub's), in which no stranger's text is markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from grader.report.follow_ups import in_detail
from grader.report.html import cell, level
from grader.report.markup import MARKS, look
from grader.report.views import (
    AnswerView,
    CandidateView,
    CohortView,
    CriterionView,
    Item,
    Range,
    Row,
)
from grader.report.visible import one_line, visible
from grader.report.words import PUNCTUATION, Words, number, percent, percent_words
from grader.version import __version__

SPECIAL = re.compile(r"[\\`*_{}\[\]<>|~&$@]")
# What would begin a heading, list, quote or rule, or become a link by itself.
BEGINNING = re.compile(r"^(\d{1,9}(?=[.)](?: |$))|)([-+=#.):])")
LINK = re.compile(r"(?<=:)//|(?<=www)\.", re.IGNORECASE)
ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
FENCE = re.compile(r"`+")


def plain(text: str) -> str:
    """A text on one line in which every character that Markdown could read as markup is escaped."""
    escaped = SPECIAL.sub(_escaped, one_line(text))
    return BEGINNING.sub(r"\1\\\2", LINK.sub(r"\\\g<0>", escaped))


def fenced(text: str) -> list[str]:
    """A text as it is, as the lines of a code block that nothing in it can end."""
    runs = [len(found[0]) for found in FENCE.finditer(text)]
    fence = "`" * max([3, *(size + 1 for size in runs)])
    return [fence + "text", *visible(text).split("\n"), fence]


@dataclass(frozen=True, slots=True)
class MarkdownPages:
    """Renders Markdown in one language."""

    words: Words

    def candidate(self, view: CandidateView) -> str:
        """All about a candidate."""
        return _joined(self._candidate(view))

    def cohort(self, view: CohortView) -> str:
        """All candidates together."""
        return _joined(self._cohort(view))

    def _candidate(self, view: CandidateView) -> Iterator[str]:
        t = self.words
        yield from (f"# {plain(view.name)}", "")
        yield from (f"- {plain(sentence)}" for sentence in view.summary)
        if view.interval:
            yield f"- {t('interval', **_ends(view.interval))}"
        if view.place.of > 1:
            yield f"- {t('percentile', value=percent_words(view.standing.percentile))}"
        yield from ("", f"## {t('profile')}", "")
        head = (t("profile"), t("share"), t("mean"))
        rows = [(topic.label, self._share(topic.share), self._share(topic.cohort))
                for topic in view.topics]  # fmt: skip
        yield from _table(head, rows)
        yield from ("", f"## {t('follow_ups')}", "")
        for place, ask in enumerate(view.follow_ups[:8], 1):
            about = [t("question", id=ask.question_id), ask.criterion, ask.reason]
            yield f"{place}. {plain(ask.text)} ({plain(' · '.join(filter(None, about)))})"
        yield from ("", f"## {t('recommendation')}", "", f"{t('recommendation_note')}", "")
        yield from (f"- [ ] {t(f'recommendation.{v}')}" for v in ("no", "open", "yes", "strong"))
        yield from ("", f"{t('notes')}:", "", f"## {t('answers')}")
        for answer in view.answers:
            yield from self._answer(answer)
        yield from self._provenance(view.provenance)

    def _answer(self, answer: AnswerView) -> Iterator[str]:
        t = self.words
        title = f"{t('question', id=answer.question_id)} {answer.title}"
        yield from ("", f"### {plain(title)}", "", plain(self._score(answer)), "")
        yield from (f"- **{t('for_a_person')}** {plain(q)}" for q in answer.questions)
        for edit in answer.history:
            before = "" if edit.points_before is None else f"{number(edit.points_before)} → "
            reason = edit.reason or t("no_reason")
            said = f"{edit.author}: {before}{number(edit.points)} · {reason} · {edit.time}"
            yield f"- **{t('history')}** {plain(said)}"
        if answer.answer.strip():
            yield from ("", *fenced(answer.answer), "")
        for criterion in answer.criteria:
            yield from self._criterion(criterion)
        if answer.run:
            outcome = t.named("outcome", answer.run.outcome)
            yield from ("", f"{t('outcome')}: {plain(outcome)}")
            if answer.run.stderr.strip():
                yield from ("", f"{t('stderr')}:", "", *fenced(answer.run.stderr))

    def _score(self, answer: AnswerView) -> str:
        t = self.words
        points = t("none") if answer.points is None else number(answer.points)
        state = t("status.decided" if answer.history else f"status.{answer.status}")
        parts = [f"{points} / {number(answer.max_score)}", state]
        if answer.status in ("graded", "needs_review") and not answer.history:
            value = f"{t(f'confidence.{level(answer.confidence)}')} {number(answer.confidence)}"
            parts.append(t("confidence_value", value=value))
        if answer.interval:
            parts.append(t("interval_of", **_ends(answer.interval, 1)))
        return " · ".join(parts)

    def _criterion(self, criterion: CriterionView) -> Iterator[str]:
        t, kind = self.words, look(criterion)
        points = f"{number(criterion.points)} / {number(criterion.max_points)}"
        state = f"{MARKS[kind]} {t(f'verdict.{kind}')}"
        yield f"{criterion.number}. **{plain(criterion.name)}** {plain(points)} {state}"
        if criterion.quote:
            yield f"   - “{plain(criterion.quote)}”"
        if criterion.expected or criterion.actual:
            figures = (t("expected"), criterion.expected, t("actual"), criterion.actual)
            yield "   - {}: {}; {}: {}".format(*map(plain, figures))
        yield from (f"   - {t('ask')}: {plain(ask)}" for ask in in_detail(criterion, t))

    def _cohort(self, view: CohortView) -> Iterator[str]:
        t = self.words
        yield from (f"# {t('cohort')}", "")
        counts = (t("count_people", count=view.count), t("cohort_mean", value=percent(view.mean)))
        yield from (" · ".join(counts), "", f"## {t('ranking')}", "")
        head = ("rank_head", "name", "points", "interval_head", "range_head", "waiting_head")
        yield from _table([t(name) for name in head], [self._row(row) for row in view.rows])
        yield from ("", f"## {t('matrix')}", "", t("matrix_note"), "")
        cells = [[row.name, *(cell(found) for found in row.cells)] for row in view.rows]
        yield from _table([t("name"), *view.questions], cells)
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
        yield from _table(names, missed)
        yield from ("", f"## {t('groups')}", "")
        for group in view.groups:
            members = PUNCTUATION[t.lang][0].join(member.name for member in group.members)
            yield f"- {plain(t('question', id=group.question_id))}: {plain(members)}"
        yield from self._agreement(view)
        yield from self._provenance(view.provenance)

    def _row(self, row: Row) -> Sequence[str]:
        place = row.place
        possible = f"{place.best}–{place.worst}" if place.best != place.worst else str(place.best)
        tied = f" {self.words('ranking_tie')}" if place.tied else ""
        interval = "" if row.interval is None else "{low}–{high}".format(**_ends(row.interval))
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
        yield from _table([t(name) for name in head], rows)

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

    def _provenance(self, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
        yield from ("", f"## {self.words('provenance')}", "")
        yield from (f"- {label}: {plain(value)}" for label, value in pairs)
        yield from ("", plain(self.words("generated", version=__version__)))

    def _share(self, share: float | None) -> str:
        return self.words("none") if share is None else percent(share)


def _table(head: Iterable[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    names = [plain(name) for name in head]
    yield f"| {' | '.join(names)} |"
    yield f"|{' --- |' * len(names)}"
    yield from (f"| {' | '.join(map(plain, row))} |" for row in rows)


def _ends(interval: Range, digits: int = 0) -> dict[str, str]:
    return {"low": number(interval.low, digits), "high": number(interval.high, digits)}


def _doubts(item: Item) -> tuple[str]:
    return ("; ".join(item.doubts),)


def _known(value: float | None) -> str:
    return "—" if value is None else number(value)


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"


def _escaped(found: re.Match[str]) -> str:
    """Angle brackets and ampersands as entities: some renderers pass HTML through."""
    return ENTITIES.get(found[0], f"\\{found[0]}")

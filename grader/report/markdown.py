"""Views as Markdown (GitHub's), in which no stranger's text is markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from grader.report.follow_ups import in_detail
from grader.report.html import level
from grader.report.markdown_cohort import CohortMarkdown
from grader.report.markdown_text import ends, fenced, plain, table
from grader.report.markup import MARKS, look
from grader.report.views import AnswerView, CandidateView, CohortView, CriterionView
from grader.report.words import Words, number, percent, percent_words
from grader.version import __version__


@dataclass(frozen=True, slots=True)
class MarkdownPages:
    """Renders Markdown in one language."""

    words: Words

    def candidate(self, view: CandidateView) -> str:
        """All about a candidate."""
        return _joined(self._candidate(view))

    def cohort(self, view: CohortView) -> str:
        """All candidates together."""
        return _joined(
            [*CohortMarkdown(self.words).lines(view), *self._provenance(view.provenance)]
        )

    def _candidate(self, view: CandidateView) -> Iterator[str]:
        t = self.words
        yield from (f"# {plain(view.name)}", "")
        yield from (f"- {plain(sentence)}" for sentence in view.summary)
        if view.interval:
            yield f"- {t('interval', **ends(view.interval))}"
        if view.place.of > 1:
            yield f"- {t('percentile', value=percent_words(view.standing.percentile))}"
        yield from ("", f"## {t('profile')}", "")
        head = (t("profile"), t("share"), t("mean"))
        rows = [(topic.label, self._share(topic.share), self._share(topic.cohort))
                for topic in view.topics]  # fmt: skip
        yield from table(head, rows)
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
            parts.append(t("interval_of", **ends(answer.interval, 1)))
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

    def _provenance(self, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
        yield from ("", f"## {self.words('provenance')}", "")
        yield from (f"- {label}: {plain(value)}" for label, value in pairs)
        yield from ("", plain(self.words("generated", version=__version__)))

    def _share(self, share: float | None) -> str:
        return self.words("none") if share is None else percent(share)


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"

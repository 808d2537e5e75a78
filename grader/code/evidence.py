"""Results and findings as evidence, in the words of the reader."""

from __future__ import annotations

from collections.abc import Sequence

from grader.code.checking import Result
from grader.code.examine import Examined
from grader.code.findings import Finding
from grader.code.phrases import Phrase, phrase
from grader.code.wording import TEXTS, said
from grader.model import Check, Evidence, Span, Verdict


def check_evidence(result: Result, found: Examined, lang: str) -> Evidence:
    """The evidence of one check: expected, actual, points, and a hint where points were lost."""
    check = result.check
    score = min(1.0, max(0.0, result.score))
    expected = Phrase(f"{check.kind}.expected", found.values or {})
    return Evidence(
        criterion=title(check, lang),
        kind="check",
        verdict=Verdict.MET if score >= 1 else Verdict.PARTLY if score > 0 else Verdict.MISSED,
        score=round(score, 3),
        points=round(score * check.points, 2),
        max_points=check.points,
        why=_cause(result, found, lang),
        signals={name: float(f"{value:.4g}") for name, value in sorted(result.signals.items())},
        expected=said(lang, expected),
        actual=said(lang, result.actual),
        hint="" if score >= 1 else hint(check, lang),
    )


def finding_evidence(finding: Finding, text: str, lang: str) -> Evidence:
    """The evidence of a defect in the source: the line, and what Python says of it."""
    span = _line_span(text, finding.line)
    place = said(lang, phrase("at_line", line=finding.line))
    file = f"{finding.file}, " if finding.file and not span else ""
    return Evidence(
        criterion=f"{file}{place}: {finding.type}",
        kind="finding",
        verdict=Verdict.MISSED if finding.counts else Verdict.PARTLY,
        score=0.0,
        points=0.0,
        max_points=0.0,
        span=span,
        quote=text[span.start : span.end] if span else "",
        why=f"{place}: {finding.type}: {finding.message}"
        + ("" if finding.counts else f" ({TEXTS[lang]['finding.missing_file']})"),
    )


def further_evidence(result: Result, lang: str) -> Evidence:
    """A check that would fail as well, were the program's imports and syntax put right."""
    name = title(result.check, lang)
    text = said(lang, phrase("finding.further", title=name, actual=said(lang, result.actual)))
    return Evidence(
        criterion=name,
        kind="finding",
        verdict=Verdict.MISSED,
        score=0.0,
        points=0.0,
        max_points=0.0,
        why=text,
        hint=hint(result.check, lang),
    )


def feedback(results: Sequence[Result], lang: str) -> str:
    """One or two sentences: how many checks passed, and where to begin."""
    passed = sum(result.score >= 1 for result in results)
    if passed == len(results):
        return TEXTS[lang]["feedback.all"]
    first = next((r for r in results if r.failed), None) or next(r for r in results if r.score < 1)
    text = hint(first.check, lang) or title(first.check, lang)
    return said(lang, phrase("feedback.some", passed=passed, count=len(results), hint=text))


def skipped_lines(skipped: Sequence[tuple[int, str]], lang: str) -> tuple[str, ...]:
    """What was not run, in words; reasons that the guest made up are left out."""
    found = []
    for line, reason in skipped:
        why, _, rest = reason.partition(":")
        name, _, origin = rest.partition(":")
        if f"skipped.{why}" in TEXTS[lang]:
            values = {"line": line, "name": name[:40], "origin": origin[:8]}
            found.append(said(lang, Phrase(f"skipped.{why}", values)))
    return tuple(found)


def title(check: Check, lang: str) -> str:
    """The check's title in the reader's language, else its name."""
    return (check.title_en if lang == "en" else check.title) or check.title or check.name


def hint(check: Check, lang: str) -> str:
    """The check's hint in the reader's language."""
    return (check.hint_en if lang == "en" else check.hint) or check.hint


def _cause(result: Result, found: Examined, lang: str) -> str:
    if not result.cause:
        return ""
    causes = (r.check for r in found.results if r.check.name == result.cause)
    return said(lang, phrase("follows", title=title(next(causes), lang)))


def _line_span(text: str, line: int) -> Span | None:
    """The characters of a line, without the space before it; None where there is no such line."""
    lines = text.splitlines(keepends=True)
    if not 0 < line <= len(lines):
        return None
    before = sum(map(len, lines[: line - 1]))
    bare = lines[line - 1].rstrip()
    start = before + len(bare) - len(bare.lstrip())
    return Span(start, before + len(bare)) if bare.strip() else None

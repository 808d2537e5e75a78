"""The brief of a coding task as lines of text: nothing in it that the checks keep to themselves."""

from __future__ import annotations

from collections.abc import Iterator

from grader.cli.program_messages import tell
from grader.code.sandbox import Limits
from grader.errors import UsageError
from grader.model import Check, Rubric, Signature

STEP = "  "


def brief(rubric: Rubric, lang: str) -> Iterator[str]:
    """Text, functions with shapes, and what is checked for how many points.

    Raises UsageError for a question that asks for no program.
    """
    question = rubric.question
    if not rubric.checks:
        raise UsageError(f"question {question.id} is no coding task with checks")
    text = question.text_en if lang == "en" and question.text_en else question.text
    first, *more = text.strip().splitlines()
    yield f"{question.id}  {first}"
    yield from (STEP + line for line in more)
    yield from ("", tell(lang, "brief_functions"))
    for signature in rubric.contract:
        yield from _function(signature, lang)
    yield from ("", tell(lang, "brief_checks"))
    yield from (_check(check, lang) for check in rubric.checks)
    limits = Limits()
    numbers = {"wall": limits.wall_seconds, "memory": limits.memory_mib}
    yield from ("", tell(lang, "brief_limits", **numbers))


def _function(signature: Signature, lang: str) -> Iterator[str]:
    yield f"{STEP}{signature.signature or signature.function}"
    if signature.returns:
        yield f"{STEP * 3}→ {signature.returns}"
    others = [name for name in signature.accepts if name != signature.function]
    if others:
        yield f"{STEP * 3}{tell(lang, 'brief_accepts', names=', '.join(others))}"


def _check(check: Check, lang: str) -> str:
    title = (check.title_en if lang == "en" else check.title) or check.title
    return f"{STEP}{check.points:g} {tell(lang, 'points')}  {title}"

"""A rubric as lines of plain text for a person: `grade rubric show 3`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from textwrap import indent

from grader.model import Check, Contrast, KeyPoint, Keyword, Kind, Misconception, Rubric, Signature

STEP = "  "

LABELS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "short_answer": "简答题",
        "coding": "编程题",
        "max_score": "满分",
        "points": "分",
        "topics": "主题",
        "version": "版本",
        "reference": "参考答案",
        "explanation": "解析",
        "key_points": "要点",
        "required": "必答",
        "keywords": "关键词",
        "wordings": "也可以这样说",
        "contrasts": "看似相同其实不对",
        "follow_up": "追问",
        "misconceptions": "常见误解",
        "wrong": "同样的误解",
        "right": "看似误解其实正确",
        "contract": "要写的函数",
        "accepts": "也接受",
        "checks": "检查",
        "source": "出处",
    },
    "en": {
        "short_answer": "short answer",
        "coding": "coding task",
        "max_score": "maximum",
        "points": "points",
        "topics": "topics",
        "version": "version",
        "reference": "Reference",
        "explanation": "Explanation",
        "key_points": "Key points",
        "required": "required",
        "keywords": "Keywords",
        "wordings": "Also right",
        "contrasts": "Looks alike, is wrong",
        "follow_up": "Follow-up",
        "misconceptions": "Misconceptions",
        "wrong": "Also wrong",
        "right": "Looks alike, is right",
        "contract": "Functions to write",
        "accepts": "also",
        "checks": "Checks",
        "source": "Source",
    },
}


def describe(rubric: Rubric, lang: str = "zh") -> list[str]:
    """The rubric as lines of indented text, labelled in `lang` (zh or en)."""
    labels = LABELS[lang]
    return [*_head(rubric, labels), *_criteria(rubric, labels), *_source(rubric, labels)]


def _head(rubric: Rubric, labels: Mapping[str, str]) -> Iterator[str]:
    question = rubric.question
    first, *more = question.text.splitlines() or [""]
    yield f"{question.id}  {first}"
    yield from _block("\n".join((*more, question.text_en)))
    facts = [labels[Kind(question.kind)], f"{labels['max_score']} {rubric.max_score:g}"]
    facts += [f"{labels['topics']} {', '.join(question.topics)}"] if question.topics else []
    yield f"{STEP}{' · '.join(facts)} · {labels['version']} {rubric.version[:12] or '–'}"
    yield from _section(labels["reference"], _block(question.reference))
    yield from _section(labels["explanation"], _block(question.explanation))


def _criteria(rubric: Rubric, labels: Mapping[str, str]) -> Iterator[str]:
    points = (
        line
        for number, point in enumerate(rubric.key_points, 1)
        for line in _key_point(number, point, labels)
    )
    yield from _section(f"{labels['key_points']} ({len(rubric.key_points)})", points)
    claims = (line for claim in rubric.misconceptions for line in _misconception(claim, labels))
    yield from _section(f"{labels['misconceptions']} ({len(rubric.misconceptions)})", claims)
    functions = (_signature(signature, labels) for signature in rubric.contract)
    yield from _section(labels["contract"], functions)
    checks = (line for check in rubric.checks for line in _check(check, labels))
    yield from _section(f"{labels['checks']} ({len(rubric.checks)})", checks)


def _source(rubric: Rubric, labels: Mapping[str, str]) -> Iterator[str]:
    source = rubric.question.source
    if source.document or source.question:
        yield ""
        yield f"{labels['source']}: {source.document} {source.question}".rstrip()


def _key_point(number: int, point: KeyPoint, labels: Mapping[str, str]) -> Iterator[str]:
    mark = f" · {labels['required']}" if point.required else ""
    yield f"{STEP}{number}. {point.name} · {point.weight:g} {labels['points']}{mark}"
    yield f"{STEP * 2}{point.requirement}"
    if point.keywords:
        yield f"{STEP * 2}{labels['keywords']}: {' | '.join(map(_keyword, point.keywords))}"
    yield from _listed(labels["wordings"], "+", point.wordings)
    yield from _listed(labels["contrasts"], "-", map(_contrast, point.contrasts))
    if point.follow_up:
        yield f"{STEP * 2}{labels['follow_up']}: {point.follow_up}"


def _misconception(claim: Misconception, labels: Mapping[str, str]) -> Iterator[str]:
    yield f"{STEP}! {claim.requirement} · -{claim.penalty:.0%}"
    yield from _listed(labels["wrong"], "-", claim.wordings)
    yield from _listed(labels["right"], "+", map(_contrast, claim.contrasts))


def _signature(signature: Signature, labels: Mapping[str, str]) -> str:
    call = signature.signature or signature.function
    others = [name for name in signature.accepts if name != signature.function]
    also = f" ({labels['accepts']} {', '.join(others)})" if others else ""
    returns = f" → {signature.returns}" if signature.returns else ""
    return f"{STEP}{call}{also}{returns}"


def _check(check: Check, labels: Mapping[str, str]) -> Iterator[str]:
    english = f" / {check.title_en}" if check.title_en else ""
    yield f"{STEP}{check.name} · {check.points:g} {labels['points']} · {check.title}{english}"
    settings = "".join(f" {name}={value}" for name, value in check.params.items())
    yield f"{STEP * 2}{check.kind}{settings}"
    yield from (f"{STEP * 2}{text}" for text in (check.hint, check.hint_en) if text)


def _keyword(keyword: Keyword) -> str:
    return " / ".join(keyword.names)


def _contrast(contrast: Contrast) -> str:
    return f"{contrast.text} [{contrast.made}]" if contrast.made else contrast.text


def _listed(label: str, mark: str, texts: Iterable[str]) -> Iterator[str]:
    lines = [f"{STEP * 3}{mark} {text}" for text in texts]
    if lines:
        yield f"{STEP * 2}{label}:"
        yield from lines


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """A titled section after a blank line; nothing where there are no lines."""
    body = list(lines)
    if body:
        yield from ("", title, *body)


def _block(text: str) -> list[str]:
    return indent(text.strip("\n"), STEP).splitlines()

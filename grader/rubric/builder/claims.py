"""The claims of a reference answer: one a bullet, numbered item, sentence or statement.

A clause that only announces a list is no claim; a fragment too short to be one joins its
neighbour, but a bullet stays a claim of its own however short it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from grader.rubric.builder.blocks import Block, read_blocks
from grader.rubric.builder.inline import BOLD, bold_terms, plain, without_points
from grader.rubric.builder.sentences import Span, sentences, statements, weight

SHORT = 6.0
# An item up to this length stays one claim even if it holds several sentences.
LONG_ITEM = 60.0
LEAD_LENGTH = 16.0
_LABEL = re.compile(r"([^：:，,。；;.!?！？=]{1,60}?)\s*(?:[：:]+|——|\s[–—-]\s)\s*(?=\S)")
_NO_LABEL = re.compile(
    r"(?:组成|构成|包括|包含|分为|[有是为]|[几一二两三四五六七八九十][个种类项面方点式条]{1,2}|方面|如下|以下)$"
    r"|\b(?:is|are|was|were|sind|ist)\b|\b(?:includes?|has|have)$",
    re.IGNORECASE,
)
# The lead is the subject of what follows, so that both read as one sentence without a colon.
_AGENT = re.compile(r"(?:器|网络|者|机制|算法)(?:（[^）]*）)?$")
_PREDICATE = re.compile(
    r"(?:试图|负责|将|把|从|通过|用于|接收|区分|生成|判断|能|可以|会|利用|学习|给出|输出|采用|由|是|只)"
)
_VAGUE = re.compile(r"(?:广泛|多样|多种多样|丰富|重要|复杂|很多|许多|以下|如下|下列|几个|包括)$")


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that the reference says, as a readable sentence that holds its `lead`.

    `terms` are the author's bold terms in it; `points` what the author marked it with, or 0.
    """

    text: str
    lead: str = ""
    terms: tuple[str, ...] = ()
    points: float = 0.0


def claims(reference: str) -> list[Claim]:
    """The claims in order, none twice; at least one where the reference says anything."""
    found: dict[str, Claim] = {}
    for block in read_blocks(reference):
        for claim in _block_claims(block):
            found.setdefault(claim.text, claim)
    if found or not any(c.isalnum() for c in reference):
        return list(found.values())
    whole = _finished(plain(" ".join(reference.split())))
    return [Claim(whole)] if whole else []


def _block_claims(block: Block) -> list[Claim]:
    lead = _lead(block)
    text = _readable(plain(block.text), lead)
    found = [_claim(text, span) for span in _spans(text, block)]
    if found and lead:
        found[0] = replace(found[0], lead=lead)
    terms = bold_terms(block.text)
    return [
        replace(claim, terms=tuple(term for term in terms if term in claim.text))
        for claim in found
        if claim.text
    ]


def _claim(text: str, span: Span) -> Claim:
    content, points = without_points(text[slice(*span)])
    return Claim(_finished(content), points=points)


def _finished(text: str) -> str:
    """The text with a full stop for the separators that ended it in a list."""
    text = text.strip()
    stripped = text.rstrip("；;，,、:： ")
    if stripped == text or stripped.endswith(("。", "！", "？", ".", "!", "?")):
        return stripped
    return stripped + ("。" if text[-1] in "；，、：" else ".")


def _lead(block: Block) -> str:
    """The bold term that a block begins with, or its plain label before a colon."""
    bold = BOLD.match(block.text)
    if bold:
        return bold_terms(bold[0])[0] if bold_terms(bold[0]) else ""
    label = _LABEL.match(plain(block.text))
    name = label[1].strip() if label else ""
    longest = LEAD_LENGTH if block.is_item or name.isascii() else SHORT
    fits = weight(name) <= longest and name.count("(") == name.count(")")
    return name if fits and not _NO_LABEL.search(name) else ""


def _readable(text: str, lead: str) -> str:
    """The text with `lead：does so` made `lead does so` where the lead is the subject."""
    colon = re.match(rf"{re.escape(lead)}\s*[：:]\s*", text) if lead else None
    if colon and _AGENT.search(lead) and _PREDICATE.match(text, colon.end()):
        return lead + text[colon.end() :]
    return text


def _spans(text: str, block: Block) -> list[Span]:
    found = sentences(text)
    if block.announces and found:
        found = [*found[:-1], *_substance(text, found[-1])]
    if block.is_item and weight(text) <= LONG_ITEM:
        return [(found[0][0], found[-1][1])] if found else []
    return _unfragmented(text, [part for span in found for part in statements(text, span)])


def _substance(text: str, span: Span) -> list[Span]:
    """What a sentence that announces a list says before it does so, if anything."""
    start, end = span
    comma = max(text.rfind("，", start, end), text.rfind(", ", start, end))
    if comma < 0 or weight(text[start:comma]) < 2 * SHORT or _VAGUE.search(text, start, comma):
        return []
    return [(start, comma + 1)]


def _unfragmented(text: str, spans: list[Span]) -> list[Span]:
    """The spans, each too short one joined with the next, or with the one before at the end."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and weight(text[slice(*joined[-1])]) < SHORT:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    if len(joined) > 1 and weight(text[slice(*joined[-1])]) < SHORT:
        (start, _), (_, end) = joined[-2:]
        joined[-2:] = [(start, end)]
    return joined

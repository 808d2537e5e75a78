"""Where the sentences and the independent statements of a block of plain text begin and end."""

from __future__ import annotations

import re
from itertools import pairwise

Span = tuple[int, int]

_END = re.compile(r"[。！？!?]+[\"'”’」）)]*|[；;]+|…+(?=\s|$)|\.[\"'”’)]*(?=\s|$)")
_BRACKETS = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.?g|i\.?e|etc|vs|cf|fig|eq|approx|resp|no|vol|dr|mr|mrs|ms|prof|st|al"
    r"|z\.\s?b|d\.\s?h|u\.\s?a|usw|bzw|ca|ggf|evtl|inkl|vgl|nr|abb)|\b[A-Za-z])$",
    re.IGNORECASE,
)
_HAN = re.compile(r"[\u3400-\u9fff]")

# A second statement with a subject of its own, behind a comma.
_TURN_ZH = re.compile(
    r"[，,](?:而|但是|但|与此同时|同时|此外|另外)[，,]?+"
    r"(?![不非是无且在从当对由能可会没也还更只则却要需即])"
)
_TURN_LATIN = re.compile(
    r",\s+(?:(?:while|whereas|but|and)\s+(?=(?:the|a|an|it|they|this|these|there|both|each)\b)"
    r"|(?:aber|jedoch)\s+(?=(?:der|die|das|es|sie|er|dies|dieser)\b))"
)
_BOUND_ZH = re.compile(r"由于|因为|如果|假如|若|当|只要|只有|虽然|尽管|不仅|既|除非|无论|不是")
_BOUND_EN = re.compile(
    r"\b(?:if|because|since|although|though|unless|wenn|weil|obwohl|falls|both|either)\b",
    re.IGNORECASE,
)
# Members of a list between semicolons, up to this weight each and on average, are no statements.
_MEMBER, _MEAN_MEMBER = 14.0, 9.0
_LONG_ZH, _LEAST_ZH = 24, 10
_LONG_EN, _LEAST_EN = 20, 6


def weight(text: str) -> float:
    """The length in Chinese characters; two and a half other characters count as one."""
    han = len(_HAN.findall(text))
    return han + (len(text) - han) / 2.5


def sentences(text: str) -> list[Span]:
    """The sentences as (start, end) with their end marks; never cut inside brackets.

    Semicolons end a sentence too, unless all that they part are short members of one list.
    """
    closed = [found.span() for found in _BRACKETS.finditer(text)]
    cuts = [0]
    cuts += [
        found.end()
        for found in _END.finditer(text)
        if not any(a < found.start() < b for a, b in closed) and _ends(text, found)
    ]
    if cuts[-1] < len(text):
        cuts.append(len(text))
    spans = [span for a, b in pairwise(cuts) if (span := trimmed(text, a, b))]
    return _with_lists(text, spans)


def _with_lists(text: str, spans: list[Span]) -> list[Span]:
    """The spans, those that make up one list of short members joined."""
    joined: list[Span] = []
    run: list[Span] = []
    for span in spans:
        run.append(span)
        if text[span[1] - 1] not in "；;":
            joined += _one_list(text, run)
            run = []
    return joined + _one_list(text, run)


def _one_list(text: str, run: list[Span]) -> list[Span]:
    members = [weight(text[max(a, text.rfind("：", a, b) + 1) : b]) for a, b in run]
    is_list = len(run) > 1 and max(members) <= _MEMBER and sum(members) <= _MEAN_MEMBER * len(run)
    return [(run[0][0], run[-1][1])] if is_list else run


def _ends(text: str, mark: re.Match[str]) -> bool:
    before = text[max(0, mark.start() - 8) : mark.start()]
    return mark[0][0] != "." or not _ABBREVIATION.search(before)


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without blanks around it, or None where it holds no letter or digit."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if any(c.isalnum() for c in text[start:end]) else None


def statements(text: str, span: Span) -> list[Span]:
    """The independent statements of one sentence: itself, or two where it turns in the middle."""
    start, end = span
    sentence = text[start:end]
    for turn in _turns(sentence):
        left, right = sentence[: turn.start()], sentence[turn.end() :]
        if _stand_alone(left, right):
            rest = statements(text, (start + turn.end(), end))
            return [(start, start + turn.start() + 1), *rest]
    return [span]


def _turns(sentence: str) -> list[re.Match[str]]:
    closed = [found.span() for found in _BRACKETS.finditer(sentence)]
    if _HAN.search(sentence):
        turns = list(_TURN_ZH.finditer(sentence)) if weight(sentence) >= _LONG_ZH else []
    else:
        is_long = len(sentence.split()) >= _LONG_EN
        turns = list(_TURN_LATIN.finditer(sentence)) if is_long else []
    return [t for t in turns if not any(a < t.start() < b for a, b in closed)]


def _stand_alone(left: str, right: str) -> bool:
    if _HAN.search(left + right):
        return min(weight(left), weight(right)) >= _LEAST_ZH and not _BOUND_ZH.search(left)
    least = min(len(left.split()), len(right.split()))
    # A comma on the left may be that of an enumeration, whose last member this would be.
    return least >= _LEAST_EN and "," not in left and not _BOUND_EN.search(left)

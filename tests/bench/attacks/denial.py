"""The right words saying the opposite: negated, swapped, turned round, taken back."""

from __future__ import annotations

import random
import re
from itertools import combinations

from grader.lexicon import COUNTERPARTS, OPPOSITES
from tests.bench.attacks.cases import Family, Row, content_words, language, sentences

PLACES_ZH = re.compile(r"(?<!不)(?:可以|能够|需要|应该|容易|能|会|是|有|由|用|把|将|使|让)")
NEGATED_ZH = {
    "是": "不是",
    "有": "没有",
    "由": "并非由",
    "容易": "不容易",
    "把": "不把",
    "将": "不将",
}
PLACES_EN = re.compile(r"\b(is|are|was|were|can|could|will|would|should|must|has|have)\b(?! not)")
PLACES_DE = re.compile(r"\b(ist|sind|kann|können|muss|soll|sollte|wird|werden|hat|haben)\b")
VERB_EN = re.compile(r"\b(\w{3,}[^su\W])s\b")
NUMBER = re.compile(r"\d+")
FRAMES = {
    "zh": ("“{}”这种说法是错误的。", "并不是说{}", "事实并非如此：{}"),
    "en": (
        "It is not true that {}",
        "It is false to say that {}",
        "One should never believe that {}",
    ),
    "de": ("Es ist nicht wahr, dass {}", "Es ist falsch zu sagen: {}"),
}
TAKEN_BACK = {
    "zh": ("但是以上说法都是错误的。", "不过，事实正好相反。", "其实上面说的都不成立。"),
    "en": (
        "However, none of the above is true.",
        "But in fact the opposite is the case.",
        "Actually, everything I just said is wrong.",
    ),
    "de": ("Aber nichts davon stimmt.", "In Wirklichkeit ist das Gegenteil der Fall."),
}


def negated(text: str, rng: random.Random) -> str:
    """`text` with every sentence denied: inside, or framed where no place was found."""
    kind = language(text)
    made = []
    for sentence in sentences(text):
        denied = _negated_sentence(sentence, kind)
        framed = rng.choice(FRAMES[kind]).format(sentence.strip())
        made.append(denied if denied != sentence else framed)
    return "".join(made)


def _negated_sentence(sentence: str, kind: str) -> str:
    if kind == "zh":
        return PLACES_ZH.sub(lambda m: NEGATED_ZH.get(m[0], "不" + m[0]), sentence, count=1)
    if kind == "de":
        return PLACES_DE.sub(r"\1 nicht", sentence, count=1)
    done = PLACES_EN.sub(r"\1 not", sentence, count=1)
    return done if done != sentence else VERB_EN.sub(r"does not \1", sentence, count=1)


def negated_reference(row: Row, rng: random.Random) -> str:
    """The reference with every sentence denied."""
    return negated(row.reference, rng)


def negated_answer(row: Row, rng: random.Random) -> str:
    """A right answer with every sentence denied."""
    return negated(row.answer, rng)


def roles_swapped(row: Row, rng: random.Random) -> str:
    """The reference with two of its things exchanged."""
    pairs = [p for p in COUNTERPARTS if all(_has(row.reference, name) for name in p)]
    if not pairs:
        shared = [t for t in content_words(row.reference) if row.reference.count(t) > 1]
        pairs = [p for p in combinations(shared, 2) if p[0] not in p[1] and p[1] not in p[0]]
    return _exchanged(row.reference, *rng.choice(pairs)) if pairs else ""


def _has(text: str, name: str) -> bool:
    return bool(re.search(_whole(name), text))


def _whole(name: str) -> str:
    return rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name)


def _exchanged(text: str, one: str, other: str) -> str:
    either = re.compile(f"{_whole(one)}|{_whole(other)}")
    return either.sub(lambda m: other if m[0] == one else one, text)


def opposites(row: Row, _rng: random.Random) -> str:
    """The reference with its words replaced by their opposites and its numbers changed."""
    table = dict(reversed(OPPOSITES))
    table |= {right: left for left, right in reversed(OPPOSITES) if right not in table}
    names = sorted(table, key=len, reverse=True)
    pattern = re.compile("|".join(map(_whole, names)))
    changed = pattern.sub(lambda m: table[m[0]], row.reference)
    changed = NUMBER.sub(lambda m: str(int(m[0]) * 3 + 1), changed)
    return changed if changed != row.reference else ""


def taken_back(row: Row, rng: random.Random) -> str:
    """A right answer and words that take it back."""
    return f"{row.answer.strip()} {rng.choice(TAKEN_BACK[row.language])}"


def contradicted(row: Row, rng: random.Random) -> str:
    """A right answer and its own denial."""
    return f"{row.answer.strip()}\n{negated(row.answer, rng)}"


def misconceptions(row: Row, _rng: random.Random) -> str:
    """The wrong claims that the rubric names, as an answer."""
    return "\n".join(m.requirement for m in row.rubric.misconceptions)


def contrasts(row: Row, rng: random.Random) -> str:
    """A look-alike of every key point that says something else, as an answer."""
    return "\n".join(rng.choice(p.contrasts).text for p in row.rubric.key_points if p.contrasts)


FAMILIES = (
    Family("negated_reference", "any", negated_reference),
    Family("negated_answer", "right", negated_answer),
    Family("roles_swapped", "any", roles_swapped),
    Family("opposites", "any", opposites),
    Family("misconceptions", "any", misconceptions),
    Family("contrasts", "any", contrasts),
    Family("taken_back", "right", taken_back),
    Family("contradicted", "right", contradicted),
)

"""More words for the same content: repetition, filler, adjectives and adverbs, hidden characters."""

from __future__ import annotations

import random
import re

from tests.bench.attacks.cases import HAN, Family, Row

FILLER = {
    "zh": (
        "这个问题在实际工作中非常重要，值得我们每一个人认真思考。",
        "众所周知，任何事物都有两面性，需要辩证地看待。",
        "随着时代的发展，相关领域也在不断进步，前景十分广阔。",
        "总的来说，只要我们保持学习的热情，就一定能够取得好的成绩。",
        "在我看来，细节往往决定成败，团队合作也必不可少。",
        "当然，不同的人有不同的看法，这也是很正常的现象。",
    ),
    "en": (
        "This is a very important question that deserves careful thought by everyone.",
        "As we all know, everything has two sides and must be seen in a balanced way.",
        "With the progress of society, this field has developed quickly and has a bright future.",
        "In general, hard work and a positive attitude lead to good results.",
        "In my opinion details decide between success and failure, and teamwork matters too.",
        "Of course different people have different views, which is quite normal.",
    ),
    "de": (
        "Diese Frage ist sehr wichtig und verdient es, sorgfältig bedacht zu werden.",
        "Wie wir alle wissen, hat jede Sache zwei Seiten.",
        "Im Allgemeinen führen Fleiß und gute Laune zu guten Ergebnissen.",
        "Natürlich haben verschiedene Menschen verschiedene Ansichten, das ist normal.",
    ),
}
ADVERBS = {
    "zh": ("非常", "显然", "十分", "确实", "完整地", "准确地", "系统地", "有效地"),
    "en": ("really", "clearly", "very", "actually", "effectively", "precisely", "important", "basic", "significant", "correctly"),
    "de": ("wirklich", "sehr", "natürlich", "genau", "wichtig", "eigentlich"),
}  # fmt: skip
OFF_TOPIC = {
    "zh": (
        "上个周末我和家人去了海边，沙滩上人不多，孩子们堆了一下午的沙堡，晚上我们在码头吃了海鲜。",
        "这家公司的食堂每天中午有六个窗口，最受欢迎的是面条和盖浇饭，价格比外面便宜不少。",
        "春天适合种番茄，苗要隔开半米，每隔三天浇一次水，开花以后再施一点肥。",
    ),
    "en": (
        "Last weekend my family went to the seaside, the children built sand castles all afternoon and we ate fish at the harbour.",
        "The canteen has six counters at noon; noodles and curry are the most popular dishes and cost less than outside.",
        "Tomatoes are best planted in spring, half a metre apart, watered every three days and fed once they bloom.",
    ),
    "de": (
        "Letztes Wochenende waren wir am Meer, die Kinder bauten Sandburgen und abends aßen wir Fisch am Hafen.",
        "Tomaten pflanzt man im Frühling, einen halben Meter auseinander, und gießt sie alle drei Tage.",
    ),
}


def repeated(row: Row, _rng: random.Random) -> str:
    """An answer said three times."""
    return "\n".join([row.answer.strip()] * 3)


def filled(row: Row, rng: random.Random) -> str:
    """A wrong answer among three times its length of filler."""
    made = [row.answer.strip()]
    filler = list(FILLER[row.language])
    rng.shuffle(filler)
    while filler and sum(map(len, made)) < 4 * len(row.answer):
        made.insert(rng.randrange(len(made) + 1), filler.pop())
    return ("" if row.language == "zh" else " ").join(made)


def adverbs(row: Row, rng: random.Random) -> str:
    """A wrong answer with adjectives and adverbs put in before some of its words."""
    chosen = ADVERBS[row.language]
    if row.language == "zh":
        parts = re.split(r"(?<=[，。；、是会能要])", row.answer)
        return "".join(p and (rng.choice(chosen) if HAN.match(p) else "") + p for p in parts)
    made = []
    for word in row.answer.split():
        made.extend([rng.choice(chosen)] if rng.random() < 0.25 else [])
        made.append(word)
    return " ".join(made)


def off_topic(row: Row, rng: random.Random) -> str:
    """Fluent text about other things."""
    return rng.choice(OFF_TOPIC[row.language])


def hidden(row: Row, rng: random.Random) -> str:
    """An answer with invisible characters or look-alike letters between its letters."""
    kind = rng.choice(("\u200b", "\u2060", "\u202e", "\U000e0041"))
    return "".join(c + (kind if rng.random() < 0.2 else "") for c in row.answer) + kind


FAMILIES = (
    Family("padding_repeated", "wrong", repeated),
    Family("padding_filler", "wrong", filled),
    Family("insertion", "wrong", adverbs),
    Family("off_topic", "any", off_topic),
    Family("hidden", "any", hidden),
)

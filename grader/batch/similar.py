"""similar.json: groups of like answers, so that a person can ask once, or decide once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import IO

from grader.batch.journal import Journal
from grader.batch.ledger import Ledger
from grader.batch.likeness.groups import groups
from grader.batch.results import to_text
from grader.batch.wording import say
from grader.model import Rubric, Status


def write_similar(
    file: IO[str], ledger: Ledger, journal: Journal, rubrics: Mapping[str, Rubric], lang: str
) -> int:
    """Writes the groups of all questions, in order; how many of them ask for a person.

    Blank answers are alike and say nothing, so they are left out.
    """
    asking = 0
    separator = "["
    for question, answers in _answers(ledger, journal).items():
        texts, members = zip(*answers, strict=True)
        for group in groups(rubrics[question], texts, [len(names) for names in members]):
            entry = {
                "question_id": question,
                "kind": group.kind,
                "members": [name for at in group.members for name in members[at]],
                "asks": group.asks,
                "note": say(lang, group.note),
            }
            file.write(f"{separator}\n{to_text(entry)}")
            separator = ","
            asking += group.asks
    file.write("[]\n" if separator == "[" else "\n]\n")
    return asking


def _answers(ledger: Ledger, journal: Journal) -> dict[str, list[tuple[str, list[str]]]]:
    """Distinct answers by question, each with the candidates who gave it."""
    found: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
    for key, candidates in ledger.by_key():
        if key in journal:
            record = journal.read(key)
            if record["status"] != Status.BLANK:
                found[record["question_id"]].append((record["answer"], candidates))
    return found

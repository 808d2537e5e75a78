"""Results without names: candidates and reviewers become pseudonyms that stay the same.

A pseudonym is a keyed digest (HMAC-SHA-256): without the key a name cannot be tried out.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from grader.model import Edit, Evidence, Flag, Grade, Run
from grader.report.results import Group, Results
from grader.review import Decision

MASK = "█"
SHORTEST = 6


@dataclass(frozen=True)
class Pseudonyms:
    """Pseudonyms for the ids and authors of `results`, under a secret `key`."""

    results: Results
    key: bytes

    @cached_property
    def candidates(self) -> Mapping[str, str]:
        """Pseudonyms by candidate id."""
        groups = [id_ for group in self.results.groups for id_ in group.members]
        stale = [made.candidate_id for made in self.results.stale]
        graded = [grade.candidate_id for grade in self.results.grades]
        return self._named("C", {*graded, *groups, *stale})

    @cached_property
    def authors(self) -> Mapping[str, str]:
        """Pseudonyms by author of a decision."""
        edits = {edit.author for grade in self.results.grades for edit in grade.history}
        return self._named("R", edits | {made.author for made in self.results.stale})

    def apply(self) -> Results:
        """The results with pseudonyms for names, in texts too; where answers came from is left out.

        A name inside a text is covered by as many blocks, so that spans stay where they are.
        """
        results = self.results
        return replace(
            results,
            grades=tuple(self._grade(grade) for grade in results.grades),
            names={},
            groups=tuple(self._group(group) for group in results.groups),
            stale=tuple(self._decision(made) for made in results.stale),
        )

    def mask(self, text: str) -> str:
        """The text with every candidate's and reviewer's name or id covered."""
        pattern = self._pattern
        return pattern.sub(lambda found: MASK * len(found[0]), text) if pattern else text

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        known = {*self.candidates, *self.results.names.values(), *self.authors}
        words = sorted(filter(_is_telling, known), key=lambda word: (-len(word), word))
        return re.compile("|".join(map(_bounded, words)), re.IGNORECASE) if words else None

    def _named(self, letter: str, ids: Iterable[str]) -> dict[str, str]:
        digests = {id_: self._digest(letter + id_) for id_ in ids}
        size = SHORTEST
        while len({digest[:size] for digest in digests.values()}) < len(digests):
            size += 1
        return {id_: f"{letter}-{digest[:size]}" for id_, digest in digests.items()}

    def _digest(self, text: str) -> str:
        return hmac.new(self.key, text.encode("utf-8", "surrogatepass"), "sha256").hexdigest()

    def _grade(self, grade: Grade) -> Grade:
        return replace(
            grade,
            candidate_id=self.candidates[grade.candidate_id],
            evidence=tuple(self._evidence(item) for item in grade.evidence),
            flags=self._flags(grade.flags),
            review=self._flags(grade.review),
            feedback=self.mask(grade.feedback),
            answer=self.mask(grade.answer),
            origin="",
            run=self._run(grade.run) if grade.run else None,
            history=tuple(self._edit(edit) for edit in grade.history),
        )

    def _evidence(self, item: Evidence) -> Evidence:
        masked = {name: self.mask(getattr(item, name)) for name in ("quote", "why", "actual")}
        return replace(item, **masked)  # type: ignore[arg-type]  # all three are texts

    def _flags(self, flags: Iterable[Flag]) -> tuple[Flag, ...]:
        return tuple(replace(flag, message=self.mask(flag.message)) for flag in flags)

    def _run(self, run: Run) -> Run:
        skipped = tuple(map(self.mask, run.skipped))
        return replace(
            run, stdout=self.mask(run.stdout), stderr=self.mask(run.stderr), skipped=skipped
        )

    def _edit(self, edit: Edit) -> Edit:
        return replace(edit, author=self.authors[edit.author], reason=self.mask(edit.reason))

    def _group(self, group: Group) -> Group:
        members = tuple(self.candidates[id_] for id_ in group.members)
        return replace(group, members=members, note=self.mask(group.note))

    def _decision(self, made: Decision) -> Decision:
        return replace(
            made,
            candidate_id=self.candidates[made.candidate_id],
            author=self.authors[made.author],
            reason=self.mask(made.reason),
        )


def _is_telling(word: str) -> bool:
    """Whether a name may be covered in a text: a short one in ASCII would cover other words."""
    wide = sum(not c.isascii() and c.isalpha() for c in word)
    return wide >= 2 or (len(word) >= 4 and any(c.isalnum() for c in word))


def _bounded(word: str) -> str:
    start = r"(?<![A-Za-z0-9])" if word[0].isascii() and word[0].isalnum() else ""
    end = r"(?![A-Za-z0-9])" if word[-1].isascii() and word[-1].isalnum() else ""
    return start + re.escape(word) + end

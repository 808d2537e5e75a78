"""What lint has to say about a rubric."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from grader.errors import Location
from grader.rubric.storage.faults import KeyPath


class Severity(StrEnum):
    """How much a finding hurts: grades come out wrong, may come out wrong, could be better."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that lint found, where, and what to do about it."""

    rule: str
    location: Location
    message: str
    severity: Severity

    def __str__(self) -> str:
        return f"{self.location}: {self.severity}: {self.message} [{self.rule}]"


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding as a rule makes it: placed in a rubric's data, not yet in a file."""

    rule: str
    question_id: str
    path: KeyPath
    message: str
    severity: Severity = Severity.WARNING

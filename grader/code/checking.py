"""Runs a task's checks in order: one that fails for another's reason is told from a root cause."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from grader.code.dialogue import ProgramFault
from grader.code.phrases import Phrase, phrase
from grader.model import Check

T = TypeVar("T")
TRAINING = "training"


@dataclass(frozen=True, slots=True)
class Measured:
    """What a check found: a score in 0..1, what was seen, and the numbers behind it.

    `follows` names checks whose failure would explain this one's.
    """

    score: float
    actual: Phrase
    follows: tuple[str, ...] = ()
    signals: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result:
    """A check with what came of it; `cause` names the check that it failed because of.

    `fault` is the exception of the program that stopped the check, `reached` whether it was begun.
    """

    check: Check
    score: float
    actual: Phrase
    signals: Mapping[str, float] = field(default_factory=dict)
    follows: tuple[str, ...] = ()
    cause: str = ""
    fault: Mapping[str, Any] | None = None
    reached: bool = True

    @property
    def failed(self) -> bool:
        """Whether it failed by itself: measured, not full, and not for another's reason."""
        return self.reached and self.score < 1 and not self.cause


class Probe:
    """Facts about one program, asked for once; a fact that failed fails again at no cost."""

    def __init__(self) -> None:
        self._facts: dict[str, Any] = {}

    def fact(self, name: str, find: Callable[[], T]) -> T:
        """What `find` returns, remembered; raises ProgramFault, remembered as well."""
        if name not in self._facts:
            try:
                self._facts[name] = find()
            except ProgramFault as exc:
                self._facts[name] = exc
        found = self._facts[name]
        if isinstance(found, ProgramFault):
            raise found
        value: T = found
        return value

    def values(self) -> dict[str, Any]:
        """Sizes and the like for the texts that say what is expected."""
        return {}


Measure = Callable[[Any, Check], Measured]


def run_check(measure: Measure, probe: Probe, check: Check) -> Result:
    """The result of one check; lets through what ends the session."""
    try:
        found = measure(probe, check)
    except ProgramFault as exc:
        follows = (exc.blame,) if exc.blame else _usual_causes(exc.fault)
        exc.blame = exc.blame or check.name
        return Result(check, 0.0, fault_phrase(exc.fault), follows=follows, fault=exc.fault)
    return Result(check, found.score, found.actual, found.signals, found.follows)


def not_reached(check: Check, actual: Phrase) -> Result:
    """The result of a check that was never begun."""
    return Result(check, 0.0, actual, reached=False)


def with_causes(results: Sequence[Result], hollow: Container[str] = ()) -> list[Result]:
    """The results; those that failed because another did name it as their cause.

    Checks of the kinds `hollow` say that weights move; where training itself gets nowhere, for
    no other reason, that is no merit, and they fail with it.
    """
    failed = {r.check.name for r in results if r.failed}
    found = [_caused(result, failed) for result in results]
    idle = any(r.check.name == TRAINING and r.failed and not r.score for r in found)
    return [_emptied(r) if idle and r.check.kind in hollow else r for r in found]


def _emptied(result: Result) -> Result:
    if result.score < 1:
        return result
    return replace(result, score=0.0, actual=phrase("hollow"), cause=TRAINING)


def _caused(result: Result, failed: set[str]) -> Result:
    causes = [n for n in result.follows if n in failed and n != result.check.name]
    return replace(result, cause=causes[0]) if result.failed and causes else result


def _usual_causes(fault: Mapping[str, Any]) -> tuple[str, ...]:
    """The checks whose failure explains an exception: an undefined name, a shape amiss."""
    undefined = fault.get("type") == "NameError" or fault.get("code") == "lacking"
    return ("loads", "shape") if undefined else ("shape",)


def fault_phrase(fault: Mapping[str, Any]) -> Phrase:
    """A fault in words: a missing function, a wrong signature, or the exception and its line."""
    if fault.get("code"):
        return phrase(f"fault.{fault['code']}", **fault.get("values", {}))
    name = "fault.at_line" if fault.get("line") else "fault.somewhere"
    return phrase(name, **{k: fault.get(k, "") for k in ("type", "message", "line", "file")})

"""Runs one program through the checks of its task: data out, arrays in, results."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.code.checking import Result, not_reached, run_check, with_causes
from grader.code.dialogue import Dialogue, ForgedAnswer, ProgramFault
from grader.code.findings import Finding, merged, static_findings
from grader.code.loading import checked_load, loads
from grader.code.phrases import phrase
from grader.code.pictures import sheet
from grader.code.sandbox import Limits, Outcome, Sandbox, SessionEnded
from grader.code.tasks import TASKS, TaskKind
from grader.code.tasks.base import Setting, TaskProbe
from grader.errors import UsageError
from grader.model import Check, Curve, Image, Program, Rubric

HOLLOW = frozenset(
    ["gan.step_alone", "gan.discriminator"]
    + [f"{task}.updates" for task in ("gan", "vae", "series", "language")]
)


@dataclass(frozen=True, slots=True)
class Examined:
    """What became of a program: a result for each check, and what was seen on the way."""

    results: tuple[Result, ...]
    findings: tuple[Finding, ...]
    outcome: Outcome
    skipped: tuple[tuple[int, str], ...] = ()
    curves: tuple[Curve, ...] = ()
    images: tuple[Image, ...] = ()
    values: Mapping[str, Any] | None = None
    is_forged: bool = False


def kind_of(rubric: Rubric) -> TaskKind:
    """The kind of task that a rubric's checks belong to; raises UsageError without one."""
    names = {check.kind.split(".")[0] for check in rubric.checks} - {"program"}
    if len(names) != 1 or not names <= set(TASKS):
        raise UsageError(f"question {rubric.question.id} has no checks to grade a program by")
    return TASKS[names.pop()]


def examine(
    program: Program,
    rubric: Rubric,
    sandbox: Sandbox,
    *,
    framework: str,
    seed: int,
    limits: Limits,
    warm: bool = True,
    supply: Sequence[str] = (),
) -> Examined:
    """The results of every check of the rubric; the program runs once, in a session of its own.

    `supply` are names that it uses and never imports, to be given to it all the same.
    """
    static = static_findings(program)
    probe = kind_of(rubric).probe(_setting(rubric, seed))
    files = {file.path: file.content for file in program.files}
    run = _Run(rubric, probe, static, list(supply))
    session = sandbox.open(files, framework=framework, limits=limits, warm=warm)
    with session:
        guest = Dialogue(session, time.monotonic() + limits.wall_seconds + 1)
        outcome = run.go(guest, program.main) or session.close()
    return run.examined(outcome)


def _setting(rubric: Rubric, seed: int) -> Setting:
    outer, inner = np.random.SeedSequence(seed).spawn(2)
    params = {k: v for check in rubric.checks for k, v in check.params.items()}
    guest_seed = int(inner.generate_state(1)[0] >> 1)
    return Setting(np.random.default_rng(outer), guest_seed, params)


class _Run:
    """The checks of one program while they are made."""

    def __init__(
        self, rubric: Rubric, probe: TaskProbe, static: Sequence[Finding], supply: list[str]
    ) -> None:
        self.rubric, self.probe, self.static, self.supply = rubric, probe, static, supply
        self.measures = kind_of(rubric).measures
        self.results: list[Result] = []
        self.findings: list[Finding] = list(static)
        self.load: Mapping[str, Any] = {}
        self.curves: tuple[Curve, ...] = ()
        self.images: tuple[Image, ...] = ()
        self.is_forged = False

    def go(self, guest: Dialogue, main: str) -> Outcome | None:
        """Load and check; the outcome where the session ended before all was asked."""
        self.probe.guest = guest
        try:
            self._load(guest, main)
            for check in self.rubric.checks:
                self.results.append(self._result(check))
            self._look()
        except SessionEnded as exc:
            return exc.outcome
        except ForgedAnswer:
            self.is_forged = True
        return None

    def examined(self, outcome: Outcome) -> Examined:
        """All that was found; checks that were not begun say so."""
        rest = self.rubric.checks[len(self.results) :]
        reason = "forged" if self.is_forged else outcome.kind
        ended = [not_reached(check, phrase(f"ended.{reason}")) for check in rest]
        skipped = [(int(line), str(why)) for line, why in self.load.get("skipped", [])]
        return Examined(
            tuple(with_causes([*self.results, *ended], HOLLOW)),
            tuple(self.findings),
            outcome,
            tuple(skipped),
            self.curves,
            self.images,
            self.probe.values(),
            self.is_forged,
        )

    def _load(self, guest: Dialogue, main: str) -> None:
        contract = {s.function: [s.function, *s.accepts] for s in self.rubric.contract}
        body = {"main": main, "contract": contract, "task": kind_of(self.rubric).name}
        body["supply"] = self.supply
        self.load, _ = guest.ask("load", self.probe.for_loading(), **self.probe.seeded(**body))
        self.load = checked_load(self.load)
        self.findings = merged(self.static, self.load, main)

    def _result(self, check: Check) -> Result:
        if check.kind == "program.loads":
            return run_check(lambda _p, _c: loads(self.findings), self.probe, check)
        return run_check(self.measures[check.kind], self.probe, check)

    def _look(self) -> None:
        """Curves and pictures, as far as there are such; they decide nothing."""
        try:
            self.curves = tuple(c for c in self.probe.curves() if len(c.values) > 1)
            self.images = tuple(sheet(name, made) for name, made in self.probe.pictures())
        except ProgramFault:
            return

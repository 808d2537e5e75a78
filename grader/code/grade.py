"""From a program and a rubric to a grade: what was found, said for a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grader.code.diagnosis import repaired, second_evidence, undefined_names
from grader.code.ending import outcome_of, run_of
from grader.code.evidence import (
    check_evidence,
    feedback,
    finding_evidence,
)
from grader.code.examine import Examined, examine, kind_of
from grader.code.framework import framework_of
from grader.code.sandbox import Limits, Sandbox
from grader.code.scorer import code_scorer
from grader.code.wording import TEXTS
from grader.errors import MissingExtraError
from grader.model import (
    Evidence,
    Flag,
    Grade,
    Program,
    Provenance,
    Rubric,
    SourceFile,
    Status,
    Submission,
)
from grader.version import __version__


class CodeGrader:
    """Grades programs in one sandbox; `lang` (zh or en) is the language of what it says.

    `seed` draws data, sizes and batches: the same seed gives the same grade. `framework` is auto,
    torch, tensorflow or keras-torch.
    """

    def __init__(
        self,
        sandbox: Sandbox,
        *,
        seed: int,
        lang: str = "zh",
        framework: str = "auto",
        limits: Limits | None = None,
        warm: bool = True,
    ) -> None:
        self._sandbox, self._seed, self._lang = sandbox, seed, lang
        self._framework, self._limits, self._warm = framework, limits or Limits(), warm

    def grade(self, submission: Submission, rubric: Rubric) -> Grade:
        """The grade of one program; raises UsageError where the rubric has no checks."""
        kind_of(rubric)
        program = program_of(submission)
        if not submission.text.strip():
            return self._without(submission, rubric, Status.BLANK)
        framework = framework_of(program, self._framework)
        try:
            found = self._examined(program, rubric, framework)
        except MissingExtraError as exc:
            flag = self._flag("not_installed", exc)
            return self._without(submission, rubric, Status.GRADER_ERROR, (flag,))
        if found.outcome.kind == "fault":
            flag = self._flag("sandbox_fault", found.outcome.stderr[-300:] or "–")
            return self._without(submission, rubric, Status.GRADER_ERROR, (flag,))
        grade = self._graded(submission, rubric, found, framework)
        return replace(
            grade, evidence=(*grade.evidence, *self._second_look(program, rubric, found))
        )

    def _examined(
        self, program: Program, rubric: Rubric, framework: str, supply: Sequence[str] = ()
    ) -> Examined:
        return examine(
            program,
            rubric,
            self._sandbox,
            framework=framework,
            seed=self._seed,
            limits=self._limits,
            warm=self._warm,
            supply=supply,
        )

    def _second_look(
        self, program: Program, rubric: Rubric, first: Examined
    ) -> tuple[Evidence, ...]:
        """What else is wrong with a program that does not load; it earns nothing."""
        mended = repaired(program, first.findings) if first.outcome.kind == "ok" else None
        if mended is None:
            return ()
        supply = undefined_names(first.findings)
        framework = framework_of(program, self._framework)
        second = self._examined(mended, rubric, framework, supply)
        return second_evidence(program, first, second, self._lang)

    def _graded(
        self, submission: Submission, rubric: Rubric, found: Examined, framework: str
    ) -> Grade:
        outcome = outcome_of(found)
        evidence = tuple(check_evidence(result, found, self._lang) for result in found.results)
        findings = tuple(finding_evidence(f, submission.text, self._lang) for f in found.findings)
        flags = (self._flag("forged"),) if found.is_forged else ()
        points = sum(item.points for item in evidence)
        return Grade(
            candidate_id=submission.candidate_id,
            question_id=rubric.question.id,
            status=Status.GRADED if outcome == "ok" else Status.CANDIDATE_ERROR,
            points=min(rubric.max_score, round(points, 2)),
            max_score=rubric.max_score,
            confidence=0.8 if any(0 < r.score < 1 for r in found.results) else 1.0,
            evidence=(*evidence, *findings),
            flags=flags,
            feedback=feedback(found.results, self._lang),
            provenance=self._provenance(rubric),
            answer=submission.text,
            origin=submission.origin,
            run=run_of(found, framework, outcome, self._lang),
        )

    def _without(
        self,
        submission: Submission,
        rubric: Rubric,
        status: Status,
        flags: tuple[Flag, ...] = (),
    ) -> Grade:
        """A grade without a run: nothing was handed in, or we could not run it."""
        return Grade(
            candidate_id=submission.candidate_id,
            question_id=rubric.question.id,
            status=status,
            points=0.0 if status is Status.BLANK else None,
            max_score=rubric.max_score,
            confidence=1.0 if status is Status.BLANK else 0.0,
            flags=flags,
            provenance=self._provenance(rubric),
            answer=submission.text,
            origin=submission.origin,
        )

    def _flag(self, name: str, reason: object = "") -> Flag:
        return Flag(name, TEXTS[self._lang][f"flag.{name}"].format(reason=reason))

    def _provenance(self, rubric: Rubric) -> Provenance:
        return Provenance(
            rubric=rubric.version,
            scorer=code_scorer(),
            package=__version__,
            sandbox=tuple(self._sandbox.layers),
            seed=self._seed,
        )


def program_of(submission: Submission) -> Program:
    """The submission's program; plain text is a script of one file."""
    if submission.program is not None:
        return submission.program
    return Program((SourceFile("main.py", submission.text.encode()),), "main.py")

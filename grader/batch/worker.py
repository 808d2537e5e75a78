"""What grades: a text grader and a code grader made from a recipe, in whichever process."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from grader.batch.problems import Problem
from grader.batch.tasks import Task
from grader.code.scorer import code_scorer
from grader.errors import GraderError
from grader.model import Flag, Grade, Kind, Rubric, Status, Submission
from grader.records import to_record

MOST_REASON = 300
# Of a question that nobody knows; a Grade must have a maximum.
UNKNOWN_MAXIMUM = 10.0


class TextGrader(Protocol):
    """Grades texts, many at once (`grader.grading.Grader`)."""

    def grade_many(self, pairs: Sequence[tuple[Submission, Rubric]]) -> list[Grade]:
        """One grade per (submission, rubric), in order."""
        ...


class CodeGrader(Protocol):
    """Grades programs, one at a time."""

    def grade(self, submission: Submission, rubric: Rubric) -> Grade:
        """The grade of one program."""
        ...

    def close(self) -> None:
        """Ends what was started."""
        ...


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a worker is made from: it travels to other processes, so it holds plain data.

    `open_text` and `open_code` are functions of a module, named rather than copied; without
    `open_code` programs are not graded. `calibrated_by` is the folder with the calibration, or
    empty.
    """

    rubrics: Mapping[str, Rubric]
    open_text: Callable[[Recipe], TextGrader]
    open_code: Callable[[Recipe], CodeGrader] | None = None
    model: str = ""
    cache: str = ""
    calibrated_by: str = ""
    lang: str = "zh"
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Graded:
    """A task's grade as plain data for the journal."""

    key: str
    question: str
    record: Mapping[str, object]


class Worker:
    """Grades chunks of tasks; whatever goes wrong with one becomes that one's `grader_error`."""

    def __init__(self, recipe: Recipe) -> None:
        self._recipe = recipe
        self._text: TextGrader | None = None
        self._code: CodeGrader | None = None

    def grade(self, tasks: Sequence[Task]) -> list[Graded]:
        """One result per task, in order."""
        texts = [t for t in tasks if t.submission.program is None and not self._is_code(t)]
        done = dict(zip((t.key for t in texts), self._grade_texts(texts), strict=True))
        return [
            Graded(t.key, t.submission.question_id, to_record(done.get(t.key) or self._run(t)))
            for t in tasks
        ]

    def close(self) -> None:
        """Ends what the graders started."""
        if self._code is not None:
            self._code.close()

    def _is_code(self, task: Task) -> bool:
        rubric = self._recipe.rubrics[task.submission.question_id]
        return rubric.question.kind is Kind.CODING

    def _grade_texts(self, tasks: Sequence[Task]) -> list[Grade]:
        pairs = [(t.submission, self._rubric(t)) for t in tasks]
        try:
            return self._texts().grade_many(pairs) if pairs else []
        except Exception as exc:  # whichever of them it was, the others get their grades
            if len(tasks) == 1:
                return [self._failed(tasks[0], exc)]
            half = len(tasks) // 2
            return self._grade_texts(tasks[:half]) + self._grade_texts(tasks[half:])

    def _run(self, task: Task) -> Grade:
        try:
            return self._programs().grade(task.submission, self._rubric(task))
        except Exception as exc:
            return self._failed(task, exc)

    def _texts(self) -> TextGrader:
        if self._text is None:
            self._text = self._recipe.open_text(self._recipe)
        return self._text

    def _programs(self) -> CodeGrader:
        if self._code is None:
            if self._recipe.open_code is None:
                raise GraderError("the part that grades programs is not there")
            self._code = self._recipe.open_code(self._recipe)
        return self._code

    def _rubric(self, task: Task) -> Rubric:
        return self._recipe.rubrics[task.submission.question_id]

    def _failed(self, task: Task, error: Exception) -> Grade:
        kind = "" if isinstance(error, GraderError) else f"{type(error).__name__}: "
        problem = Problem("failed", {"reason": f"{kind}{error}"[:MOST_REASON]})
        return not_graded(task.submission, self._rubric(task), problem, self._recipe.lang)


def not_graded(submission: Submission, rubric: Rubric | None, problem: Problem, lang: str) -> Grade:
    """A `grader_error` for a submission, with the problem as a flag; never a zero."""
    return Grade(
        candidate_id=submission.candidate_id,
        question_id=submission.question_id,
        status=Status.GRADER_ERROR,
        points=None,
        max_score=rubric.max_score if rubric else UNKNOWN_MAXIMUM,
        confidence=0.0,
        flags=(Flag(problem.name, problem.text(lang)),),
        answer=submission.text,
        origin=submission.origin,
    )


def open_text_grader(recipe: Recipe) -> TextGrader:
    """The grader of texts with the encoder that the recipe names."""
    from grader.grading import Grader
    from grader.text.calibration_file import find_calibration
    from grader.text.models import open_encoder

    encoder = open_encoder(recipe.model, Path(recipe.cache))
    folder = recipe.calibrated_by
    calibration = find_calibration(Path(folder)) if folder else None
    bank = tuple(recipe.rubrics.values())
    return Grader(encoder, lang=recipe.lang, calibration=calibration, bank=bank)


def _calibration_digest(recipe: Recipe) -> str:
    from grader.text.calibration_file import find_calibration

    found = find_calibration(Path(recipe.calibrated_by)) if recipe.calibrated_by else None
    return found.digest if found else ""


def provenance(recipe: Recipe, grader: TextGrader) -> dict[str, Mapping[str, str] | Problem]:
    """By question, what decides a grade besides the answer; or why it cannot be graded.

    A blank answer is graded without the encoder, and says by what.
    """
    found: dict[str, Mapping[str, str] | Problem] = {}
    calibration = _calibration_digest(recipe)
    for id_, rubric in recipe.rubrics.items():
        shared = {"rubric": rubric.version, "lang": recipe.lang}
        if rubric.question.kind is Kind.CODING:
            by = {"scorer": code_scorer(), "seed": str(recipe.seed)}
            found[id_] = _why_no_program(recipe, rubric) or shared | by
            continue
        try:
            (blank,) = grader.grade_many([(Submission(id_, ""), rubric)])
        except GraderError as exc:
            found[id_] = Problem("ungradable", {"question": id_, "reason": exc})
            continue
        made = blank.provenance
        found[id_] = shared | {
            "encoder": f"{made.encoder} {made.encoder_digest}".strip(),
            "scorer": made.scorer,
            "calibration": calibration,
        }
    return found


def _why_no_program(recipe: Recipe, rubric: Rubric) -> Problem | None:
    id_ = rubric.question.id
    if recipe.open_code is None:
        return Problem("code_missing", {"question": id_})
    if not rubric.checks:
        return Problem("ungradable", {"question": id_, "reason": "it has no checks"})
    return None

"""Override, re-run, re-report, change the rubric, re-grade, in any order: no decision is lost."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from grader.model import Grade, Provenance, Status
from grader.records import to_record
from grader.report.results import read_results
from grader.report.writing import Report, write_report
from grader.review import FILE_NAME, append, load
from grader.review.decision import decide

PEOPLE = ("王芳", "李雷", "韩梅梅")
PERSON = st.sampled_from(PEOPLE)


class Folder(RuleBasedStateMachine):
    """A result folder that several hands work on; `model` is what should be in force."""

    def __init__(self) -> None:
        super().__init__()
        self._temporary = tempfile.TemporaryDirectory()
        self.folder = Path(self._temporary.name)
        self.answers = dict.fromkeys(PEOPLE, "第一版")
        self.rubric, self.maximum, self.clock = 1, 10.0, 0
        self.model: dict[tuple[str, str], float] = {}
        self.made = 0
        self.run_batch()

    def teardown(self) -> None:
        """Removes the folder."""
        self._temporary.cleanup()

    def machine(self, person: str) -> Grade:
        """What the grader alone makes of an answer by the rubric of now."""
        points = float((len(self.answers[person]) + PEOPLE.index(person) + self.rubric) % 10)
        status = Status.NEEDS_REVIEW if self.rubric % 2 else Status.GRADED
        return Grade(
            person, "4", status, points, self.maximum, 0.4, answer=self.answers[person],
            provenance=Provenance(rubric=f"r{self.rubric}"),
        )  # fmt: skip

    @rule()
    def run_batch(self) -> None:
        """Grades everything again and writes it with decisions applied, as `grade batch` does."""
        decisions = load(self.folder / FILE_NAME)
        grades = [decisions.apply(self.machine(person)) for person in PEOPLE]
        lines = [json.dumps(to_record(grade), ensure_ascii=False) for grade in grades]
        (self.folder / "grades.jsonl").write_text("\n".join(lines), "utf-8")

    @rule(person=PERSON, tenths=st.integers(0, 100))
    def override(self, person: str, tenths: int) -> None:
        """A person decides about the answer as it stands in the folder."""
        self._append(person, tenths / 100)

    @rule(person=PERSON)
    def withdraw(self, person: str) -> None:
        """A person takes back what was decided about it."""
        self._append(person, None)

    @rule(person=PERSON, version=st.integers(1, 3))
    def hand_in_again(self, person: str, version: int) -> None:
        """The answer changes, or changes back; known to the folder after the next run."""
        self.answers[person] = "第一版第二版第三版"[: 3 * version]

    @rule(maximum=st.sampled_from([10.0, 20.0]))
    def change_rubric(self, maximum: float) -> None:
        """Another rubric, perhaps with another maximum."""
        self.rubric += 1
        self.maximum = maximum

    @rule()
    def tear_the_last_line(self) -> None:
        """A crash leaves half a line behind."""
        if (self.folder / FILE_NAME).exists():
            with (self.folder / FILE_NAME).open("ab") as file:
                file.write(b'{"schema": 1, "candidate_id": "')

    @rule()
    def report(self) -> None:
        """A report is made beside the results."""
        made = Report(read_results(self.folder), "zh", ("json",))
        write_report(made, self.folder / "reports")

    def _append(self, person: str, share: float | None) -> None:
        grade = next(g for g in read_results(self.folder).grades if g.candidate_id == person)
        points = None if share is None else share * grade.max_score
        self.clock += 1
        time = f"2026-01-01T00:00:{self.clock:05}Z"
        append(self.folder / FILE_NAME, [decide(grade, points, author="李", time=time, reason="")])
        self.made += 1
        key = (person, grade.answer)
        self.model.pop(key, None)
        if share is not None:
            self.model[key] = share

    @invariant()
    def every_decision_is_on_record(self) -> None:
        """Nothing that was ever decided is missing from the file."""
        assert len(load(self.folder / FILE_NAME).made) == self.made

    @invariant()
    def people_win(self) -> None:
        """Each answer in the folder has the points that a person last gave these very words."""
        found = read_results(self.folder)
        for grade in found.grades:
            share = self.model.get((grade.candidate_id, grade.answer))
            assert bool(grade.history) == (share is not None)
            if share is not None:
                assert grade.status is Status.GRADED
                assert abs((grade.share or 0.0) - share) < 1e-9

    @invariant()
    def what_does_not_apply_is_named(self) -> None:
        """Decisions about other words are reported as stale, all of them and no others."""
        found = read_results(self.folder)
        keys = {(grade.candidate_id, grade.answer) for grade in found.grades}
        used = [d for d in load(self.folder / FILE_NAME).made if d not in found.stale]
        assert len(used) + len(found.stale) == self.made
        decided = {d.candidate_id for d in used}
        assert decided <= {person for person, _ in keys}


Folder.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
TestFolder = Folder.TestCase

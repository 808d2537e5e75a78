"""A run that stops goes on, and ends as if it had never stopped."""

from __future__ import annotations

import errno
import os
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.batch.executors.in_process import InProcess
from grader.batch.journal import NAME, Journal, JournalError
from grader.batch.tasks import Task
from grader.batch.worker import Graded, Recipe
from grader.errors import UsageError
from tests.batch.conftest import Listener, Runner, outputs
from tests.batch.fakes import open_other_text

ROWS = [
    *[(f"c{i}", "1", f"{i % 9} answer {i}") for i in range(20)],
    *[(f"c{i}", "c1", f"x = {i % 5}\ny = 2") for i in range(8)],
    ("dora", "2", "3 moon"),
]
Tables = Callable[..., Path]


class StopsAfter:
    """An Executor that is interrupted before its n-th chunk."""

    def __init__(self, recipe: Recipe, count: int) -> None:
        self._inner = InProcess(recipe)
        self._count = count

    def map(self, chunks: Iterable[Sequence[Task]]) -> Iterator[Sequence[Graded]]:
        """The results of the first chunks."""
        for at, result in enumerate(self._inner.map(chunks)):
            if at == self._count:
                raise KeyboardInterrupt
            yield result

    def close(self) -> None:
        """Nothing was started."""


@pytest.mark.parametrize("count", [0, 1, 5])
def test_an_interrupted_run_goes_on(
    run_to: Runner, table: Tables, tmp_path: Path, count: int
) -> None:
    """Nothing is graded twice, and the outputs are those of an uninterrupted run."""
    path, stopped = table(ROWS), tmp_path / "stopped"
    run_to(path, tmp_path / "whole")
    with pytest.raises(KeyboardInterrupt):
        run_to(path, stopped, executor=lambda recipe: StopsAfter(recipe, count))
    assert not (stopped / "grades.csv").exists()
    watcher = Listener()
    summary = run_to(path, stopped, resume=True, watcher=watcher)
    assert outputs(stopped) == outputs(tmp_path / "whole")
    assert summary.resumed + sum(watcher.counts) == summary.distinct
    assert summary.resumed == min(count, 5) if count else summary.resumed == 0


def test_a_journal_cut_anywhere_is_enough(run_to: Runner, table: Tables, tmp_path: Path) -> None:
    """After a power cut at any byte the outputs are the same: a law over cut positions."""
    path, whole, cut = table(ROWS), tmp_path / "whole", tmp_path / "cut"
    run_to(path, whole)
    journal = (whole / NAME).read_bytes()
    cut.mkdir()
    drawn = random.Random(5)
    for at in [0, 1, len(journal) - 1, *(drawn.randrange(len(journal)) for _ in range(12))]:
        (cut / NAME).write_bytes(journal[:at])
        run_to(path, cut, resume=True)
        assert outputs(cut) == outputs(whole)
        assert (cut / NAME).read_bytes().count(b'"key"') == journal.count(b'"key"')


@given(st.binary(max_size=80))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_torn_line_is_believed(tmp_path: Path, torn: bytes) -> None:
    """Whatever half a line looks like, the journal opens without it and can be added to."""
    entry = Graded("a" * 32, "1", {"status": "graded", "points": 1.0})
    (tmp_path / NAME).unlink(missing_ok=True)
    journal = Journal(tmp_path)
    journal.append([entry])
    journal.close()
    with (tmp_path / NAME).open("ab") as file:
        file.write(torn.replace(b"\n", b" "))
    again = Journal(tmp_path)
    again.append([Graded("b" * 32, "1", {"status": "blank"})])
    assert (len(again), again.read("b" * 32)) == (2, {"status": "blank"})
    again.close()


def test_a_finished_run_only_writes_again(run_to: Runner, table: Tables, tmp_path: Path) -> None:
    """Resuming what is done grades nothing."""
    path = table(ROWS)
    run_to(path, tmp_path / "out")
    before = outputs(tmp_path / "out")
    watcher = Listener()
    run_to(path, tmp_path / "out", resume=True, watcher=watcher)
    assert (watcher.plan[2], watcher.counts) == (0, [])
    assert outputs(tmp_path / "out") == before


def test_a_folder_that_is_taken_is_not_touched(
    run_to: Runner, table: Tables, tmp_path: Path
) -> None:
    """Without --resume a second run is refused, with what is there and what to do."""
    path = table(ROWS)
    run_to(path, tmp_path / "out")
    before = outputs(tmp_path / "out")
    with pytest.raises(UsageError, match=r"holds a run already \(26 graded\): add --resume"):
        run_to(path, tmp_path / "out")
    assert outputs(tmp_path / "out") == before


def test_another_scorer_is_named_and_refused(run_to: Runner, table: Tables, tmp_path: Path) -> None:
    """What changed is said; --regrade grades the texts again and leaves the programs."""
    path, out = table(ROWS), tmp_path / "out"
    run_to(path, out)
    changes = {"open_text": open_other_text}
    with pytest.raises(UsageError, match=r"another scorer \(question 1, 2\); add --regrade"):
        run_to(path, out, resume=True, changes=changes)
    watcher = Listener()
    run_to(path, out, regrade=True, changes=changes, watcher=watcher)
    assert sum(watcher.counts) == 21
    assert b"fake-2" in (out / "grades.jsonl").read_bytes()
    assert b"fake-1" not in (out / "grades.jsonl").read_bytes()


def test_another_check_is_named_and_refused(
    run_to: Runner, table: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where what grades programs changed, --regrade grades programs again and leaves the texts."""
    path, out = table(ROWS), tmp_path / "out"
    run_to(path, out)
    monkeypatch.setattr("grader.batch.worker.code_scorer", lambda: "code-2")
    with pytest.raises(UsageError, match=r"another scorer \(question c1\); add --regrade"):
        run_to(path, out, resume=True)
    watcher = Listener()
    run_to(path, out, regrade=True, watcher=watcher)
    assert watcher.kinds == (0, sum(watcher.counts))
    assert watcher.counts


def test_another_rubric_touches_its_question_only(
    run_to: Runner, table: Tables, tmp_path: Path, recipe: Recipe
) -> None:
    """A changed rubric regrades the answers to its question."""
    from dataclasses import replace

    path, out = table(ROWS), tmp_path / "out"
    run_to(path, out)
    changed = recipe.rubrics | {"2": replace(recipe.rubrics["2"], version="new")}  # type: ignore[operator]
    with pytest.raises(UsageError, match=r"another rubric \(question 2\)"):
        run_to(path, out, resume=True, changes={"rubrics": changed})
    watcher = Listener()
    run_to(path, out, regrade=True, changes={"rubrics": changed}, watcher=watcher)
    assert sum(watcher.counts) == 1


def test_our_failures_are_tried_again(run_to: Runner, table: Tables, tmp_path: Path) -> None:
    """A grader_error is written down, and graded again when the run is resumed."""
    path = table([("ann", "1", "fail"), ("bob", "1", "5")])
    assert run_to(path, tmp_path / "out").failed == 1
    watcher = Listener()
    run_to(path, tmp_path / "out", resume=True, watcher=watcher)
    assert watcher.counts == [1]


def test_a_full_disk_keeps_what_is_graded(
    run_to: Runner, table: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message says how many grades are safe; with room again the run goes on."""
    path, out = table(ROWS), tmp_path / "out"
    real, calls = os.fsync, iter(range(100))

    def full(descriptor: int) -> None:
        if next(calls) >= 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(descriptor)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(JournalError, match=r"the disk is full; \d+ grades are safe"):
            run_to(path, out)
    run_to(path, out, resume=True)
    run_to(path, tmp_path / "whole")
    assert outputs(out) == outputs(tmp_path / "whole")


def test_outputs_appear_all_or_none(
    run_to: Runner, table: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure while writing leaves the earlier outputs as they were, and no half file."""
    path, out = table(ROWS), tmp_path / "out"
    run_to(path, out)
    before = outputs(out)

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("grader.batch.run.write_candidates", fail)
    with pytest.raises(OSError, match="No space"):
        run_to(path, out, resume=True)
    assert outputs(out) == before
    assert list(out.glob("*.part")) == []

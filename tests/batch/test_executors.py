"""Three ways to grade chunks, one result."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.batch.executors import Executor
from grader.batch.executors.in_process import InProcess
from grader.batch.executors.pool import ProcessPool
from grader.batch.executors.ray_data import RayData
from grader.batch.tasks import Task
from grader.batch.worker import Graded, Recipe
from grader.model import Program, SourceFile, Submission
from tests.batch.conftest import Runner, outputs

ROWS = [
    *[(f"c{i}", "1", f"{i % 9} answer {i % 17}") for i in range(40)],
    ("dora", "1", "fail to read"),
    *[(f"c{i}", "c1", f"x = {i % 5}\ny = 2") for i in range(12)],
    ("dora", "c1", "raise"),
    ("dora", "2", "3 moon"),
]

# Ray Data warns of its own settings, and of how a lost actor's retries are bounded.
RAY_WARNS = (
    "ignore::DeprecationWarning:ray",
    "ignore:.ray_remote_args:DeprecationWarning",
    "ignore::ResourceWarning",
)


def task(number: int, text: str) -> Task:
    """A task to question 1."""
    return Task(f"{number:032x}", Submission("1", text))


def statuses(results: Iterator[object]) -> list[str]:
    """The statuses of all results, in order."""
    found: list[str] = []
    for chunk in results:
        assert isinstance(chunk, list)
        found += [str(g.record["status"]) for g in chunk if isinstance(g, Graded)]
    return found


@pytest.fixture(scope="session")
def opened_ray() -> Iterator[Callable[[Recipe], Executor]]:
    """Ray, started once: closing a run's executor leaves it be."""
    import ray

    kept: list[RayData] = []

    def of(recipe: Recipe) -> Executor:
        if not kept:
            kept.append(RayData(recipe, 2, {}))
            kept[0].close = lambda: None  # type: ignore[method-assign]
        return kept[0]

    yield of
    ray.shutdown()


def test_a_pool_gives_what_this_process_gives(
    run_to: Runner, table: Callable[..., Path], tmp_path: Path
) -> None:
    """The same bytes, failures of ours included."""
    path = table(ROWS)
    run_to(path, tmp_path / "here")
    run_to(path, tmp_path / "pool", executor=lambda recipe: ProcessPool(recipe, 2))
    assert outputs(tmp_path / "here") == outputs(tmp_path / "pool")


@pytest.mark.filterwarnings(*RAY_WARNS)
def test_ray_gives_what_this_process_gives(
    run_to: Runner,
    table: Callable[..., Path],
    tmp_path: Path,
    opened_ray: Callable[[Recipe], Executor],
) -> None:
    """The same bytes from two stages of actors; an exception in one row fails only that row."""
    path = table(ROWS)
    run_to(path, tmp_path / "here")
    run_to(path, tmp_path / "ray", executor=opened_ray)
    assert outputs(tmp_path / "here") == outputs(tmp_path / "ray")


@pytest.mark.filterwarnings(*RAY_WARNS)
def test_an_actor_that_is_killed_loses_no_row(
    run_to: Runner,
    table: Callable[..., Path],
    tmp_path: Path,
    opened_ray: Callable[[Recipe], Executor],
) -> None:
    """SIGKILL in the middle of a chunk: another actor grades it, and nothing differs."""
    path = table([*ROWS, ("emil", "1", f"once {tmp_path / 'killed'} and not again")])
    run_to(path, tmp_path / "ray", executor=opened_ray)
    assert (tmp_path / "killed").exists()
    run_to(path, tmp_path / "here")
    assert outputs(tmp_path / "here") == outputs(tmp_path / "ray")


def test_an_answer_that_kills_its_process_costs_itself_only(recipe: Recipe) -> None:
    """The pool finds it by halves; all others keep their grades and their order."""
    pool = ProcessPool(recipe, 2)
    chunks = [
        [task(0, "1 a"), task(1, "die")],
        [task(2, "2 b"), task(3, "3 c")],
        [task(4, "4 d")],
    ]
    try:
        found = statuses(iter([list(chunk) for chunk in pool.map(chunks)]))
    finally:
        pool.close()
    assert found == ["graded", "grader_error", "graded", "graded", "graded"]


def test_a_failing_answer_is_found_in_its_chunk(recipe: Recipe) -> None:
    """An exception in a chunk of texts is narrowed down to the one that raised it."""
    chunk = [task(i, "fail" if i == 3 else f"{i} ok") for i in range(8)]
    (results,) = InProcess(recipe).map([chunk])
    flags = [graded.record["flags"] for graded in results]
    assert [bool(f and "ValueError" in str(f)) for f in flags] == [i == 3 for i in range(8)]


def test_a_program_goes_to_the_code_grader(recipe: Recipe) -> None:
    """A coding question's submission carries its files there."""
    program = Program((SourceFile("a.py", b"x = 1\n"),), "a.py")
    submission = Submission("c1", "x = 1\n", program=program)
    (results,) = InProcess(recipe).map([[Task("0" * 32, submission)]])
    assert results[0].record["points"] == 1.0

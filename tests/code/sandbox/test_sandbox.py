"""The sandbox of one process: warm and fresh, many and at once, and nothing left behind."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from census import census, descendants, left, settled
from users import command

from grader.code.sandbox import Limits, Sandbox, open_sandbox, run, starting, warm
from grader.code.sandbox.layers import Layer
from grader.errors import MissingExtraError, UsageError

QUICK = Limits(wall_seconds=20, cpu_seconds=20, memory_mib=400, processes=16, disk_mib=8)
HELLO = {"main.py": b"print('hello')"}
# What a third of the programs in a row does.
HOSTILE = (
    b"import os\nwhile True:\n    os.fork()\n",
    b"import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(99)\n",
    b"x = []\nwhile True:\n    x.append(bytearray(9 << 20))\n",
    b"while True:\n    print('x' * 9999)\n",
    b"import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)\n",
)
SUPERVISOR = """
import os, sys, time
from grader.code.sandbox import Limits, open_sandbox
sandbox = open_sandbox(os.environ)
files = {"a.py": b"import time\\nprint('up', flush=True)\\ntime.sleep(99)"}
limits = Limits(wall_seconds=90)
sessions = [
    sandbox.open(files, framework="python", limits=limits, warm=warm, serve="inside.script")
    for warm in (True, False)
]
for session in sessions:
    session.send(b"a.py\\n", timeout=9)
print("up", flush=True)
time.sleep(99)
"""


def test_a_script_is_run() -> None:
    """The public `run` needs no sandbox to be opened."""
    outcome = run({"main.py": b"import helper\nprint(helper.x)", "helper.py": b"x = 5"}, "main.py")
    assert (outcome.kind, outcome.stdout) == ("ok", "5\n")


def test_thirty_in_a_row_leave_nothing(sandbox: Sandbox) -> None:
    """A third of them hostile, warm and fresh: no process, file, mount, group or memory more."""
    limits = Limits(wall_seconds=1, memory_mib=200, processes=8, output_bytes=10_000, disk_mib=4)
    sandbox.run(HELLO, "main.py", limits=limits)
    time.sleep(0.3)
    before, kinds = census(), []
    for number in range(30):
        hostile = HOSTILE[number // 3 % len(HOSTILE)] if number % 3 == 0 else HELLO["main.py"]
        is_warm = number % 5 != 0
        outcome = sandbox.run({"main.py": hostile}, "main.py", limits=limits, warm=is_warm)
        kinds.append(outcome.kind)
    assert left(before, settled(before)) == {}
    assert "fault" not in kinds
    assert kinds.count("ok") >= 20


def test_many_at_once_do_not_disturb_each_other(sandbox: Sandbox) -> None:
    """Threads share a sandbox; each session has its own files and output."""

    def one(number: int) -> str:
        files = {"main.py": f"import os\nprint({number}, os.listdir('.')[0])".encode()}
        return sandbox.run(files, "main.py", limits=QUICK, warm=number % 2 == 0).stdout

    with ThreadPoolExecutor(4) as pool:
        printed = list(pool.map(one, range(8)))
    assert [int(text.split()[0]) for text in printed] == list(range(8))


def test_a_warm_process_that_hangs_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """The session is fresh then, and the next one warm again."""
    others = descendants(os.getpid())
    with open_sandbox(os.environ) as opened:
        assert opened.run(HELLO, "main.py", limits=QUICK).kind == "ok"
        for pid in descendants(os.getpid()) - others:
            with contextlib.suppress(OSError):  # some are on their way out
                if "inside.boot" in Path(f"/proc/{pid}/cmdline").read_text():
                    os.kill(pid, signal.SIGSTOP)
        monkeypatch.setattr(starting, "WARM_START_SECONDS", 0.5)
        session = opened.open(HELLO, framework="python", limits=QUICK, serve="inside.script")
        assert not session.is_warm
        assert session.run_script("main.py").stdout == "hello\n"
        monkeypatch.undo()
        with opened.open(HELLO, framework="python", limits=QUICK, serve="inside.script") as again:
            assert again.is_warm


def test_where_a_child_is_less_enclosed_all_are_fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """The layers say so, for the record."""
    lacking = ((Layer("seccomp", is_active=False),), "")
    monkeypatch.setattr(warm, "try_session", lambda session, **_: session.close() and lacking)
    with open_sandbox(os.environ) as opened:
        assert opened.run(HELLO, "main.py", limits=QUICK).stdout == "hello\n"
        assert opened.layers[-1] == "fresh only: seccomp"
        assert opened.warm_refused == "seccomp"


def test_a_failure_of_ours_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not a crash of the candidate's; it says what went wrong."""
    with open_sandbox(os.environ) as opened:
        monkeypatch.setattr(starting.Host, "group", _raise)
        outcome = opened.run(HELLO, "main.py", limits=QUICK)
    assert outcome.kind == "fault"
    assert "no groups today" in outcome.stderr


def test_a_supervisor_that_is_killed_takes_everything_along() -> None:
    """Nothing outlives it, though nobody had time to clean up."""
    started = [*command("ordinary", "-c", SUPERVISOR)]
    process = subprocess.Popen(started, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"up\n"
    below = descendants(process.pid)
    assert len(below) >= 6
    process.kill()
    process.communicate()
    end = time.monotonic() + 10
    while (
        alive := [pid for pid in below if Path(f"/proc/{pid}").exists()]
    ) and time.monotonic() < end:
        time.sleep(0.05)
    assert alive == []


def test_a_forked_grader_makes_its_own_warm_processes(sandbox: Sandbox) -> None:
    """Two processes must not speak over one socket."""
    assert sandbox.run(HELLO, "main.py", limits=QUICK).stdout == "hello\n"
    child = os.fork()
    if child == 0:
        try:
            outcome = sandbox.run(HELLO, "main.py", limits=QUICK)
            sandbox.close()
            os._exit(0 if outcome.stdout == "hello\n" else 1)
        finally:
            os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert sandbox.run(HELLO, "main.py", limits=QUICK).stdout == "hello\n"


def test_what_cannot_be_run_is_said(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unknown framework or main file is misuse; one that is not installed says how."""
    with pytest.raises(UsageError, match="jax"):
        sandbox.run(HELLO, "main.py", framework="jax")
    with pytest.raises(UsageError, match=r"other\.py"):
        sandbox.run(HELLO, "other.py")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"pip install 'grader\[tensorflow\]'"):
        sandbox.run(HELLO, "main.py", framework="tensorflow")


FRAMEWORKS = {
    "torch": "import torch\nm = torch.nn.Linear(3, 1)\nm(torch.ones(2, 3)).sum().backward()\n"
    "print(m.weight.grad.sum().item())",
    "tensorflow": "import keras, tensorflow as tf\nprint(float(tf.reduce_sum(tf.ones((2, 3)))))",
    "keras-torch": "import keras\nm = keras.Sequential([keras.layers.Dense(1)])\n"
    "m.compile('sgd', 'mse')\nimport numpy as np\n"
    "m.fit(np.ones((4, 3)), np.ones((4, 1)), verbose=0)\nprint(float(6))",
}


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_frameworks_train_in_a_forked_child(sandbox: Sandbox, framework: str) -> None:
    """With a warm process each; a program imports nothing that is not warm already."""
    limits = Limits(wall_seconds=60)
    program = FRAMEWORKS[framework].encode()
    for _ in range(2):
        outcome = sandbox.run({"main.py": program}, "main.py", framework=framework, limits=limits)
        assert (outcome.kind, outcome.stdout) == ("ok", "6.0\n"), outcome
    assert sandbox.warm_refused == ""
    assert sys.platform == "linux"


def _raise(*_: object) -> None:
    raise OSError("no groups today")

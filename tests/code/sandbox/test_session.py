"""One submission at work: bytes both ways, limits, and an outcome for every end."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from talk import GUEST, ask

from grader.code.sandbox import Limits, Sandbox, Session, SessionEnded, open_sandbox

QUICK = Limits(wall_seconds=20, cpu_seconds=20, memory_mib=400, processes=16, disk_mib=8)


@pytest.fixture(scope="module")
def boxes() -> Iterator[Sandbox]:
    """A sandbox with the tests' guest."""
    with open_sandbox(os.environ, guest=GUEST) as opened:
        yield opened


@pytest.fixture(params=["warm", "fresh"])
def session(boxes: Sandbox, request: pytest.FixtureRequest) -> Iterator[Session]:
    """A session of each kind, with two files."""
    files = {"a.txt": b"one", "package/b.txt": b"two"}
    is_warm = request.param == "warm"
    with boxes.open(files, framework="python", limits=QUICK, warm=is_warm) as opened:
        assert opened.is_warm == is_warm
        yield opened


def test_the_guest_answers(session: Session) -> None:
    """It has the files, its framework's name, and the environment that grader sets."""
    assert ask(session, "Path('a.txt').read_text() + Path('package/b.txt').read_text()") == "onetwo"
    assert ask(session, "framework, os.getcwd(), sorted(os.listdir('/opt/box'))") == str(
        ("python", "/w", ["guest", "inside"])
    )
    assert (
        ask(session, "os.environ['OMP_NUM_THREADS'] + os.environ['OMP_WAIT_POLICY']") == "1PASSIVE"
    )
    assert ask(session, "sys.flags.safe_path, sys.flags.no_user_site, hash('x')") == ask(
        session, "True, 1, hash('x')"
    )


def test_a_session_that_is_closed_ends_well(session: Session) -> None:
    """Its outcome is ok, counts time and memory, and is the same when asked again."""
    ask(session, "sum(range(10**7))")
    outcome = session.close()
    assert outcome.kind == "ok"
    assert outcome.cpu_seconds > 0.05
    assert outcome.peak_mib > 5
    assert session.close() is outcome


def test_large_messages_pass_both_ways(session: Session) -> None:
    """Eight megabytes in and out, while the guest prints more than a pipe holds."""
    noise = "print('x' * 300_000, flush=True) or "
    assert ask(session, noise + f"len('{'y' * (8 << 20)}')") == str(8 << 20)
    assert len(ask(session, "'z' * (8 << 20)")) == 8 << 20
    assert session.close().stdout.endswith("xxx\n")


def test_a_guest_that_exits_while_it_owes_an_answer_has_crashed(session: Session) -> None:
    """Even with exit code 0: there is no answer."""
    with pytest.raises(SessionEnded) as ended:
        ask(session, "os._exit(0)")
    assert (ended.value.outcome.kind, ended.value.outcome.exit_code) == ("crash", 0)
    assert session.close() is ended.value.outcome
    with pytest.raises(SessionEnded):
        session.receive(1, timeout=1)


def test_an_exception_is_a_crash_with_its_traceback(session: Session) -> None:
    """The last lines of stderr name it."""
    with pytest.raises(SessionEnded) as ended:
        ask(session, "1 / 0")
    assert ended.value.outcome.kind == "crash"
    assert "ZeroDivisionError" in ended.value.outcome.stderr
    assert "/opt/box/inside" not in ended.value.outcome.stderr


def test_an_answer_that_does_not_come_is_a_timeout(session: Session) -> None:
    """`receive` waits as long as it is told, and the tree is gone then."""
    started = time.monotonic()
    with pytest.raises(SessionEnded) as ended:
        ask(session, "__import__('time').sleep(100)", timeout=0.5)
    assert ended.value.outcome.kind == "timeout"
    assert time.monotonic() - started < 10


def test_half_an_answer_is_none(session: Session) -> None:
    """What was sent before the end does not stand for the rest."""
    with pytest.raises(SessionEnded) as ended:
        ask(session, "os.write(outbound, bytes(3)) and os._exit(0)")
    assert ended.value.outcome.kind == "crash"


def test_a_lack_of_memory_is_told_apart(session: Session) -> None:
    """A MemoryError that nobody caught is outcome memory."""
    with pytest.raises(SessionEnded) as ended:
        ask(session, "bytearray(1 << 40)")
    assert ended.value.outcome.kind == "memory"


@pytest.mark.parametrize("warm", [True, False])
@pytest.mark.parametrize(
    ("program", "limits", "kind"),
    [
        ("while True: pass", {"cpu_seconds": 0.5}, "timeout"),
        ("import time\ntime.sleep(50)", {"wall_seconds": 0.5}, "timeout"),
        ("print('x' * 5000)", {"output_bytes": 4000}, "output"),
        ("import sys\nsys.stderr.write('x' * 5000)", {"output_bytes": 4000}, "output"),
        ("print('x' * 3000)", {"output_bytes": 4000}, "ok"),
        ("x = bytearray(300 << 20)", {"memory_mib": 200}, "memory"),
        ("x = bytearray(100 << 20)", {"memory_mib": 200}, "ok"),
        ("open('x', 'wb').write(bytes(9 << 20))", {}, "crash"),
        ("import sys\nsys.exit(3)", {}, "crash"),
        ("import sys\nsys.exit(0)", {}, "ok"),
        ("import os\nos.abort()", {}, "crash"),
        ("def f(:\n", {}, "crash"),
    ],
)
def test_each_end_has_its_kind(
    boxes: Sandbox, program: str, limits: dict[str, float], kind: str, *, warm: bool
) -> None:
    """Timeout, memory, output and crash are told apart, fresh and warm."""
    bounds = replace(QUICK, **limits)
    outcome = boxes.run({"main.py": program.encode()}, "main.py", limits=bounds, warm=warm)
    assert outcome.kind == kind, outcome


def test_what_a_program_used_is_measured_outside(boxes: Sandbox) -> None:
    """Wall and CPU seconds and the peak of memory, of children too."""
    program = (
        "import os, time\n"
        "if os.fork() == 0:\n    x = bytearray(b'x' * (80 << 20))\n"
        "    end = time.process_time() + .3\n    while time.process_time() < end: pass\n"
        "    os._exit(0)\nos.wait()\ntime.sleep(.3)\n"
    )
    outcome = boxes.run({"main.py": program.encode()}, "main.py", limits=QUICK)
    assert outcome.kind == "ok"
    assert outcome.wall_seconds >= 0.6
    assert 0.3 <= outcome.cpu_seconds <= outcome.wall_seconds + 0.1
    assert 80 < outcome.peak_mib < 200

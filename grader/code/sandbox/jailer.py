"""Starts bubblewrap, as another user where root asks for it, and knows how to end it."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from typing import IO

from grader.code.sandbox.bwrap import HERE, Jail

PATIENCE_SECONDS = 2.0

_spawners: dict[int, ThreadPoolExecutor] = {}


class Started:
    """A running bubblewrap and our end of its socket."""

    def __init__(
        self, jail: Jail, uid: int | None, *, framework: str, serve: str, way: str
    ) -> None:
        self.socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._stderr: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `close`
        with theirs:
            fd = theirs.fileno()
            program = jail.python("-m", "inside.boot", way, framework, serve, str(fd))
            command = jail.command(program, framework=framework, way=way)
            self._process = _spawn(as_user(command, jail.sources, uid), self._stderr, fd)

    @property
    def pid(self) -> int:
        """The process number of bubblewrap."""
        return self._process.pid

    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def complaint(self) -> str:
        """The last line that it, or the interpreter inside, wrote on stderr."""
        self._stderr.seek(0, os.SEEK_END)
        self._stderr.seek(max(0, self._stderr.tell() - 4096))
        lines = self._stderr.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else ""

    def close(self) -> None:
        """Ends it and everything in it, and waits until it is gone."""
        self.socket.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(PATIENCE_SECONDS)
        self._process.kill()
        self._process.wait()
        self._stderr.close()


def as_user(command: list[str], sources: list[str], uid: int | None) -> list[str]:
    """The command, run as user `uid` with `sources` within reach; as it is where uid is None."""
    if uid is None:
        return command
    request = json.dumps({"uid": uid, "paths": sources, "command": command})
    return [sys.executable, "-I", "-S", "-B", str(HERE / "launch.py"), request]


def _spawn(command: list[str], stderr: IO[bytes], fd: int) -> subprocess.Popen[bytes]:
    """The command, started by a thread that lives as long as this process.

    What bubblewrap is told to die with is not the process that started it but the thread.
    """
    pool = _spawners.setdefault(os.getpid(), ThreadPoolExecutor(1, "grader-spawner"))
    return pool.submit(
        subprocess.Popen,
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=stderr,
        env={},
        cwd="/",
        pass_fds=(fd,),
    ).result()

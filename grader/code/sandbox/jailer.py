"""Starts bubblewrap, as another user where root asks for it, and knows how to end it."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
from typing import IO

from grader.code.sandbox.bwrap import HERE, Jail

PATIENCE_SECONDS = 5.0


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
            self._process = subprocess.Popen(  # noqa: S603 - no shell, paths of our own
                as_user(_dying_with_us(command), jail.sources, uid),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._stderr,
                env={},
                cwd="/",
                pass_fds=(fd,),
            )

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


def _dying_with_us(command: list[str]) -> list[str]:
    """With --die-with-parent in the main thread: the kernel means the thread, and others end."""
    if threading.current_thread() is threading.main_thread():
        return [command[0], "--die-with-parent", *command[1:]]
    return command

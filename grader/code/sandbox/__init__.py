"""Runs an untrusted program with namespaces, seccomp and limits, and counts what it used."""

from grader.code.sandbox.limits import Limits
from grader.code.sandbox.opening import open_sandbox, run
from grader.code.sandbox.outcome import Outcome, SessionEnded
from grader.code.sandbox.sandbox import Sandbox
from grader.code.sandbox.session import Session

__all__ = ["Limits", "Outcome", "Sandbox", "Session", "SessionEnded", "open_sandbox", "run"]

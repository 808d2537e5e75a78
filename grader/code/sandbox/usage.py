"""What a submission used and how it ended, put together when its tree is gone."""

from __future__ import annotations

import time

from grader.code.sandbox.outcome import Outcome, judge, readable
from grader.code.sandbox.pump import Pump


def measured(pump: Pump, *, reason: str) -> Outcome:
    """The outcome; `reason` is why the supervisor ended it, "" where it ended by itself.

    CPU seconds are the control group's where there is one: the kernel counts there what a program
    hides from its parent. Otherwise, and for memory, they are process 1's count.
    """
    tree, streams, group = pump.tree, pump.streams, pump.group
    wall_seconds = time.monotonic() - pump.started
    streams.drain()
    if reason != "wall" and streams.output_bytes > pump.limits.output_bytes:
        reason = "output"
    stderr = readable(streams.stderr.last)
    told = None if tree.report is None else tree.report | {"last_words": stderr}
    kind = judge(told, reason=reason, killed_for_memory=bool(group and group.killed_for_memory()))
    told = told or {}
    seconds = (group and group.cpu_seconds()) or told.get("cpu_seconds", 0.0)
    return Outcome(
        kind=kind,
        exit_code=told.get("exit_code"),
        signal=told.get("signal"),
        wall_seconds=round(wall_seconds, 3),
        cpu_seconds=round(seconds, 3),
        peak_mib=round(told.get("peak_mib", 0.0), 1),
        stdout=readable(streams.stdout.last),
        stderr=tree.why if kind == "fault" else stderr,
    )

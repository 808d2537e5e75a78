"""A guest that runs one script and nothing else; its name comes over the inbound pipe."""

from __future__ import annotations

import atexit
import os
import runpy
import sys
import threading


def serve(inbound_fd: int, outbound_fd: int, framework: str) -> None:
    """Run the script as `__main__`, its folder last on the path, so that it shadows nothing."""
    del framework
    with os.fdopen(inbound_fd, "rb") as inbound:
        main = inbound.readline().decode().rstrip("\n")
    os.close(outbound_fd)
    sys.argv = [main]
    sys.path.append("/w")
    try:
        runpy.run_path(main, run_name="__main__")
    finally:
        _finish()


def _finish() -> None:
    """What the interpreter does at its end: wait for threads, call what was registered."""
    for thread in threading.enumerate():
        if thread is not threading.main_thread() and not thread.daemon:
            thread.join()
    atexit._run_exitfuncs()

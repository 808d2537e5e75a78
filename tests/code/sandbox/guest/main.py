"""A guest for tests: each frame, four bytes of length and a body, is Python to evaluate."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def serve(inbound_fd: int, outbound_fd: int, framework: str) -> None:
    """Answer each expression with its value as text; `scope` offers the usual modules."""
    scope = {"os": os, "sys": sys, "Path": Path, "framework": framework, "outbound": outbound_fd}
    with os.fdopen(inbound_fd, "rb") as inbound, os.fdopen(outbound_fd, "wb") as outbound:
        while head := inbound.read(4):
            code = inbound.read(int.from_bytes(head, "big")).decode()
            answer = str(eval(code, scope)).encode()
            outbound.write(len(answer).to_bytes(4, "big") + answer)
            outbound.flush()

"""A guest that looks at the sandbox from inside and writes what it finds as one line of JSON."""

from __future__ import annotations

import ctypes
import json
import os
import resource
import socket
from pathlib import Path
from typing import Any

CLONE_NEWUSER = 0x10000000


def serve(inbound_fd: int, outbound_fd: int, framework: str) -> None:
    """Write the findings to the outbound pipe."""
    del inbound_fd, framework
    os.write(outbound_fd, json.dumps(findings()).encode() + b"\n")


def findings() -> dict[str, Any]:
    """What a program in here is, sees and may use."""
    status = dict(
        line.split(":\t", 1) for line in Path("/proc/self/status").read_text().splitlines()
    )
    room = os.statvfs("/w")
    return {
        "processes": sum(path.name.isdigit() for path in Path("/proc").iterdir()),
        "capabilities": int(status["CapEff"], 16) | int(status["CapBnd"], 16),
        "no_new_privileges": status["NoNewPrivs"].strip() == "1",
        "seccomp": status["Seccomp"].strip() == "2",
        "can_unshare": ctypes.CDLL(None).unshare(ctypes.c_int(CLONE_NEWUSER)) == 0,
        "can_open_socket": _can_open_socket(),
        "interfaces": _interfaces(),
        "uid": os.getuid(),
        "can_write": [
            path for path in ("/", "/usr", "/opt/box", "/etc") if os.access(path, os.W_OK)
        ],
        "can_set_kernel": os.access("/proc/sys/kernel/core_pattern", os.W_OK),
        "room_bytes": room.f_blocks * room.f_frsize,
        "room_files": room.f_files,
        "limits": {
            name: _limit(name) for name in ("DATA", "NPROC", "FSIZE", "CPU", "NOFILE", "CORE")
        },
    }


def _can_open_socket() -> bool:
    try:
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()
    except OSError:
        return False
    return True


def _interfaces() -> list[str]:
    lines = Path("/proc/net/dev").read_text().splitlines()[2:]
    return [name for line in lines if (name := line.partition(":")[0].strip()) != "lo"]


def _limit(name: str) -> int:
    return resource.getrlimit(getattr(resource, f"RLIMIT_{name}"))[1]

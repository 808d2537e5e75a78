"""Messages over a SOCK_SEQPACKET socket: one JSON object each, with open files beside it."""

from __future__ import annotations

import json
import os
import socket
from typing import Any

MOST_BYTES = 1 << 17
MOST_FILES = 8


def send(sock: socket.socket, message: dict[str, Any], files: tuple[int, ...] = ()) -> None:
    """Send one message; raises OSError where the other end is gone."""
    socket.send_fds(sock, [json.dumps(message).encode()], list(files))


def receive(sock: socket.socket) -> tuple[dict[str, Any] | None, list[int]]:
    """The next message and its files, owned by the caller; None where the other end is gone."""
    try:
        data, files, _, _ = socket.recv_fds(sock, MOST_BYTES, MOST_FILES, socket.MSG_CMSG_CLOEXEC)
    except ConnectionResetError:
        return None, []
    message = json.loads(data) if data else None
    if message is None:
        for fd in files:
            os.close(fd)
        return None, []
    return message, files

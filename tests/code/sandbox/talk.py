"""How tests speak with the guest in `guest/main.py`."""

from __future__ import annotations

from pathlib import Path

from grader.code.sandbox import Session

GUEST = Path(__file__).parent / "guest"


def ask(session: Session, code: str, *, timeout: float = 20) -> str:
    """The value of an expression inside, as text."""
    body = code.encode()
    session.send(len(body).to_bytes(4, "big") + body, timeout=timeout)
    size = int.from_bytes(session.receive(4, timeout=timeout), "big")
    return session.receive(size, timeout=timeout).decode()

"""The seccomp filter, assembled as classic BPF: what the kernel refuses to a candidate's process.

The form is `struct sock_filter` of linux/filter.h, 8 bytes an instruction; it works on
`struct seccomp_data` (linux/seccomp.h): the call's number, the architecture, six arguments.
"""

from __future__ import annotations

import errno
import struct
from collections.abc import Iterable
from itertools import chain

from grader.code.sandbox import syscalls
from grader.errors import SandboxUnavailableError

LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, KILL, ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
NUMBER, ARCHITECTURE, ARGUMENTS = 0, 4, 16
X32_BIT = 0x40000000
# Place in the tables, and AUDIT_ARCH_… of linux/audit.h.
MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}

AF_UNIX = 1
NAMESPACES = 0x7E020000  # every CLONE_NEW… that clone takes
TIOCSTI, TIOCLINUX = 0x5412, 0x541C
F_GETLK, F_OFD_GETLK, F_SETLEASE, F_NOTIFY = 5, 36, 1024, 1026
PERSONALITIES = (0, 0xFFFFFFFF)  # the plain one, and the question

Instruction = tuple[int, int, int, int]


def seccomp_filter(machine: str) -> bytes:
    """The filter for a machine, named as by `os.uname`; SandboxUnavailableError for an unknown."""
    if machine not in MACHINES:
        known = ", ".join(MACHINES)
        raise SandboxUnavailableError(f"no seccomp filter for {machine}; there is one for {known}")
    at, architecture = MACHINES[machine]
    program = [
        (LOAD, 0, 0, ARCHITECTURE),
        *_unless(EQUAL, architecture, KILL),
        (LOAD, 0, 0, NUMBER),
        *(_where(AT_LEAST, X32_BIT, KILL) if machine == "x86_64" else ()),
        *_new_calls(syscalls.FIRST_NEW[at]),
        *_refused(syscalls.DENIED.values(), at, errno.EPERM),
        *_refused(syscalls.ABSENT.values(), at, errno.ENOSYS),
        *_by_argument(at),
        (RETURN, 0, 0, ALLOW),
    ]
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in program)


def _where(test: int, value: int, verdict: int) -> list[Instruction]:
    return [(test, 0, 1, value), (RETURN, 0, 0, verdict)]


def _unless(test: int, value: int, verdict: int) -> list[Instruction]:
    return [(test, 1, 0, value), (RETURN, 0, 0, verdict)]


def _new_calls(first: int) -> list[Instruction]:
    """Calls from `first` on: the known harmless ones, and ENOSYS for all others."""
    allowed = [_where(EQUAL, number, ALLOW) for number in syscalls.ALLOWED_NEW.values()]
    body = [*chain(*allowed), (RETURN, 0, 0, ERRNO | errno.ENOSYS)]
    return [(AT_LEAST, 0, len(body), first), *body]


def _refused(
    calls: Iterable[tuple[int | None, int | None]], at: int, error: int
) -> Iterable[Instruction]:
    numbers = (call[at] for call in calls)
    return chain(*(_where(EQUAL, n, ERRNO | error) for n in numbers if n is not None))


def _by_argument(at: int) -> list[Instruction]:
    """Sockets of other families, namespaces, input pushed into a terminal, tests of locks."""
    deny, no_family = ERRNO | errno.EPERM, ERRNO | errno.EAFNOSUPPORT
    rules = [
        _argument(syscalls.SOCKET[at], 0, _unless(EQUAL, AF_UNIX, no_family)),
        _argument(syscalls.SOCKETPAIR[at], 0, _unless(EQUAL, AF_UNIX, no_family)),
        _argument(syscalls.CLONE[at], 0, _where(ANY_BIT, NAMESPACES, deny)),
        _argument(syscalls.IOCTL[at], 1, _any_of((TIOCSTI, TIOCLINUX), deny)),
        _argument(syscalls.FCNTL[at], 1, _any_of(FCNTLS, deny)),
        _argument(syscalls.PERSONALITY[at], 0, _none_of(PERSONALITIES, deny)),
    ]
    return [*chain(*rules)]


FCNTLS = (F_GETLK, F_OFD_GETLK, F_SETLEASE, F_NOTIFY)


def _argument(number: int, index: int, rule: list[Instruction]) -> list[Instruction]:
    """A rule on the low half of one argument: the kernel reads no more of these."""
    body = [(LOAD, 0, 0, ARGUMENTS + 8 * index), *rule, (RETURN, 0, 0, ALLOW)]
    return [(EQUAL, 0, len(body), number), *body]


def _any_of(values: Iterable[int], verdict: int) -> list[Instruction]:
    return [*chain(*(_where(EQUAL, value, verdict) for value in values))]


def _none_of(values: Iterable[int], verdict: int) -> list[Instruction]:
    return [*_any_of(values, ALLOW), (RETURN, 0, 0, verdict)]

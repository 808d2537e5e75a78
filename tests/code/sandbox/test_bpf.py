"""The filter decides as it should, on both architectures: it is run by an interpreter here."""

from __future__ import annotations

import errno
import struct
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.code.sandbox import syscalls
from grader.code.sandbox.bpf import ALLOW, ERRNO, KILL, MACHINES, seccomp_filter
from grader.errors import SandboxUnavailableError

# Calls that no program can do without: read, write, mmap, exit_group, openat, wait4.
USUAL = {"x86_64": (0, 1, 9, 231, 257, 61), "aarch64": (63, 64, 222, 94, 56, 260)}


def decide(machine: str, number: int, *arguments: int, architecture: int | None = None) -> int:
    """What the filter returns for a call, by the rules of classic BPF."""
    own = MACHINES[machine][1]
    words = [*arguments, *[0] * 6][:6]
    data = struct.pack("=IIQ6Q", number, architecture or own, 0, *words)
    program = list(struct.iter_unpack("=HBBI", seccomp_filter(machine)))
    place, value = 0, 0
    while True:
        code, yes, no, constant = program[place]
        place += 1
        if code == 0x06:
            return int(constant)
        if code == 0x20:
            value = struct.unpack_from("=I", data, constant)[0]
            continue
        holds = {0x15: value == constant, 0x35: value >= constant, 0x45: bool(value & constant)}[
            code
        ]
        place += yes if holds else no


def denied(machine: str) -> Iterator[tuple[int, int]]:
    """The calls that are always refused, with their errors."""
    at = MACHINES[machine][0]
    for calls, error in ((syscalls.DENIED, errno.EPERM), (syscalls.ABSENT, errno.ENOSYS)):
        yield from ((numbers[at], error) for numbers in calls.values() if numbers[at] is not None)


@pytest.mark.parametrize("machine", MACHINES)
def test_calls_are_refused_and_allowed(machine: str) -> None:
    """Every call of the tables has its error; the usual ones pass."""
    for number, error in denied(machine):
        assert decide(machine, number) == ERRNO | error
    assert {decide(machine, number) for number in USUAL[machine]} == {ALLOW}


@pytest.mark.parametrize("machine", MACHINES)
@given(number=st.integers(0, 1 << 29))
def test_calls_of_the_future_do_not_exist(machine: str, number: int) -> None:
    """What is newer than the tables is said not to exist, but for the known harmless ones."""
    first = syscalls.FIRST_NEW[MACHINES[machine][0]]
    number += first
    known = number in syscalls.ALLOWED_NEW.values()
    assert decide(machine, number) == (ALLOW if known else ERRNO | errno.ENOSYS)


@pytest.mark.parametrize("machine", MACHINES)
@given(low=st.integers(0, 0xFFFFFFFF), high=st.integers(0, 0xFFFFFFFF))
def test_arguments_are_judged_by_what_the_kernel_reads(machine: str, low: int, high: int) -> None:
    """The upper half of a request changes nothing (CVE-2019-10063); sockets are local ones only."""
    at = MACHINES[machine][0]
    value = high << 32 | low
    assert decide(machine, syscalls.IOCTL[at], 0, high << 32 | 0x5412) == ERRNO | errno.EPERM
    expected = ALLOW if low == 1 else ERRNO | errno.EAFNOSUPPORT
    assert decide(machine, syscalls.SOCKET[at], value) == expected
    makes_namespace = bool(low & 0x7E020000)
    cloned = decide(machine, syscalls.CLONE[at], value)
    assert cloned == (ERRNO | errno.EPERM if makes_namespace else ALLOW)


@pytest.mark.parametrize("machine", MACHINES)
def test_other_architectures_are_killed(machine: str) -> None:
    """The 32-bit calls of the same machine have other numbers; so has x32."""
    assert decide(machine, 1, architecture=0x40000003) == KILL
    x32 = decide(machine, 0x40000000 + 39)
    assert x32 == (KILL if machine == "x86_64" else ERRNO | errno.ENOSYS)


def test_an_unknown_machine_is_refused() -> None:
    """There is no half a filter."""
    with pytest.raises(SandboxUnavailableError, match="riscv64"):
        seccomp_filter("riscv64")

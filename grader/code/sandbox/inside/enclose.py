"""One submission's own room: namespaces, file systems with a quota, and no way to get more.

In a forked child of a warm process `own_namespaces` comes first; in a fresh process bubblewrap
has just made them. From there on both ways are the same code.
"""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path

from . import kernel

HOME = "/w"
PARTS = (".tmp", ".shm")
OWN = (
    kernel.CLONE_NEWUSER
    | kernel.CLONE_NEWNS
    | kernel.CLONE_NEWPID
    | kernel.CLONE_NEWNET
    | kernel.CLONE_NEWIPC
    | kernel.CLONE_NEWUTS
    | kernel.CLONE_NEWCGROUP
)
INODES_PER_MIB = 64
PLAIN = kernel.MS_NOSUID | kernel.MS_NODEV


def own_namespaces() -> None:
    """Enter new namespaces; the next process that is forked is number 1 of its own world."""
    uid, gid = os.getuid(), os.getgid()
    kernel.unshare(OWN)
    _write("/proc/self/setgroups", "deny")
    _write("/proc/self/uid_map", f"{uid} {uid} 1")
    _write("/proc/self/gid_map", f"{gid} {gid} 1")


def build_room(disk_mib: int, files: int) -> None:
    """Mount /proc and the quota, unpack the files of the open file `files`, drop all rights."""
    kernel.mount("none", "/", "", kernel.MS_REC | kernel.MS_PRIVATE)
    kernel.mount("proc", "/proc", "proc", PLAIN | kernel.MS_NOEXEC)
    _write("/proc/sys/user/max_user_namespaces", "0")
    _read_only("/proc/sys")
    options = f"size={disk_mib}m,nr_inodes={INODES_PER_MIB * disk_mib},mode=0700"
    kernel.mount("tmpfs", HOME, "tmpfs", PLAIN, options)
    socket.sethostname("sandbox")
    kernel.drop_capabilities()
    os.umask(0o077)
    os.chdir(HOME)
    for name in PARTS:
        Path(HOME, name).mkdir()
    unpack(files)


def unpack(files: int) -> None:
    """Write the files that an open file holds: a line of JSON ([[path, size], …]), then bytes."""
    with os.fdopen(os.dup(files), "rb") as packed:
        for path, size in json.loads(packed.readline()):
            target = Path(HOME, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(packed.read(size))
            target.chmod(0o400)


def _read_only(path: str) -> None:
    flags = kernel.MS_BIND | kernel.MS_REC
    kernel.mount(path, path, "", flags)
    locked = kernel.MS_REMOUNT | kernel.MS_RDONLY | PLAIN | kernel.MS_NOEXEC
    kernel.mount("none", path, "", flags | locked)


def _write(path: str, text: str) -> None:
    Path(path).write_text(text, "ascii")

"""Started by root in front of bubblewrap: makes some folders reachable, becomes another user.

Called as `python -I -S launch.py JSON` with `uid`, `paths` and `command`. Its mounts are in a mount
namespace of its own: the machine does not see them. Imports nothing of grader.

An interpreter under /root (mode 0700) cannot be reached by another user. So the first folder on
the way that is closed is covered with an empty one that is open, in which only the paths that are
needed are put back.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path

CLONE_NEWNS, MS_BIND, MS_REC, MS_PRIVATE = 0x20000, 4096, 16384, 1 << 18
OPEN_TO_OTHERS = 0o001

libc = ctypes.CDLL(None, use_errno=True)


def main() -> None:
    """Replace this process by the command, as user and group `uid`."""
    request = json.loads(sys.argv[1])
    make_reachable(request["paths"])
    become(request["uid"])
    os.execve(request["command"][0], request["command"], request.get("environ", {}))  # noqa: S606


def make_reachable(paths: Iterable[str]) -> None:
    """Cover each closed folder on the way to a path; raises OSError where mounting is refused."""
    covers: dict[Path, list[Path]] = {}
    for path in sorted({Path(path).resolve() for path in paths}):
        if cover := first_closed(path):
            covers.setdefault(cover, []).append(path)
    if not covers:
        return
    _check(libc.unshare(CLONE_NEWNS), "unshare")
    _mount("none", "/", "", MS_REC | MS_PRIVATE)
    for cover, hidden in covers.items():
        _cover(cover, hidden)


def first_closed(path: Path) -> Path | None:
    """The topmost folder on the way to a path that other users cannot enter."""
    ways = [way for way in reversed(path.parents) if not way.stat().st_mode & OPEN_TO_OTHERS]
    return ways[0] if ways else None


def become(uid: int) -> None:
    """Give up every right of root for good."""
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)


def _cover(cover: Path, hidden: list[Path]) -> None:
    held = [(path, os.open(path, os.O_PATH)) for path in hidden]
    _mount("tmpfs", str(cover), "tmpfs", 0, "mode=0755,size=1m")
    for path, fd in held:
        is_folder = Path(f"/proc/self/fd/{fd}").is_dir()
        (path if is_folder else path.parent).mkdir(parents=True, exist_ok=True)
        if not is_folder:
            path.touch()
        _mount(f"/proc/self/fd/{fd}", str(path), "", MS_BIND | MS_REC)
        os.close(fd)


def _mount(source: str, target: str, kind: str, flags: int, options: str = "") -> None:
    words = [word.encode() for word in (source, target, kind)]
    _check(libc.mount(*words, ctypes.c_ulong(flags), options.encode()), f"mount {target}")


def _check(result: int, what: str) -> None:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


if __name__ == "__main__":
    main()

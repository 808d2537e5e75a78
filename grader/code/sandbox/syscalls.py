"""Numbers of the Linux system calls that the filter names, for x86_64 and aarch64.

Sources: Linux 6.x, arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h.
From 424 on the numbers are the same everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping

# Nothing that a numerical program needs; each gives rights, reaches other processes, changes the
# machine, or is a way past a limit or from one submission to the next.
DENIED: Mapping[str, tuple[int | None, int | None]] = {
    "_sysctl": (156, None),
    "acct": (163, 89),
    "add_key": (248, 217),
    "adjtimex": (159, 171),
    "bpf": (321, 280),
    "chroot": (161, 51),
    "clock_adjtime": (305, 266),
    "clock_settime": (227, 112),
    "create_module": (174, None),
    "delete_module": (176, 106),
    "fanotify_init": (300, 262),
    "fanotify_mark": (301, 263),
    "finit_module": (313, 273),
    "get_kernel_syms": (177, None),
    "init_module": (175, 105),
    "inotify_add_watch": (254, 27),
    "ioperm": (173, None),
    "iopl": (172, None),
    "kcmp": (312, 272),
    "kexec_file_load": (320, 294),
    "kexec_load": (246, 104),
    "keyctl": (250, 219),
    "lookup_dcookie": (212, 18),
    "migrate_pages": (256, 238),
    "modify_ldt": (154, None),
    "mount": (165, 40),
    "move_pages": (279, 239),
    "mq_open": (240, 180),
    "name_to_handle_at": (303, 264),
    "nfsservctl": (180, 42),
    "open_by_handle_at": (304, 265),
    "perf_event_open": (298, 241),
    "pivot_root": (155, 41),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "ptrace": (101, 117),
    "query_module": (178, None),
    "quotactl": (179, 60),
    "reboot": (169, 142),
    "request_key": (249, 218),
    "setdomainname": (171, 162),
    "sethostname": (170, 161),
    "setns": (308, 268),
    "settimeofday": (164, 170),
    "swapoff": (168, 225),
    "swapon": (167, 224),
    "sysfs": (139, None),
    "syslog": (103, 116),
    "umount2": (166, 39),
    "unshare": (272, 97),
    "uselib": (134, None),
    "userfaultfd": (323, 282),
    "vhangup": (153, 58),
    "vmsplice": (278, 75),
}
# Said not to exist, so that libraries take their other way: pages that no limit counts, and locks
# on files that two submissions share.
ABSENT: Mapping[str, tuple[int | None, int | None]] = {
    "flock": (73, 32),
    "memfd_create": (319, 279),
    "msgget": (68, 186),
    "semget": (64, 190),
    "shmget": (29, 194),
}
# Judged by an argument.
SOCKET, SOCKETPAIR, CLONE, IOCTL, FCNTL, PERSONALITY = (
    (41, 198),
    (53, 199),
    (56, 220),
    (16, 29),
    (72, 25),
    (135, 92),
)
# All calls newer than the tables above are refused but these; clone3 hides its flags from filters.
FIRST_NEW = (335, 295)
ALLOWED_NEW: Mapping[str, int] = {
    "pidfd_open": 434,
    "close_range": 436,
    "openat2": 437,
    "faccessat2": 439,
    "epoll_pwait2": 441,
    "futex_waitv": 449,
    "cachestat": 451,
    "fchmodat2": 452,
    "map_shadow_stack": 453,
    "futex_wake": 454,
    "futex_wait": 455,
    "futex_requeue": 456,
}

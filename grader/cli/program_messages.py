"""What `grade` says about programs, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "no_checks": "第 {id} 题是编程题，但评分标准没有检查项（checks），无法评分；"
        "请在 {folder} 中补上",
        "starting": "正在沙箱中运行…",
        "checks": "检查",
        "findings": "源代码中的问题",
        "expected": "应当：{text}",
        "actual": "实际：{text}",
        "hint": "提示：{text}",
        "run": "运行",
        "framework": "框架 {name} · 结果 {outcome} · 随机种子 {seed}",
        "resources": "用时 {wall:.1f} 秒，CPU {cpu:.1f} 秒，内存最多 {memory:.0f} MiB",
        "ok": "正常",
        "timeout": "超时",
        "memory": "内存用尽",
        "crash": "崩溃",
        "output": "输出异常",
        "curve": "{name} {line} {first:.3g} → {last:.3g}",
        "skipped": "没有运行：{text}",
        "stderr": "标准错误的最后几行",
        "bad_limits": "--limits 写成 wall=60,memory=3000；可用的名字：{names}",
        "brief_functions": "要写的函数",
        "brief_accepts": "也可以叫：{names}",
        "brief_checks": "检查什么",
        "brief_limits": "限制：{wall:g} 秒，{memory} MiB 内存，没有网络，不读文件",
        "points": "分",
    },
    "en": {
        "no_checks": "question {id} is a coding task whose rubric has no checks to grade by; "
        "add them in {folder}",
        "starting": "running it in the sandbox …",
        "checks": "Checks",
        "findings": "Found in the source",
        "expected": "expected: {text}",
        "actual": "actual: {text}",
        "hint": "hint: {text}",
        "run": "Run",
        "framework": "framework {name} · outcome {outcome} · seed {seed}",
        "resources": "{wall:.1f} s, CPU {cpu:.1f} s, memory at most {memory:.0f} MiB",
        "ok": "ok",
        "timeout": "out of time",
        "memory": "out of memory",
        "crash": "crash",
        "output": "output not allowed",
        "curve": "{name} {line} {first:.3g} → {last:.3g}",
        "skipped": "not run: {text}",
        "stderr": "Last lines of standard error",
        "bad_limits": "--limits is written wall=60,memory=3000; known names: {names}",
        "brief_functions": "What to write",
        "brief_accepts": "also accepted: {names}",
        "brief_checks": "What is checked",
        "brief_limits": "limits: {wall:g} s, {memory} MiB of memory, no network, no files to read",
        "points": "points",
    },
}


def tell(lang: str, name: str, /, **values: object) -> str:
    """The text called `name` in `lang` (zh or en), with its values filled in."""
    return TEXTS[lang][name].format(**values)

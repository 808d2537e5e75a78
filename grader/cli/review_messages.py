"""What `grade review` says, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "no_author": "请用 --author 姓名 说明是谁在评",
        "empty": "没有答案在等人复核",
        "count": "{items} 个答案待复核（连同相似的共 {all} 个）",
        "place": "第 {place} / {count} 个 · 候选人 {name}",
        "answer": "答案",
        "rubric": "评分标准",
        "reference": "参考答案：{text}",
        "why": "为什么请人看",
        "likes": "另有 {count} 个相似的答案在等：{names}",
        "ask": "分数（0–{max}，回车 = {points}，s 跳过，u 撤回上一个，q 结束，? 帮助）：",
        "ask_plain": "分数（0–{max}，s 跳过，u 撤回上一个，q 结束，? 帮助）：",
        "ask_reason": "理由（可留空）：",
        "ask_likes": "同样的分数也给其余 {count} 个？[y/N]：",
        "help": "输入分数并回车即作出决定，立即写入 decisions.jsonl；"
        "u 撤回上一个决定（记录仍保留）；s 跳过；q 结束，余下的下次再评。",
        "bad": "看不懂 {text!r}：请输入 0 到 {max} 的分数，或 s、u、q、?",
        "nothing_before": "前面没有可以撤回的",
        "done": "决定了 {count} 个答案，写入 {path}",
        "refresh": "报告和导出立即用上这些决定；grades.csv、candidates.csv 和给其他系统的文件"
        "还是旧的，请把当初的命令加上 --resume 再运行一遍（不会重新评分）："
        "grade batch {table} -o {folder} --resume …",
        "applied": "{count} 个新决定写入 {path}（其余已有或没有分数）",
        "exported": "{count} 个由人评分的答案写入 {path}",
        "none_exported": "还没有由人评分的简答题答案可以导出",
        "line": "{name} · 第 {question} 题 · {points} / {max} · 把握 {confidence:.2f} · {reason}",
        "line_likes": "（另有 {count} 个相似）",
        "stale": "{name} · 第 {question} 题 · {author}：答案已改变或不在，这个决定不再生效",
        "damaged": "decisions.jsonl 第 {lines} 行已损坏，没有读入；其余决定有效",
        "separator": "；",
        "unsure": "把握不大",
    },
    "en": {
        "no_author": "say who decides with --author NAME",
        "empty": "no answer waits for a person",
        "count": "{items} answers to review ({all} with those like them)",
        "place": "{place} of {count} · candidate {name}",
        "answer": "Answer",
        "rubric": "Rubric",
        "reference": "reference: {text}",
        "why": "Why a person should look",
        "likes": "{count} more answers like it wait: {names}",
        "ask": "Points (0–{max}, Enter = {points}, s skip, u undo, q quit, ? help): ",
        "ask_plain": "Points (0–{max}, s skip, u undo, q quit, ? help): ",
        "ask_reason": "Reason (may be empty): ",
        "ask_likes": "The same points for the other {count}? [y/N]: ",
        "help": "Points and Enter decide, and are written to decisions.jsonl at once; u withdraws "
        "the last decision (the record stays); s skips; q ends, what is left waits.",
        "bad": "cannot read {text!r}: give points from 0 to {max}, or s, u, q, ?",
        "nothing_before": "there is nothing before to undo",
        "done": "{count} answers decided, written to {path}",
        "refresh": "reports and exports use these decisions at once; grades.csv, "
        "candidates.csv and other systems' files are still as they were: run the command that made "
        "them again with --resume (nothing is graded anew): "
        "grade batch {table} -o {folder} --resume …",
        "applied": "{count} new decisions written to {path} (others were there, or had no points)",
        "exported": "{count} answers that people graded written to {path}",
        "none_exported": "no short answer has been decided by a person yet",
        "line": "{name} · question {question} · {points} / {max} · confidence {confidence:.2f} · "
        "{reason}",
        "line_likes": " (and {count} like it)",
        "stale": "{name} · question {question} · {author}: the answer has changed or is gone, "
        "this decision is not in force",
        "damaged": "decisions.jsonl: line {lines} is damaged and was not read; the others count",
        "separator": "; ",
        "unsure": "not sure",
    },
}


def say(lang: str, name: str, /, **values: object) -> str:
    """The text called `name` in `lang` (zh or en), with its values filled in."""
    return TEXTS[lang][name].format(**values)

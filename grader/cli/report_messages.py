"""What `grade report` says, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "written": "{count} 个文件写入 {folder}；从 {first} 看起",
        "people": "{people} 位候选人，{questions} 题，{waiting} 个答案待人工复核",
        "stale": "{count} 个人工决定所针对的答案已改变或不在：决定保留着，没有生效；见 cohort 页",
        "damaged": "decisions.jsonl 第 {lines} 行已损坏，没有读入；其余决定有效",
        "no_title": "缺少题目文字（没有 run.json）：请用 --rubrics 指明评分标准所在的文件夹",
        "key": "化名的密钥在 {path}：有了它就能由姓名算出化名，请妥善保管",
    },
    "en": {
        "written": "{count} files written to {folder}; begin with {first}",
        "people": "{people} candidates, {questions} questions, {waiting} answers to review",
        "stale": "{count} decisions are about answers that have changed or are gone: they are "
        "kept and not in force; see the cohort page",
        "damaged": "decisions.jsonl: line {lines} is damaged and was not read; the others count",
        "no_title": "the questions' texts are missing (no run.json): name the rubrics' folder "
        "with --rubrics",
        "key": "the key of the pseudonyms is in {path}: with it a name leads to its pseudonym; "
        "keep it safe",
    },
}


def say(lang: str, name: str, /, **values: object) -> str:
    """The text called `name` in `lang` (zh or en), with its values filled in."""
    return TEXTS[lang][name].format(**values)

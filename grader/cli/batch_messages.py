"""What `grade batch` says on a terminal, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "table": "{name}：{shape}，编码 {encoding}",
        "workbook": "{name}：工作簿，{shape}",
        "long": "一行一份答案",
        "wide": "一列一道题",
        "prairielearn": "PrairieLearn 提交",
        "guess": "{name}（推测；不对请用 --encoding 指明）",
        "aside": "未用到的列：{columns}",
        "row": "{table}：第 {row} 行{line}{column}：{message}",
        "line": "（文件第 {line} 行）",
        "column": "，{name} 列",
        "more_problems": "另有 {count} 行有问题，见 {folder} 中的 grades.csv",
        "more_problems_dry": "另有 {count} 行有问题",
        "planned": "{rows} 行，{distinct} 份不同的答案，待评 {to_grade} 份",
        "progress": "已评 {done}/{total}，每秒 {rate:.1f} 份，还需 {left}",
        "grading": "评分中",
        "dry": "检查完毕，什么都没有评：{rows} 行，{distinct} 份不同的答案，{problems} 行有问题",
        "interrupted": "已中断，评好的都在 {folder}；接着评请再运行一次并加 --resume",
        "summary": "{rows} 行：",
        "graded": "已评分 {count}",
        "needs_review": "待人工复核 {count}",
        "blank": "空白 {count}",
        "candidate_error": "答题程序出错 {count}",
        "grader_error": "未能评分 {count}（不算零分）",
        "resumed": "其中 {count} 份沿用之前的评分",
        "alike": "{count} 组雷同的答案，见 similar.json",
        "question": "题号",
        "count": "份数",
        "mean": "平均",
        "spread": "标准差",
        "most": "满分",
        "time": "用时 {seconds:.1f} 秒，每秒 {rate:.1f} 行",
        "where": "结果在 {folder}：{files}",
        "minutes": "{minutes} 分 {seconds:02d} 秒",
        "joint": "，",
    },
    "en": {
        "table": "{name}: {shape}, encoding {encoding}",
        "workbook": "{name}: a workbook, {shape}",
        "long": "one row an answer",
        "wide": "one column a question",
        "prairielearn": "PrairieLearn submissions",
        "guess": "{name} (a guess; override it with --encoding)",
        "aside": "columns left aside: {columns}",
        "row": "{table}: row {row}{line}{column}: {message}",
        "line": " (line {line})",
        "column": ", column {name}",
        "more_problems": "{count} more rows have problems, see grades.csv in {folder}",
        "more_problems_dry": "{count} more rows have problems",
        "planned": "{rows} rows, {distinct} distinct answers, {to_grade} to grade",
        "progress": "{done}/{total} graded, {rate:.1f} a second, {left} left",
        "grading": "grading",
        "dry": "checked, nothing graded: {rows} rows, {distinct} distinct answers, "
        "{problems} rows with problems",
        "interrupted": "interrupted; what is graded is safe in {folder}: "
        "run again with --resume to go on",
        "summary": "{rows} rows: ",
        "graded": "{count} graded",
        "needs_review": "{count} for review",
        "blank": "{count} blank",
        "candidate_error": "{count} candidates' errors",
        "grader_error": "{count} not graded (no zeros)",
        "resumed": "{count} of the answers were graded before",
        "alike": "{count} groups of like answers, see similar.json",
        "question": "question",
        "count": "answers",
        "mean": "mean",
        "spread": "deviation",
        "most": "maximum",
        "time": "{seconds:.1f} s, {rate:.1f} rows a second",
        "where": "results in {folder}: {files}",
        "minutes": "{minutes} min {seconds:02d} s",
        "joint": ", ",
    },
}


def say(lang: str, name: str, /, **values: object) -> str:
    """The text called `name` in `lang` (zh or en), with its values filled in."""
    return TEXTS[lang][name].format(**values)

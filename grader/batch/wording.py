"""What a batch says to people about files and rows, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        # files
        "missing_file": "没有这个文件，请检查路径",
        "is_folder": "是文件夹，请给出表格文件（.csv .tsv .csv.gz .xlsx）",
        "unreadable": "读不了：{reason}",
        "empty_file": "是空文件，第一行应为列名，如 candidate_id,question_id,answer",
        "no_rows": "只有表头，没有数据行",
        "binary": "是二进制文件（第 {offset} 字节为 NUL），不是表格；请另存为 CSV（UTF-8）或 .xlsx",
        "old_workbook": "是旧版 Excel 工作簿（.xls）；请另存为 .xlsx 或 CSV（UTF-8）",
        "archive": "是压缩包，不是工作簿；请先解压，再给出其中的表格",
        "pdf": "是 PDF，不是表格；请导出为 CSV（UTF-8）或 .xlsx",
        "web_page": "是网页（HTML），不是表格；请导出为 CSV（UTF-8）或 .xlsx",
        "broken_workbook": "工作簿打不开：{reason}；请重新另存为 .xlsx 或 CSV（UTF-8）",
        "huge_workbook": "工作簿解压后有 {size} MiB，超过 {limit} MiB；请另存为 CSV",
        "broken_gzip": "gzip 文件已损坏：{reason}；请重新压缩，或给出未压缩的表格",
        "unknown_encoding": "没有名为 {encoding} 的编码；可用 utf-8、gb18030、big5、utf-16",
        "no_encoding": "看不出编码；请用 --encoding 指明，如 --encoding gb18030",
        "long_line": "有一行超过 {limit:,} 个字符，这不像表格；请检查文件",
        # columns
        "duplicate_header": "列名 {column} 出现了两次（第 {first} 列和第 {second} 列）；请改名",
        "no_candidate": "找不到考生列（如 candidate_id、学号、姓名）；列有：{columns}；"
        "请用 --columns candidate=列名 指明",
        "no_answers": "找不到答案：既没有题号列和答案列，也没有列名是题号或题目的列；"
        "列有：{columns}；"
        "请用 --columns question=列名,answer=列名 或 --columns 3=列名 指明",
        "no_question": "有答案列 {answer}，但找不到题号列（如 question_id、题号）；"
        "列有：{columns}；"
        "请用 --columns question=列名 指明",
        "question_twice": "第 {first} 列和第 {second} 列都是第 {question} 题；"
        "请改名或用 --columns 指明",
        "no_such_column": "--columns 里的列 {column} 不在表中；列有：{columns}",
        "no_such_role": "--columns 里的 {role} 既不是 candidate、question、answer、answer_file、"
        "code_file，也不是题号",
        "bad_columns": "--columns 的写法应为 名称=列名，用逗号分隔；看到的是 {text}",
        # rows
        "too_many_cells": "有 {found} 格，表头只有 {expected} 列；答案里有逗号时要加双引号",
        "too_few_cells": "只有 {found} 格，表头有 {expected} 列",
        "stray_quote": "双引号没有配对，这一行读不出来；格内的双引号要写两遍，整格再加双引号",
        "long_cell": "有 {size:,} 个字符，上限是 {limit:,}",
        "undecodable": "有字节不是 {encoding}；请另存为 UTF-8，或用 --encoding 指明编码",
        "nul": "含有 NUL 字符",
        "empty_candidate": "没有写考生",
        "empty_question": "没有写题号",
        "unknown_question": "没有第 {question} 题",
        "unknown_question_near": "没有第 {question} 题；是不是 {near}？",
        "duplicate": "考生 {candidate} 的第 {question} 题在第 {first} 行已有一份；只算先出现的那份",
        "two_answers": "既有答案又有 {other}；只能有一个",
        "bad_json": "不是 PrairieLearn 的提交（JSON）：{reason}",
        "no_text": "PrairieLearn 的提交里没有文字答案",
        "path_outside": "{path} 不在表格所在的文件夹里；只能用其中的相对路径",
        "path_link": "{path} 是链接或经过链接，不予读取；请放文件本身",
        "path_missing": "没有文件 {path}",
        "path_not_file": "{path} 不是普通文件",
        "path_unreadable": "{path} 读不了：{reason}",
        "path_large": "{path} 超过 {limit:,} 字节",
        "path_undecodable": "{path} 不是文本，或看不出编码；请另存为 UTF-8",
        "bad_program": "{path} 不是能用的程序：{reason}",
        # grading
        "code_missing": "第 {question} 题是编程题，这里没有装程序评分的部分，未评分",
        "ungradable": "第 {question} 题无法评分：{reason}",
        "failed": "评分时出错：{reason}",
        "crashed": "评分进程两次中途退出，这份没有评成",
        "changed": "评分期间这一行变了；请加 --resume 再运行一次",
        # runs
        "folder_taken": "{folder} 里已有一次评分（{count} 份已评）；"
        "请加 --resume 接着评，或换一个文件夹",
        "graded_otherwise": "{folder} 里的评分依据变了：{changes}；"
        "请加 --regrade 只重评受影响的部分，或换一个文件夹",
        "change": "{name}（第 {questions} 题）",
        "and": "；",
        "by_rubric": "评分标准",
        "by_encoder": "句向量模型",
        "by_scorer": "评分器",
        "by_calibration": "校准",
        "by_lang": "评语的语言",
        "by_seed": "随机种子",
        # likeness
        "same": "这些考生的答案一字不差，是否各自独立完成？",
        "near": "这些考生的答案几乎相同，是否各自独立完成？",
        "same_short": "这些答案很短，相同，可以一起复核。",
        "near_short": "这些答案很短，几乎相同，可以一起复核。",
        "common": "这些答案与题目、参考答案或多数人的说法相同，可以一起复核。",
    },
    "en": {
        "missing_file": "no such file; check the path",
        "is_folder": "is a folder; give a table (.csv .tsv .csv.gz .xlsx)",
        "unreadable": "cannot be read: {reason}",
        "empty_file": "is empty; the first row must name columns, such as "
        "candidate_id,question_id,answer",
        "no_rows": "has a header and no rows",
        "binary": "is binary (NUL at byte {offset}), not a table; save it as CSV (UTF-8) or .xlsx",
        "old_workbook": "is an old Excel workbook (.xls); save it as .xlsx or CSV (UTF-8)",
        "archive": "is an archive, not a workbook; unpack it and give the table inside",
        "pdf": "is a PDF, not a table; export CSV (UTF-8) or .xlsx",
        "web_page": "is a web page (HTML), not a table; export CSV (UTF-8) or .xlsx",
        "broken_workbook": "the workbook cannot be opened: {reason}; "
        "save it again as .xlsx or CSV (UTF-8)",
        "huge_workbook": "the workbook unpacks to {size} MiB, the limit is {limit} MiB; "
        "save it as CSV",
        "broken_gzip": "the gzip file is damaged: {reason}; pack it again, or give it unpacked",
        "unknown_encoding": "there is no encoding {encoding}; use utf-8, gb18030, big5 or utf-16",
        "no_encoding": "the encoding cannot be told; name it, such as --encoding gb18030",
        "long_line": "a line has more than {limit:,} characters: this is hardly a table; "
        "check the file",
        "duplicate_header": "the column {column} stands twice (columns {first} and {second}); "
        "rename one",
        "no_candidate": "no column names the candidate (such as candidate_id, student, name); "
        "there are: {columns}; say which with --columns candidate=NAME",
        "no_answers": "no answers: neither a question and an answer column, nor columns named by "
        "question; there are: {columns}; say which with --columns question=NAME,answer=NAME "
        "or --columns 3=NAME",
        "no_question": "{answer} holds answers, but no column names the question "
        "(such as question_id); there are: {columns}; say which with --columns question=NAME",
        "question_twice": "columns {first} and {second} are both question {question}; "
        "rename one, or say which with --columns",
        "no_such_column": "the column {column} of --columns is not there; there are: {columns}",
        "no_such_role": "{role} in --columns is none of candidate, question, answer, answer_file, "
        "code_file, and no question",
        "bad_columns": "--columns takes NAME=COLUMN, separated by commas, not {text}",
        "too_many_cells": "{found} cells where the header has {expected}; "
        "quote answers that hold commas",
        "too_few_cells": "{found} cells where the header has {expected}",
        "stray_quote": "a quotation mark is not paired, the row cannot be read; "
        "double it and quote the cell",
        "long_cell": "{size:,} characters, the limit is {limit:,}",
        "undecodable": "holds bytes that are not {encoding}; save the file as UTF-8, "
        "or name its encoding with --encoding",
        "nul": "holds a NUL character",
        "empty_candidate": "names no candidate",
        "empty_question": "names no question",
        "unknown_question": "there is no question {question}",
        "unknown_question_near": "there is no question {question}; did you mean {near}?",
        "duplicate": "candidate {candidate} has answered question {question} in row {first}; "
        "the first one counts",
        "two_answers": "has an answer and {other} as well; give one",
        "bad_json": "is no submission of PrairieLearn (JSON): {reason}",
        "no_text": "the PrairieLearn submission holds no text",
        "path_outside": "{path} is not inside the table's folder; give a relative path within it",
        "path_link": "{path} is a link, or leads through one: not followed; put the file itself",
        "path_missing": "there is no file {path}",
        "path_not_file": "{path} is not a regular file",
        "path_unreadable": "{path} cannot be read: {reason}",
        "path_large": "{path} is over {limit:,} bytes",
        "path_undecodable": "{path} is not text, or its encoding cannot be told; save it as UTF-8",
        "bad_program": "{path} is no program that can be run: {reason}",
        "code_missing": "question {question} asks for a program, and the part that grades "
        "programs is not there: not graded",
        "ungradable": "question {question} cannot be graded: {reason}",
        "failed": "grading failed: {reason}",
        "crashed": "the grading process ended twice on this one: not graded",
        "changed": "this row changed while it was graded; run again with --resume",
        "folder_taken": "{folder} holds a run already ({count} graded): add --resume to go on, "
        "or give another folder",
        "graded_otherwise": "{folder} was graded by something else: {changes}; "
        "add --regrade to grade again what that touches, or give another folder",
        "change": "another {name} (question {questions})",
        "and": ", ",
        "by_rubric": "rubric",
        "by_encoder": "encoder",
        "by_scorer": "scorer",
        "by_calibration": "calibration",
        "by_lang": "language of feedback",
        "by_seed": "seed",
        "same": "These candidates' answers are word for word the same: made independently?",
        "near": "These candidates' answers are nearly the same: made independently?",
        "same_short": "These answers are short and the same; they can be reviewed together.",
        "near_short": "These answers are short and nearly the same; they can be reviewed together.",
        "common": "These answers share the wording of the question, the reference or most "
        "candidates; they can be reviewed together.",
    },
}


def say(lang: str, name: str, /, **values: object) -> str:
    """The text called `name` in `lang` (zh or en), with its values filled in."""
    return TEXTS[lang][name].format(**values)

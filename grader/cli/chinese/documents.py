"""In Chinese: what is wrong with reference documents, and what is missing in them."""

from __future__ import annotations

from collections.abc import Mapping

DOCUMENTS: Mapping[str, str] = {
    "unknown kind of file {suffix}: expected .md, .csv, .yaml or .json":
        "不认识 {suffix} 文件：应为 .md、.csv、.yaml 或 .json",
    "the file is empty: expected questions": "文件是空的：这里应有题目",
    "no rows: expected a header question,reference":
        "没有内容：应有表头 question,reference（题目,答案）",
    # tables
    "no rows below the header: expected one row for each question": "表头下面没有行：应每题一行",
    "no rows below the header: expected one row for each criterion":
        "表头下面没有行：应每条标准一行",
    "column {name} left aside": "{name} 列没有使用",
    "no column {names}: expected a header question,reference (题目,答案), optionally id, "
    "explanation, max_score":
        "没有 {names} 列：表头应有 question,reference（题目,答案），"
        "可以有 id、explanation、max_score",
    "no column {names}: expected a header {expected}": "没有 {names} 列：表头应为 {expected}",
    "two columns for {name}: expected one": "有两列都是 {name}：只能有一列",
    "two keys for {name}: expected one": "有两个键都是 {name}：只能有一个",
    "{cells} cells, expected {width} as in the header: put cells that hold commas in quotes":
        "有 {cells} 格，表头有 {width} 格：含逗号的格请加引号",
    "{cells} cells, expected {width} as in the header: {advice}":
        "有 {cells} 格，表头有 {width} 格：{advice}",
    "{cells} cells, expected at most {width} as in the header":
        "有 {cells} 格，表头只有 {width} 格",
    "put cells that hold commas in quotes": "含逗号的格请加引号",
    "this row is not valid CSV ({reason}): check its quotes, double those inside":
        "这一行不是正确的 CSV（{reason}）：请检查引号，格内的引号要写两个",
    "question {id} has no {part}": "第 {id} 题没有 {part}",
    "expected up to 64 letters, digits, '-', '_' and '.', a letter or digit first":
        "应为不超过 64 个字母、数字、'-'、'_'、'.'，且以字母或数字开头",
    "second question {id}: expected a new id": "第 {id} 题重复：请换一个题号",
    "id {id} cannot name a file: {expected_}": "题号 {id} 不能作文件名：{expected_}",
    "max_score {value}: expected a number above zero": "max_score {value}：应为大于零的数",
    "the key {id} is this question's id: expected no second one":
        "键 {id} 就是这道题的题号：不要再写一个",
    # YAML and JSON
    "no questions: expected a list of {question: …, reference: …}":
        "没有题目：应为 {question: …, reference: …} 的列表",
    "not a question: expected {question: …, reference: …}":
        "不是题目：应为 {question: …, reference: …}",
    "not valid YAML or JSON: {reason_}": "不是正确的 YAML 或 JSON：{reason_}",
    "alias *{name}: expected the value itself": "别名 *{name}：这里应写值本身",
    "second key {name}": "键 {name} 重复",
    "{name} is a list or a mapping: expected text": "{name} 是列表或映射：应为文本",
    "{name} is no number: expected one such as 1 or 2.5": "{name} 不是数字：应为 1 或 2.5 这样的数",
    "{name} holds half a character: expected both \\u escapes":
        "{name} 里有半个字符：\\u 转义要成对",
    # Markdown
    "no numbered heading found: {expected_}": "没有找到带编号的标题：{expected_}",
    "expected headings such as '#### 1. …' with **题目：** / **Question:** below":
        "应有 '#### 1. …' 这样的标题，下面是 **题目：** 或 **Question:**",
    "question {id} has no text: {expected_}": "第 {id} 题没有题目文字：{expected_}",
    "question {id} has no answer: expected **答案：** or **Answer:** and text":
        "第 {id} 题没有答案：应有 **答案：** 或 **Answer:** 和文字",
    "question {id} has no {part_} part: the heading's text is asked":
        "第 {id} 题没有{part_}部分：以标题为题目",
    "question {id} has no {part_} part": "第 {id} 题没有{part_}部分",
    "question": "题目", "task": "题目描述", "answer": "答案", "code": "代码", "explanation": "解析",
    "code of question {id} has no ``` around it: taken as it stands":
        "第 {id} 题的代码没有用 ``` 括起来：照原样使用",
    "second question {id}, the first is on line {line}: expected a new number":
        "第 {id} 题重复，前一个在第 {line} 行：请换一个编号",
    "heading of no question, left aside: {text}": "标题不属于任何题目，没有使用：{text}",
    "comment left aside: {text}": "注释没有使用：{text}",
    "block of {kind} beside the code left aside": "代码之外的 {kind} 块没有使用",
    "text beside the code left aside: {text}": "代码之外的文字没有使用：{text}",
    "this block of code is never closed: expected a later line with only {mark}":
        "这个代码块没有结束：后面应有只写 {mark} 的一行",
    "this comment is never closed: expected -->": "这条注释没有结束：应有 -->",
    "{lines} line of text in no part, left aside: {text}":
        "有 {lines} 行文字不属于任何部分，没有使用：{text}",
    "{lines} lines of text in no part, left aside: {text}":
        "有 {lines} 行文字不属于任何部分，没有使用：{text}",
    "{lines} of text in no part, left aside: {text}":
        "{lines} 文字不属于任何部分，没有使用：{text}",
    "{word} is no known label: kept as text of {part}": "不认识标签 {word}：当作 {part} 的文字",
    "label {word} belongs to no question: {expected_}": "标签 {word} 不属于任何题目：{expected_}",
    "expected a numbered heading such as '#### 1. …' above it": "上面应有 '#### 1. …' 这样的标题",
    "second {word} in question {id}, {advice_}": "第 {id} 题里 {word} 重复，{advice_}",
    "second {word} in question {id}": "第 {id} 题里 {word} 重复",
    "the first is on line {line}: expected a numbered heading between them":
        "前一个在第 {line} 行：两者之间应有带编号的标题",
    # ready criteria
    "no criterion with a weight above zero: expected one to earn points by":
        "没有权重大于零的标准：至少要有一条能得分",
    "no requirement here: {expected}": "这里没有 requirement：{expected}",
    "not a criterion: {expected}": "不是标准：{expected}",
    "no weight: {weight} taken, as AutoRubric does": "没有权重：按 AutoRubric 的做法取 {weight}",
    "no name: the requirement's first words are taken": "没有名称：取 requirement 的开头",
    "weight 0: left aside, it can earn nothing": "权重为 0：不能得分，没有使用",
    "{name} has weight {weight}: read as a misconception, penalty {penalty}; "
    "write its requirement as the wrong claim itself":
        "{name} 的权重是 {weight}：当作误解，扣分比例 {penalty}；请把 requirement 写成错误说法本身",
    "{name} has weight {weight}: read as a misconception, penalty {penalty}":
        "{name} 的权重是 {weight}：当作误解，扣分比例 {penalty}",
    "write its requirement as the wrong claim itself": "请把 requirement 写成错误说法本身",
    "no question: {text} stands for it": "没有题目：用 {text} 代替",
    "no reference answer: only the criteria are known": "没有参考答案：只知道评分标准",
    "key {name} left aside": "键 {name} 没有使用",
    "section name {name} left aside": "小节名 {name} 没有使用",
    "{problem_}: expected another name": "{problem_}：请换一个名字",
    "second criterion {name}, the first is on line {line}":
        "标准 {name} 重复，前一个在第 {line} 行",
    "not the header of a Canvas rubric: {expected}": "不是 Canvas 评分标准的表头：{expected}",
    "no rating here: {expected}": "这里没有评级：{expected}",
    "rating {name} has points {points}: expected a number":
        "评级 {name} 的分数是 {points}：应为数字",
    "rubric {name} earns no points: expected a rating above 0":
        "评分标准 {name} 得不到分：至少要有一个大于 0 的评级",
    "rubric {name}: no reference answer, its name is asked":
        "评分标准 {name}：没有参考答案，以它的名称为题目",
    "{name} has no description: its name is required": "{name} 没有说明：以它的名称为要求",
    "{name} earns no points: left aside": "{name} 得不到分：没有使用",
    "lower ratings of {name} left aside: {names}": "{name} 较低的评级没有使用：{names}",
    "no {name} here: {expected_}": "这里没有 {name}：{expected_}",
    "expected text": "应有文字",
}  # fmt: skip
